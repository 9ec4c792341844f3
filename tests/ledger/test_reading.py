from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.belief import DealBelief, believe, fold
from ledger.belief.view import News, PropositionBelief
from ledger.entries import leaf_hash
from ledger.errors import BadCursor, BadDate, NotFound
from ledger.filters import ClaimFilter
from ledger.opening import open_ledger
from ledger.records import AnyRecord
from ledger.service import Ledger
from tests.ledger.given import source_record
from tests.ledger.story import (
    AGENCIES,
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    everything,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    sources,
    tie,
    voiding,
)


def belief(found: DealBelief, proposition: str = "shipped") -> PropositionBelief:
    (one,) = (p for p in found.propositions if p.id == proposition)
    assert isinstance(one, PropositionBelief)
    return one


def reports(ledger: Ledger, **clocks: Any) -> int:
    return belief(ledger.beliefs(DEAL, **clocks)).reports


@pytest.fixture
def told(ledger: Ledger, calendar: Calendar) -> Ledger:
    """Three claims: recorded on the 2nd, the 3rd and the 5th of January, said on the 1st, the 3rd and in January."""
    for day, origin, said in (
        ("02", "agency-a", "2024-01-01"),
        ("03", "agency-b", "2024-01-03"),
        ("05", None, "2024-01"),
    ):
        calendar.on(f"2024-01-{day}")
        recorded(ledger, claim(origin, on=said, text=f"recorded on the {day}"))
    calendar.on("2024-01-07")
    return ledger


# -- the recorded clock ------------------------------------------------------------------------------------------------


def test_belief_as_recorded_by_a_position_a_day_or_an_instant(told: Ledger) -> None:
    first = head(told) - 2

    assert reports(told) == 3
    assert [reports(told, recorded_as_of=str(first + n)) for n in (-1, 0, 1, 2)] == [0, 1, 2, 3]
    assert [reports(told, recorded_as_of=f"2024-01-0{n}") for n in (1, 2, 3, 4, 5, 6)] == [0, 1, 2, 2, 3, 3]
    assert reports(told, recorded_as_of="2024-01-03T11:59:59.999999Z") == 1
    assert reports(told, recorded_as_of="2024-01-03T12:00:00Z") == 2
    assert reports(told, recorded_as_of="2024-01-03T15:00:00+03:00") == 2


def test_an_answer_says_which_moment_it_is_as_of(told: Ledger) -> None:
    found = told.beliefs(DEAL, recorded_as_of="2024-01-04").recorded_as_of

    assert (found.position, found.recorded_at) == (head(told) - 1, "2024-01-03T12:00:00.000000Z")
    assert told.explanation(DEAL, "shipped", recorded_as_of="2024-01-04").recorded_as_of == found
    assert told.timeline(DEAL, recorded_as_of="2024-01-04").recorded_as_of == found
    assert told.history(DEAL, recorded_until="2024-01-04").recorded_as_of == found


@pytest.mark.parametrize(
    "beyond", ["100000", "2024-01-07", "2024-01-08", "2024-01-07T12:00:00.000001Z", "soon", "-1", ""]
)
def test_what_is_recorded_by_a_moment_that_is_not_over_is_not_known_yet(told: Ledger, beyond: str) -> None:
    questions: dict[str, Callable[[], object]] = {
        "recorded_as_of": lambda: told.beliefs(DEAL, recorded_as_of=beyond),
        "recorded_until": lambda: told.changes(DEAL, recorded_until=beyond),
        "recorded_since": lambda: told.changes(DEAL, recorded_since=beyond),
    }
    for field, question in questions.items():
        with pytest.raises(BadCursor) as refused:
            question()
        assert refused.value.field == field
    for question in (
        lambda: told.timeline(DEAL, recorded_as_of=beyond),
        lambda: told.explanation(DEAL, "shipped", recorded_as_of=beyond),
        lambda: told.claim(id_of(claim(text="recorded on the 02")), recorded_as_of=beyond),
        lambda: told.events(recorded_until=beyond),
    ):
        with pytest.raises(BadCursor):
            question()


def test_the_present_instant_is_known(told: Ledger) -> None:
    assert reports(told, recorded_as_of="2024-01-07T12:00:00Z") == 3


def test_before_a_deal_was_opened_it_is_not_on_record(told: Ledger) -> None:
    opened = next(e.position for e in told.events(limit=100).items if e.type == "deal-opened/1")

    for question in (told.beliefs, told.timeline):
        with pytest.raises(NotFound, match=f"as of position {opened - 1}"):
            question(DEAL, recorded_as_of=str(opened - 1))
    with pytest.raises(NotFound):
        told.changes(DEAL, recorded_until=str(opened - 1))
    with pytest.raises(NotFound):
        told.history(DEAL, recorded_until="0")
    with pytest.raises(NotFound, match="no proposition 'shipped'"):
        told.explanation(DEAL, "shipped", recorded_as_of=str(opened))
    assert told.beliefs(DEAL, recorded_as_of=str(opened)).propositions == ()


def test_what_is_not_on_record_is_not_found(told: Ledger) -> None:
    nothing = "sha256:" + "00" * 32
    questions: list[Callable[[], object]] = [
        lambda: told.beliefs("no-deal"),
        lambda: told.timeline("no-deal"),
        lambda: told.changes("no-deal"),
        lambda: told.history("no-deal"),
        lambda: told.explanation("no-deal", "shipped"),
        lambda: told.explanation(DEAL, "no-proposition"),
        lambda: told.deal("no-deal"),
        lambda: told.source("no-source"),
        lambda: told.document("no-document"),
        lambda: told.claim(nothing),
        lambda: told.claim(id_of(claim(text="recorded on the 02")), recorded_as_of="3"),
        lambda: told.beliefs(DEAL, without=["no-source"]),
        lambda: told.explanation(DEAL, "shipped", without=["outlet", "no-source"]),
        lambda: told.changes(DEAL, without=["no-source"]),
    ]
    for question in questions:
        with pytest.raises(NotFound):
            question()


# -- the asserted clock ------------------------------------------------------------------------------------------------


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


# -- the timeline ------------------------------------------------------------------------------------------------------


def test_the_timeline_goes_by_the_period_spoken_of(ledger: Ledger) -> None:
    given = [
        claim(proposition="how-many", value="9"),
        claim(period="2024-02"),
        claim(),
        claim(period="2022"),
        claim(period="2022-05-03"),
        claim(proposition="ordered"),
    ]
    recorded(ledger, *given)

    found = ledger.timeline(DEAL).items

    assert [item.period for item in found] == ["2022", "2022-05-03", "2023-11", "2023-12", "2024-02", None]
    assert [item.claim for item in found] == [id_of(given[n]) for n in (3, 4, 5, 2, 1, 0)]


def test_the_timeline_keeps_claims_that_were_taken_back_and_says_so(ledger: Ledger) -> None:
    recorded(ledger, claim(), claim(deal=None, proposition=None, text="unfiled"))
    before = head(ledger)
    recorded(ledger, retraction(claim()))

    assert [item.status for item in ledger.timeline(DEAL).items] == ["retracted"]
    assert [item.status for item in ledger.timeline(DEAL, recorded_as_of=str(before)).items] == ["standing"]


def test_the_timeline_on_the_asserted_clock(told: Ledger) -> None:
    assert len(told.timeline(DEAL, asserted_as_of="2024-01-02").items) == 1


# -- changes and history -----------------------------------------------------------------------------------------------


def test_changes_tell_news_from_echoes_within_their_range(told: Ledger) -> None:
    recorded(told, claim(text="an echo"))
    first = head(told) - 3

    found = told.changes(DEAL, recorded_since=str(first - 1))
    assert (found[0].position, found[0].news) == (first, News.NEWS)
    assert (found[-1].position, found[-1].news, found[-1].moved) == (head(told), News.ECHO, ())
    assert [c.position for c in told.changes(DEAL, recorded_since="2024-01-02", recorded_until="2024-01-04")] == [
        first + 1
    ]
    assert told.changes(DEAL, recorded_since=str(head(told))) == []
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


# -- what is on record -------------------------------------------------------------------------------------------------


def test_a_claim_shows_what_became_of_it(empty: Ledger) -> None:
    records = everything()
    empty.record_all(records, by=ANALYST)
    views = {view.id: view for view in empty.claims(limit=50).items}
    first, mended = claim(text="as printed"), claim("agency-b")
    third = claim("agency-c", publisher="wire")

    corrected, restated = views[id_of(first)], views[id_of(mended)]
    replacement, later = views[corrected.corrected_by or ""], views[restated.restated_by[0]]
    assert (corrected.status, replacement.status, replacement.corrects) == ("corrected", "standing", corrected.id)
    assert (restated.status, later.status, later.restates) == ("restated", "standing", restated.id)
    assert (corrected.credibility, corrected.origin, corrected.asserted_at) == ("3", "agency-a", "2024-01-01")
    assert (views[id_of(third)].status, views[id_of(third)].retractions) == ("standing", ())
    (voided,) = (view for view in views.values() if view.status == "voided")
    assert (voided.deal, voided.proposition, voided.corrected_by) == (DEAL, "ordered", None)


def test_a_claim_shows_the_retractions_that_stand(ledger: Ledger) -> None:
    recorded(ledger, claim(), retraction(claim()), retraction(claim(), by="agency-a", scope="origin"))
    both = head(ledger)
    recorded(ledger, voiding(claim()))

    assert [r.scope for r in ledger.claim(id_of(claim())).retractions] == ["origin"]
    assert [r.by for r in ledger.claim(id_of(claim()), recorded_as_of=str(both)).retractions] == ["outlet", "agency-a"]
    assert ledger.claim(id_of(claim()), recorded_as_of=str(both - 2)).status == "standing"


def pages(ask: Callable[..., Any], limit: int, **more: Any) -> list[Any]:
    found, after = [], 0
    while True:
        page = ask(after=after, limit=limit, **more)
        assert len(page.items) <= limit
        found += page.items
        if page.next is None:
            return found
        after = page.next


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_hold_everything_once_and_in_order(empty: Ledger, limit: int) -> None:
    empty.record_all(everything(), by=ANALYST)
    recorded(empty, *opening("more-cranes"))

    assert [s.id for s in pages(empty.sources, limit)] == [r.id for r in sources()]  # type: ignore[union-attr]
    assert [d.id for d in pages(empty.documents, limit)] == ["cited", "seen", "captured"]
    assert [d.id for d in pages(empty.deals, limit)] == [DEAL, "more-cranes"]
    claims = pages(empty.claims, limit)
    assert [c.position for c in claims] == sorted(c.position for c in claims)
    assert {c.id for c in claims} == {id_of(r) for r in everything() if r.record == "claim"}
    assert [e.position for e in pages(empty.events, limit)] == list(range(1, head(empty) + 1))
    assert [e.position for e in pages(empty.events, limit, recorded_until="7")] == list(range(1, 8))


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_the_newest_claims_come_first_where_that_is_asked(empty: Ledger, limit: int) -> None:
    empty.record_all(everything(), by=ANALYST)
    backwards = pages(empty.claims, limit, newest=True)
    assert backwards == pages(empty.claims, limit)[::-1] != []


@pytest.mark.parametrize("newest", [False, True])
def test_pages_of_claims_stay_as_they_are_while_more_are_recorded(ledger: Ledger, newest: bool) -> None:
    recorded(ledger, *(claim(text=f"report {n}") for n in range(5)))
    first = ledger.claims(newest=newest, limit=2)
    recorded(ledger, claim(text="report 5"))

    assert first.next is not None
    second = ledger.claims(newest=newest, after=first.next, limit=2)
    rest = ledger.claims(newest=newest, after=second.next or 0, limit=2)

    seen = [view.text for page in (first, second, rest) for view in page.items]
    assert seen == [f"report {n}" for n in ((4, 3, 2, 1, 0) if newest else (0, 1, 2, 3, 4, 5))]
    assert rest.next is None


@pytest.mark.parametrize("newest", [False, True])
def test_a_page_that_there_is_none_after_is_refused(ledger: Ledger, newest: bool) -> None:
    recorded(ledger, claim())

    for after in (-1, head(ledger) + 1, 2**63):
        with pytest.raises(BadCursor) as refused:
            ledger.claims(newest=newest, after=after)
        assert refused.value.field == "after"
    assert ledger.claims(after=head(ledger)).items == ()


def test_a_page_is_kept_within_the_stretch_that_is_asked_for(ledger: Ledger) -> None:
    positions = [receipt.position for receipt in recorded(ledger, *(claim(text=f"report {n}") for n in range(4)))]
    where = ClaimFilter(recorded_since=str(positions[0]), recorded_until=str(positions[2]))

    for newest, after, expected in (
        (False, 0, positions[1:3]),
        (False, 1, positions[1:3]),
        (False, positions[1], positions[2:3]),
        (True, 0, positions[2:0:-1]),
        (True, positions[3], positions[2:0:-1]),
        (True, positions[2], positions[1:2]),
    ):
        assert [view.position for view in ledger.claims(where, newest=newest, after=after).items] == expected


def test_an_event_is_shown_as_it_is_stored(told: Ledger) -> None:
    (entry,) = told.entries(after=head(told) - 1, until=head(told))
    view = told.events(after=head(told) - 1).items[0]

    assert (view.position, view.stream, view.version) == (entry.position, entry.stream, entry.version)
    assert view.digest == leaf_hash(entry.data)


def test_entries_are_read_to_the_end_however_many(ledger: Ledger) -> None:
    ledger.record_all([source_record(f"s-{n}") for n in range(1_100)], by=ANALYST)

    assert [e.position for e in ledger.entries(after=5, until=1_050)] == list(range(6, 1_051))


def test_a_deal_a_source_and_a_document_as_they_are_now(empty: Ledger) -> None:
    empty.record_all(everything(), by=ANALYST)

    assert [(p.id, p.verdict) for p in empty.deal(DEAL).propositions][1] == ("shipped", "undeterminable")
    assert (empty.source("outlet").reliability, empty.source("wire").reliability) == ("C", None)
    assert len(empty.source("agency-a").relations) == 1
    assert [empty.document(d).held for d in ("cited", "seen", "captured")] == ["cited", "seen-by", "captured"]


def test_health_says_how_far_the_index_is(ledger: Ledger) -> None:
    ledger.beliefs(DEAL)
    recorded(ledger, claim())
    found = ledger.health()
    assert (found.ready, found.head, found.lag, found.error) == (True, head(ledger), 1, None)

    ledger.beliefs(DEAL)
    assert ledger.health().lag == 0


def test_a_ledger_that_cannot_be_read_says_so_and_does_not_raise(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.beliefs(DEAL)
    with open_ledger(str(file), clock=calendar) as ledger:
        file.write_bytes(b"no database any more" * 1_000)

        found = ledger.health()

    assert (found.ready, found.head) == (False, 0)
    assert found.error


def test_a_diagnosis_says_how_the_ledger_is_kept_and_what_is_being_built(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.beliefs(DEAL)
        before = ledger.diagnosis()

        with pytest.raises(KeyboardInterrupt):
            ledger.rebuild(interrupt)

        after = ledger.diagnosis()
        assert (before.head, before.index, before.lag, before.error) == (12, 12, 0, None)
        assert (before.format, before.journal_mode, before.synchronous, before.writer) == (2, "wal", "FULL", None)
        assert (before.checked, before.fault) == (False, None)
        assert before.building is None
        assert after.building is not None and (after.building.position, after.building.percent) == (12, 100)
        assert after.index == 12


def interrupt(position: int, head: int) -> None:
    raise KeyboardInterrupt


# -- laws of the whole -------------------------------------------------------------------------------------------------


def test_a_reader_sees_what_the_writer_appends(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as writer, open_ledger(str(file), clock=calendar) as reader:
        assert reports(reader) == 0
        for n, origin in enumerate(AGENCIES, start=1):
            recorded(writer, claim(origin))

            assert reports(reader) == n
            assert reader.beliefs(DEAL) == writer.beliefs(DEAL)
            assert head(reader) == head(writer)


def test_belief_at_every_position_is_that_of_a_ledger_that_never_knew_more(empty: Ledger, calendar: Calendar) -> None:
    records = everything()
    after = [empty.record(one, by=ANALYST).position for one in records[: len(beginning())]]
    for one in records[len(beginning()) :]:
        empty.record(one, by=ANALYST)
        after.append(head(empty))

    with open_ledger(":memory:", clock=calendar) as fresh:
        for one, position in zip(records, after, strict=True):
            fresh.record(one, by=ANALYST)
            if position < len(sources()) + 2:
                continue
            assert empty.beliefs(DEAL, recorded_as_of=str(position)) == fresh.beliefs(DEAL)
            assert empty.timeline(DEAL, recorded_as_of=str(position)) == fresh.timeline(DEAL)
            assert empty.changes(DEAL, recorded_until=str(position)) == fresh.changes(DEAL)


def test_both_stores_believe_the_same(tmp_path: Path, calendar: Calendar) -> None:
    with (
        open_ledger(":memory:", clock=calendar) as memory,
        open_ledger(str(tmp_path / "x.ledger"), create=True, clock=calendar) as file,
    ):
        for ledger in (memory, file):
            ledger.record_all(everything(), by=ANALYST)

        for position in range(10, head(file) + 1):
            asked = {"recorded_as_of": str(position)}
            assert memory.beliefs(DEAL, **asked) == file.beliefs(DEAL, **asked)
        assert memory.history(DEAL) == file.history(DEAL)


BODIES = ("body-a", "body-b")
TIED = st.sampled_from(["agency-a", "agency-b", *BODIES])
TIES = st.builds(
    tie,
    TIED,
    st.sampled_from(["affiliation", "ownership", "member-of", "speaks-for", "same-as", "dependence"]),
    TIED,
    st.sampled_from(["suspected", "established"]),
)
CLAIMS = st.builds(
    claim,
    st.sampled_from(["agency-a", "agency-b", None]),
    st.sampled_from(["ordered", "shipped"]),
    stance=st.sampled_from(["affirms", "affirms", "denies"]),
    publisher=st.sampled_from(["outlet", "wire"]),
    occasion=st.sampled_from([None, "briefing"]),
    deal=st.sampled_from([DEAL, "more-cranes"]),
)


AT_TWO_REMOVES = [
    tie("body-a", "ownership", "agency-a"),
    tie("body-a", "ownership", "body-b"),
    tie("body-b", "ownership", "agency-b"),
]


@settings(max_examples=60, deadline=None)
@given(ties=st.lists(TIES, max_size=6), claims=st.lists(CLAIMS, min_size=1, max_size=6), order=st.randoms())
@example(ties=AT_TWO_REMOVES, claims=[claim("agency-a"), claim("agency-b")], order=Random(0))
def test_what_the_index_finds_is_all_that_bears_on_a_deal(ties: list[Any], claims: list[Any], order: Random) -> None:
    told = [*(one for one in ties if one.source != one.to), *claims]
    order.shuffle(told)
    with open_ledger(":memory:", clock=Calendar()) as ledger:
        bodies = [source_record(body) for body in BODIES]
        ledger.record_all([*beginning(), *opening("more-cranes"), *bodies, *told], by=ANALYST)
        whole = list(ledger.entries(until=head(ledger)))

        for deal in (DEAL, "more-cranes"):
            assert ledger.beliefs(deal).propositions == believe(fold(deal, whole)).propositions


AT_ONE_REMOVE = [
    tie("agency-a", "affiliation", "agency-b", "suspected"),
    tie("body-a", "affiliation", "agency-b", "suspected"),
    tie("body-a", "affiliation", "agency-a", "suspected"),
]


@pytest.mark.parametrize("told", [*permutations([*AT_ONE_REMOVE, claim("agency-a")])])
def test_in_whatever_order_sources_are_read_they_are_folded_in_that_of_the_log(told: tuple[AnyRecord, ...]) -> None:
    with open_ledger(":memory:", clock=Calendar()) as ledger:
        ledger.record_all([*beginning(), *map(source_record, BODIES), *told], by=ANALYST)
        whole = list(ledger.entries(until=head(ledger)))

        assert ledger.beliefs(DEAL).propositions == believe(fold(DEAL, whole)).propositions
