from collections.abc import Iterator

import orjson
import pytest

from ledger.belief.view import DealBelief, PropositionBelief, ValuedBelief
from ledger.canonical import canonical
from ledger.entries import leaf_hash
from ledger.interchange.columns import COLUMNS, Kind, kind_of, line_of, rows_of
from ledger.interchange.exporting import Exported, Selection, items
from ledger.opening import open_ledger
from ledger.service import Ledger
from ledger.views import ClaimView
from tests.ledger.story import ANALYST, everything


@pytest.fixture
def told() -> Iterator[Ledger]:
    """A ledger with every kind of record."""
    with open_ledger(":memory:", create=True) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        yield ledger


def test_an_entry_is_made_again_from_its_row(told: Ledger) -> None:
    for entry in items(told, Exported.EVENTS, Selection()):
        (row,) = rows_of(entry)
        digest = row.pop("digest")
        made = canonical({**row, "fact": orjson.loads(str(row["fact"]))})
        assert made + b"\n" == line_of(entry)
        assert leaf_hash(made) == digest


def test_a_claim_is_read_again_from_its_row_and_from_its_line(told: Ledger) -> None:
    for claim in items(told, Exported.CLAIMS, Selection()):
        (row,) = rows_of(claim)
        nested = {name: orjson.loads(str(cell)) for name, cell in row.items() if kind_of(name) is Kind.JSON}
        assert ClaimView.model_validate_json(orjson.dumps({**row, **nested})) == claim
        assert ClaimView.model_validate_json(line_of(claim)) == claim


def test_a_belief_is_read_again_from_its_line_and_each_proposition_from_its_row(told: Ledger) -> None:
    (belief,) = items(told, Exported.BELIEFS, Selection())
    assert isinstance(belief, DealBelief)
    assert DealBelief.model_validate_json(line_of(belief)) == belief

    for row, held in zip(rows_of(belief), belief.propositions, strict=True):
        assert (row["deal"], row["position"], row["proposition"]) == (
            belief.deal,
            belief.recorded_as_of.position,
            held.id,
        )
        nested = {name: orjson.loads(str(row[name])) for name in ("answers", "verdict") if row[name] is not None}
        ends = row["range_low"], row["range_high"]
        alone = {name: row[f"without_interested_{name}"] for name in ("probability", "vacuous")}
        made = {"verdict": None, **row, **nested, "id": held.id, "without_interested": alone}
        made["range"] = None if ends == (None, None) else ends
        kind = type(held)
        fields = {field.alias or name for name, field in kind.model_fields.items()}
        assert kind.model_validate_json(orjson.dumps({n: made[n] for n in fields})) == held
    assert {type(one) for one in belief.propositions} == {PropositionBelief, ValuedBelief}


@pytest.mark.parametrize("what", Exported)
def test_every_row_has_every_column_in_order_and_only_scalars(told: Ledger, what: Exported) -> None:
    rows = [row for item in items(told, what, Selection()) for row in rows_of(item)]
    assert {tuple(row) for row in rows} == {COLUMNS[what]}
    assert {type(cell) for row in rows for cell in row.values()} <= {str, int, bool, type(None)}


@pytest.mark.parametrize("what", Exported)
def test_a_column_holds_what_its_kind_says(told: Ledger, what: Exported) -> None:
    types = {Kind.NUMBER: int, Kind.FLAG: bool}
    for row in (row for item in items(told, what, Selection()) for row in rows_of(item)):
        for name, cell in row.items():
            assert cell is None or type(cell) is types.get(kind_of(name), str)
