"""What is made fast is a ledger like any other."""

from pathlib import Path

from benchmarks.built import LEAST, build, deals_in, first_claim, rows_of
from ledger import open_ledger
from ledger.filters import ClaimFilter


def test_a_built_ledger_passes_a_full_examination_and_has_its_deals(tmp_path: Path) -> None:
    path = tmp_path / "built.ledger"
    build(path, LEAST + 105, lambda what, by: None)

    with open_ledger(str(path)) as ledger:
        examined = ledger.examination()
        assert (examined.head, examined.fault) == (LEAST + 105, None)
        assert deals_in(LEAST + 105) == len(ledger.deals().items) == 2
        assert len(ledger.beliefs("deal-1").propositions) == 4
        assert len(ledger.claims(ClaimFilter(deal="deal-1")).items) == 100


def test_chunks_meet_where_the_claims_begin() -> None:
    first = first_claim(1_000)
    rows = rows_of(1_000, first - 1, "2026-01-01T00:00:00.000000Z")

    assert [row[3] for row in rows[:2]] == ["proposition-raised/1", "claim-recorded/1"]
    assert [row[0] for row in rows] == list(range(first - 1, 1_001))
