import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from ledger.belief import PropositionBelief, believe, fold
from tests.ledger.belief.cases import NAMES, Graded, Said, Tied, Web, grades, opened, said, ties, webs
from tests.ledger.belief.given import DEAL, Given

ACTS = ("void", "report", "origin", "grade", "refile", "settle", "reopen", "raise")


@pytest.fixture
def given() -> Given:
    given = Given()
    given.deal()
    given.proposition("met")
    given.proposition("shipped", "met")
    return given


def beliefs(given: Given) -> dict[str, PropositionBelief]:
    found = believe(fold(DEAL, given.entries)).propositions
    return {b.id: b for b in found if isinstance(b, PropositionBelief)}


def changed_at(given: Given, name: str = "met") -> int:
    return beliefs(given)[name].changed_at


def last(given: Given) -> int:
    return len(given.entries)


def test_a_claim_changes_what_it_moves_and_an_echo_nothing(given: Given) -> None:
    given.claim("shipped", "publisher:paper", "origin:agency", occasion="briefing")
    moved = last(given)
    given.claim("shipped", "publisher:wire", "origin:agency", occasion="briefing")
    given.claim("met", "origin:agency", stance="unsure")
    assert (changed_at(given), changed_at(given, "shipped")) == (moved, moved)


def test_what_is_recorded_of_strangers_changes_nothing(given: Given) -> None:
    given.claim("met", "origin:agency")
    moved = last(given)
    given.grade("stranger", "A")
    given.tie("stranger", "speaks-for", "nobody")
    assert changed_at(given) == moved


def test_verdicts_and_reopenings_change_whatever_they_settled(given: Given) -> None:
    given.claim("met", "origin:agency")
    given.settle("shipped", "true")
    assert changed_at(given) == last(given)
    given.reopen("shipped")
    assert changed_at(given) == last(given)


def test_a_retraction_and_its_voiding_change(given: Given) -> None:
    claim = given.claim("met", "origin:agency")
    mistaken = given.retract(claim, "agency", "origin")
    assert changed_at(given) == last(given)
    given.void(claim, mistaken)
    assert changed_at(given) == last(given)


def test_a_tie_changes_from_either_end_and_from_afar(given: Given) -> None:
    for origin in ("agency", "ministry"):
        given.claim("met", f"origin:{origin}")
    given.tie("envoy", "speaks-for", "agency")
    assert changed_at(given) == last(given)
    given.tie("envoy", "speaks-for", "ministry")
    assert changed_at(given) == last(given)


def test_a_grade_that_makes_another_claim_the_heaviest_changes(given: Given) -> None:
    given.claim("met", "publisher:paper", "origin:agency", hedge="probable")
    heaviest = given.claim("met", "publisher:wire", "origin:agency")
    given.grade_claim(heaviest, "5")
    assert changed_at(given) == last(given)


def test_a_claim_that_shows_two_voices_to_be_one_changes(given: Given) -> None:
    given.claim("met", "origin:agency", occasion="summit")
    given.claim("met", "origin:ally")
    given.claim("met", "publisher:paper", "origin:ally", occasion="summit")
    assert changed_at(given) == last(given)


def act(given: Given, way: str, item: Said, claim: str, number: int) -> None:
    if way == "void":
        given.correct(claim)
    elif way == "refile":
        other = NAMES[(NAMES.index(item.proposition) + 1) % len(NAMES)]
        given.correct(claim, given.claim(other, f"origin:{item.origin}", stance=item.stance, corrects=claim))
    elif way == "grade":
        given.grade_claim(claim, "5")
    elif way == "settle":
        given.settle(item.proposition, "undeterminable" if number % 2 else "true")
    elif way == "reopen":
        given.reopen(item.proposition)
    elif way == "raise":
        given.proposition(f"late-{number}", *NAMES[number % 3 : number % 3 + 2])
    else:
        given.retract(claim, item.publisher if way == "report" else item.origin, way)


@settings(max_examples=150, deadline=None)
@forall(webs, ties, grades, st.lists(st.tuples(said(), st.sampled_from((*ACTS, None, None))), max_size=9))
def test_no_event_after_it_moved_the_belief(
    web: Web, tied: Tied, graded: Graded, log: list[tuple[Said, str | None]]
) -> None:
    given = opened(web, [], {})
    claims = [(item, way, item.on(given)) for item, way in log]
    for source, kind, to, degree in tied:
        given.tie(source, kind, to, degree)
    for source, grade in graded.items():
        given.grade(source, grade)
    for number, (item, way, claim) in enumerate(claims):
        if way is not None:
            act(given, way, item, claim, number)
    final = beliefs(given)
    whole = given.entries
    for position in range(len(whole) - 1, len(NAMES), -1):
        before = beliefs(Given(whole[:position]))
        for name in set(NAMES) & before.keys():
            if position >= final[name].changed_at:
                assert before[name].probability == final[name].probability
