from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from ledger.belief import PropositionBelief, believe, changes, fold
from ledger.belief.view import Change
from tests.ledger.belief.cases import NAMES, Graded, Said, Tied, Web, grades, opened, said, ties, webs
from tests.ledger.belief.given import DEAL, Given


def told(given: Given, since: int = 0) -> list[tuple[str, str, list[tuple[str, str | None, str | None]]]]:
    return [
        (c.event, c.news.value, [(m.proposition, m.from_.probability, m.to.probability) for m in c.moved])
        for c in changes(DEAL, given.entries, since=since)
    ]


def test_echoes_are_told_apart_from_news() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.proposition("shipped", "met")
    begun = len(given.entries)
    given.claim("shipped", "publisher:paper", "origin:agency")
    given.claim("shipped", "publisher:wire", "origin:agency")
    given.claim("shipped", "origin:agency", stance="unsure")
    given.grade("stranger", "A")
    given.grade("agency", "A")
    assert told(given, begun) == [
        ("claim-recorded", "news", [("met", None, "0.6566"), ("shipped", None, "0.6566")]),
        ("claim-recorded", "echo", []),
        ("claim-recorded", "none", []),
        ("source-graded", "news", [("met", "0.6566", "0.7361"), ("shipped", "0.6566", "0.7361")]),
    ]


def test_a_new_answer_to_a_valued_proposition_is_news() -> None:
    given = Given()
    given.deal()
    given.proposition("containers", valued=True)
    begun = len(given.entries)
    given.claim("containers", "publisher:paper", "origin:agency", value="1000")
    given.claim("containers", "publisher:wire", "origin:agency", value="1000")
    given.claim("containers", "origin:institute", value=">3000")
    assert [(event, news) for event, news, _ in told(given, begun)] == [
        ("claim-recorded", "news"),
        ("claim-recorded", "echo"),
        ("claim-recorded", "news"),
    ]


def shown(given: Given, position: int) -> dict[str, str | None]:
    found = believe(fold(DEAL, given.entries[:position])).propositions
    return {b.id: b.probability for b in found if isinstance(b, PropositionBelief)}


@settings(max_examples=60, deadline=None)
@forall(webs, ties, grades, st.lists(said(), max_size=12), st.data())
def test_the_changes_lead_from_each_belief_to_the_next(
    web: Web, tied: Tied, graded: Graded, log: list[Said], data: st.DataObject
) -> None:
    given = opened(web, [], {})
    since = len(given.entries)
    claims = [(item, item.on(given)) for item in log[: len(log) // 2]]
    for source, kind, to, degree in tied:
        given.tie(source, kind, to, degree)
    for source, grade in graded.items():
        given.grade(source, grade)
    for item, claim in claims[1::3]:
        given.retract(claim, item.origin, data.draw(st.sampled_from(("report", "origin"))))
    claims += [(item, item.on(given)) for item in log[len(log) // 2 :]]
    for item, claim in claims[::3]:
        given.retract(claim, item.origin, data.draw(st.sampled_from(("report", "origin"))))
    for _, claim in claims[1::3]:
        given.correct(claim)
    given.settle("p0", "false")
    by_position: dict[int, Change] = {c.position: c for c in changes(DEAL, given.entries, since=since)}
    now = shown(given, since)
    for position in range(since + 1, len(given.entries) + 1):
        moved = {m.proposition: m for m in by_position[position].moved} if position in by_position else {}
        later = shown(given, position)
        assert {name for name in NAMES if now[name] != later[name]} == set(moved)
        assert all((now[n], later[n]) == (m.from_.probability, m.to.probability) for n, m in moved.items())
        now = later


def test_a_retraction_moves_what_its_claim_was_corrected_onto() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.proposition("wrote")
    misfiled = given.claim("met", "origin:agency")
    mistaken = given.retract(misfiled, "agency", "origin")
    given.correct(misfiled, given.claim("wrote", "origin:agency", corrects=misfiled))
    begun = len(given.entries)
    given.claim("wrote", "publisher:paper", "origin:agency")
    given.void(misfiled, mistaken)
    given.retract(misfiled, "agency", "origin")
    assert told(given, begun) == [
        ("claim-recorded", "none", []),
        ("retraction-voided", "news", [("wrote", None, "0.6726")]),
        ("claim-retracted", "news", [("wrote", "0.6726", None)]),
    ]


def test_an_older_claim_stands_again_when_what_restates_it_falls_elsewhere() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.proposition("wrote")
    old = given.claim("met", "origin:agency")
    new = given.claim("met", "origin:agency", restates=old, stance="unsure")
    given.restate(old, new)
    refiled = given.claim("wrote", "origin:agency", corrects=new)
    given.correct(new, refiled)
    begun = len(given.entries)
    given.retract(refiled, "agency", "report")
    assert told(given, begun) == [("claim-retracted", "news", [("met", None, "0.6726"), ("wrote", "0.6726", None)])]


def test_a_verdict_that_leaves_a_proposition_open_is_news_though_it_moves_nothing() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.claim("met", "origin:agency")
    begun = len(given.entries)
    given.settle("met", "undeterminable")
    given.reopen("met")
    assert told(given, begun) == [("proposition-settled", "news", []), ("proposition-reopened", "news", [])]
