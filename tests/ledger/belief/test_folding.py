from collections.abc import Iterable

from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from ledger.belief import DealBelief, Docket, believe, fold
from ledger.belief.folding import Folding
from ledger.entries import Entry
from tests.ledger.belief.cases import Graded, Said, Tied, Web, grades, opened, said, ties, webs
from tests.ledger.belief.given import DEAL, Given
from tests.ledger.belief.test_recency import ACTS, act

logs = st.lists(st.tuples(said(), st.sampled_from((*ACTS, None, None))), max_size=9)


def written(web: Web, tied: Tied, graded: Graded, log: list[tuple[Said, str | None]]) -> Given:
    """A log in which things are done to some of the claims, and what is recorded of sources lies between."""
    given = opened(web, [], {})
    claims = [(item, way, item.on(given)) for item, way in log[::2]]
    for source, kind, to, degree in tied:
        given.tie(source, kind, to, degree)
    claims += [(item, way, item.on(given)) for item, way in log[1::2]]
    for source, grade in graded.items():
        given.grade(source, grade)
    for number, (item, way, claim) in enumerate(claims):
        if way is not None:
            act(given, way, item, claim, number)
    return given


def answered(docket: Docket) -> tuple[DealBelief, DealBelief]:
    return believe(docket), believe(docket, asserted_as_of="2023-12-31", without=["a"])


def test_what_does_not_bear_on_the_deal_is_passed_over() -> None:
    given = Given()
    given.deal()
    given.deal(deal="another")
    given.proposition("met")
    given.proposition("met", deal="another")
    elsewhere = given.claim("met", "origin:agency", deal="another")
    given.retract(elsewhere, "agency", "origin")
    unfiled = given.claim("", "origin:agency", deal=None)
    docket = fold(DEAL, given.entries)
    assert (list(docket.propositions), dict(docket.claims)) == (["met"], {})
    assert unfiled not in docket.claims
    assert docket.moment.position == len(given.entries)


def test_a_hundred_thousand_claims_fold() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.claim("met", "publisher:paper", "origin:agency")
    once = given.entries[-1]
    many = [*given.entries]
    for number in range(100_000):
        content = once.fact
        fresh = content.model_copy(update={"claim": f"sha256:{number:064x}"})
        many.append(type(once)(len(many) + 1, fresh.stream, 1, once.recorded_at, "tester", once.nonce, fresh, b""))
    docket = fold(DEAL, many)
    assert len(docket.claims) == 100_001
    assert believe(docket).propositions[0].origins == 1


def gone_on(earlier: Docket, entries: Iterable[Entry]) -> Docket:
    folding = Folding(DEAL, onto=earlier)
    for entry in entries:
        folding.take(entry)
    return folding.docket()


@settings(max_examples=100, deadline=None)
@forall(webs, ties, grades, logs, st.data())
def test_a_docket_goes_on_from_an_earlier_one_and_leaves_it_as_it_is(
    web: Web, tied: Tied, graded: Graded, log: list[tuple[Said, str | None]], data: st.DataObject
) -> None:
    entries = written(web, tied, graded, log).entries
    cut = data.draw(st.integers(0, len(entries)))
    earlier = fold(DEAL, entries[:cut])
    then = answered(earlier)

    later = gone_on(earlier, entries[cut:])

    assert answered(later) == answered(fold(DEAL, entries))
    assert answered(earlier) == then


def test_a_claim_assigned_later_and_a_source_named_later_come_with_what_was_recorded_of_them_before() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.source("agency", grade="A")
    claim = given.claim("", "origin:agency", deal=None)
    given.grade_claim(claim, "4")
    before, earlier = given.entries[3:], fold(DEAL, given.entries[:3])
    given.assign(claim, "met")

    later = gone_on(earlier, [*before, given.entries[-1]])

    assert believe(later) == believe(fold(DEAL, given.entries))
    assert later.claims[claim].filed == len(given.entries)
