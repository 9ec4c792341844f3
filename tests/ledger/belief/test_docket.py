from time import perf_counter

from ledger.belief import believe, fold
from tests.ledger.belief.given import DEAL, Given


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


def test_a_hundred_thousand_claims_fold_in_seconds() -> None:
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
    begin = perf_counter()
    docket = fold(DEAL, many)
    assert perf_counter() - begin < 5
    assert len(docket.claims) == 100_001
    assert believe(docket).propositions[0].origins == 1
