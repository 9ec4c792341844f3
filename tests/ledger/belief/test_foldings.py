from hypothesis import given as forall
from hypothesis import settings

from ledger.belief import Foldings, fold, fold_all
from tests.ledger.belief.cases import Graded, Said, Tied, Web, grades, ties, webs
from tests.ledger.belief.given import DEAL
from tests.ledger.belief.test_folding import answered, logs, written


@settings(max_examples=60, deadline=None)
@forall(webs, ties, grades, logs)
def test_all_dockets_at_once_are_those_of_each_deal(
    web: Web, tied: Tied, graded: Graded, log: list[tuple[Said, str | None]]
) -> None:
    given = written(web, tied, graded, log)
    given.deal(deal="another")
    given.proposition("met", deal="another")
    elsewhere = given.claim("met", "publisher:paper", "origin:a", deal="another")
    unfiled = given.claim("", "origin:b", deal=None)
    given.grade_claim(unfiled, "2")
    given.grade_claim(elsewhere, "5")
    given.assign(unfiled, "p1")
    given.retract(elsewhere, "a", "origin")

    dockets = fold_all(iter(given.entries))

    assert set(dockets) == {DEAL, "another"}
    for deal, docket in dockets.items():
        assert answered(docket) == answered(fold(deal, given.entries))
        alone = Foldings({deal})
        for entry in given.entries:
            alone.take(entry)
        assert list(alone.dockets()) == [deal]
        assert answered(alone.dockets()[deal]) == answered(docket)
