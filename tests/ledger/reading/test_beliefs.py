import pytest

from ledger.belief.view import News
from ledger.errors import BadCursor, BadDate, NotFound
from ledger.service import Ledger
from tests.ledger.reading.asking import belief, reports
from tests.ledger.story import (
    ANALYST,
    DEAL,
    claim,
    head,
    policy,
    recorded,
    retraction,
)


def test_belief_about_what_had_certainly_been_said_by_a_day(told: Ledger) -> None:
    said_by = {
        day: told.beliefs(DEAL, asserted_as_of=day) for day in ("2023-12-31", "2024-01-02", "2024-01-03", "2024-01-31")
    }

    assert [belief(found).reports for found in said_by.values()] == [0, 1, 2, 3]
    assert [found.possibly_said for found in said_by.values()] == [0, 1, 1, 0]


def test_both_clocks_in_one_question(told: Ledger) -> None:
    assert reports(told, recorded_as_of="2024-01-02", asserted_as_of="2024-01-31") == 1
    assert reports(told, recorded_as_of="2024-01-05", asserted_as_of="2024-01-01") == 1


@pytest.mark.parametrize("ask", ["beliefs", "changes", "history", "timeline"])
def test_a_day_that_is_none_is_refused_on_the_asserted_clock(told: Ledger, ask: str) -> None:
    with pytest.raises(BadDate) as refused:
        getattr(told, ask)(DEAL, asserted_as_of="2024-01")
    assert refused.value.field == "asserted_as_of"


def test_without_a_source_is_as_if_it_had_never_spoken(told: Ledger) -> None:
    assert belief(told.beliefs(DEAL, without=["agency-b"])).origins == 1
    assert belief(told.beliefs(DEAL, without=["outlet"])).vacuous


def test_changes_tell_news_from_echoes_within_their_range(told: Ledger) -> None:
    recorded(told, claim(text="an echo"))
    first = head(told) - 3

    found = told.changes(DEAL, recorded_since=str(first - 1)).items
    assert (found[0].position, found[0].news) == (first, News.NEWS)
    assert (found[-1].position, found[-1].news, found[-1].moved) == (head(told), News.ECHO, ())
    stretch = told.changes(DEAL, recorded_since="2024-01-02", recorded_until="2024-01-04", asserted_as_of="2024-01-31")
    assert [c.position for c in stretch.items] == [first + 1]
    assert stretch.recorded_as_of == told.beliefs(DEAL, recorded_as_of="2024-01-04").recorded_as_of
    assert stretch.asserted_as_of == "2024-01-31"
    assert told.changes(DEAL, recorded_since=str(head(told))).items == ()
    with pytest.raises(BadCursor, match="lies after") as refused:
        told.changes(DEAL, recorded_since="2024-01-04", recorded_until="2024-01-02")
    assert refused.value.field == "recorded_since"


def test_the_history_ends_at_what_is_believed_now(told: Ledger) -> None:
    recorded(told, retraction(claim(text="recorded on the 02"), by="agency-a", scope="origin"))

    history = told.history(DEAL)

    assert history.recorded_as_of.position == head(told)
    for name in ("ordered", "shipped"):
        moves = [item for item in history.items if item.proposition == name]
        for item in moves:
            then = belief(told.beliefs(DEAL, recorded_as_of=str(item.position)), name)
            assert (item.probability, item.vacuous, item.likelihood, item.range) == (
                then.probability,
                then.vacuous,
                then.likelihood,
                then.range,
            )
        assert moves[-1].probability == belief(told.beliefs(DEAL), name).probability
    since = told.history(DEAL, recorded_since="2024-01-02", recorded_until="2024-01-04")
    assert {item.position for item in since.items} == {head(told) - 2}


def test_without_a_source_the_history_is_as_if_it_had_never_spoken(told: Ledger) -> None:
    assert told.history(DEAL).items != ()
    assert told.history(DEAL, without=["outlet"]).items == ()


def test_another_policy_is_put_in_place_of_the_one_in_force(told: Ledger) -> None:
    before = told.beliefs(DEAL)
    there = told.record(policy("strict", floor="9"), by=ANALYST).position
    strict = told.beliefs(DEAL)
    told.record(policy("policy-1"), by=ANALYST)

    assert (strict.policy, belief(strict).vacuous, belief(before).vacuous) == ("strict", True, False)
    for named in ("strict", strict.policy_digest):
        under = told.beliefs(DEAL, policy=named)
        assert (under.policy_digest, under.ladder) == (strict.policy_digest, strict.ladder)
        assert belief(under).vacuous
        assert told.explanation(DEAL, "shipped", policy=named).vacuous
        assert all(item.vacuous for item in told.history(DEAL, policy=named).items)
    assert told.beliefs(DEAL, recorded_as_of=str(there), policy="policy-1").propositions == before.propositions


def test_under_a_policy_that_is_named_no_adoption_moves_anything(told: Ledger) -> None:
    there = told.record(policy("strict", floor="9"), by=ANALYST).position

    assert there in {change.position for change in told.changes(DEAL).items}
    assert there not in {change.position for change in told.changes(DEAL, policy="policy-1").items}


@pytest.mark.parametrize("ask", ["beliefs", "changes", "history"])
def test_a_policy_that_is_not_known_is_refused_by_those_there_are(told: Ledger, ask: str) -> None:
    told.record(policy("strict", floor="9"), by=ANALYST)
    with pytest.raises(NotFound, match=r"there are: policy-1, strict$") as refused:
        getattr(told, ask)(DEAL, policy="policy-3")
    assert refused.value.field == "policy"
