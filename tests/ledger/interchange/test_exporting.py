from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from ledger.belief.view import DealBelief
from ledger.canonical import canonical
from ledger.entries import Entry, leaf_hash
from ledger.errors import BadCursor, DamagedLedger, Refusal
from ledger.interchange.exporting import Exported, Selection, export_lines, items
from ledger.interchange.importing import import_lines
from ledger.opening import open_ledger
from ledger.reading import entries
from ledger.service import Ledger
from tests.ledger.interchange.story import DEAL, RECORDS, claim, lines
from tests.ledger.story import Calendar


@pytest.fixture
def told(calendar: Calendar) -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True, clock=calendar) as ledger:
        list(import_lines(ledger, lines(*RECORDS), by="anna"))
        yield ledger


def test_each_line_is_one_canonical_entry_exactly_as_it_is_stored(told: Ledger) -> None:
    exported = list(export_lines(told))
    assert [line.count(b"\n") for line in exported] == [1] * (1 + len(RECORDS))
    assert [canonical(orjson.loads(line)) + b"\n" for line in exported] == exported


def test_each_line_has_the_leaf_hash_that_its_receipt_gave(told: Ledger) -> None:
    receipt = told.record_all([], by="anna")
    again = [o.receipt for o in import_lines(told, lines(*RECORDS), by="anna") if o.receipt]
    hashes = [leaf_hash(line.removesuffix(b"\n")) for line in export_lines(told)]
    assert receipt == []
    assert [hashes[one.position - 1] for one in again] == [one.digest for one in again]


def test_it_ends_where_it_is_told_to(told: Ledger) -> None:
    everything = list(export_lines(told))
    assert list(export_lines(told, recorded_until="5")) == everything[:5]
    assert list(export_lines(told, recorded_until="0")) == []


def test_it_is_read_page_by_page_without_losing_an_entry(told: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = list(export_lines(told))
    monkeypatch.setattr(entries, "ENTRIES_AT_ONCE", 3)
    assert list(export_lines(told)) == everything
    assert list(export_lines(told, recorded_until="6")) == everything[:6]


def test_beyond_the_head_is_refused_before_the_first_line(told: Ledger) -> None:
    with pytest.raises(BadCursor) as refused:
        export_lines(told, recorded_until="99")
    assert refused.value.field == "recorded_until"


def test_what_is_recorded_meanwhile_is_not_in_it(told: Ledger) -> None:
    exported = export_lines(told)
    list(import_lines(told, lines({**RECORDS[0], "id": "late"}), by="anna"))
    assert len(list(exported)) == 1 + len(RECORDS)


def test_an_empty_ledger_has_nothing_to_export() -> None:
    with open_ledger(":memory:", create=True) as ledger:
        assert list(export_lines(ledger)) == []


# -- what of it, as of one moment --------------------------------------------------------------------------------------


def test_events_are_the_entries_of_the_log(told: Ledger) -> None:
    assert list(items(told, Exported.EVENTS, Selection())) == list(told.entries())


def test_claims_and_beliefs_are_those_that_answers_have(told: Ledger) -> None:
    assert list(items(told, Exported.CLAIMS, Selection())) == list(told.claims().items)
    assert list(items(told, Exported.BELIEFS, Selection(deal=DEAL))) == [told.beliefs(DEAL)]
    assert list(items(told, Exported.BELIEFS, Selection(asserted_as_of="2024-03-01"))) == [
        told.beliefs(DEAL, asserted_as_of="2024-03-01")
    ]


def test_what_is_recorded_while_they_are_read_changes_nothing(told: Ledger) -> None:
    before = list(told.claims().items)
    claims, beliefs = (items(told, what, Selection()) for what in (Exported.CLAIMS, Exported.BELIEFS))
    retraction = {"record": "retraction", "claim": before[-1].id, "by": before[-1].attribution[0].source}
    withdrawn = {**retraction, "scope": "report", "reason": "an error"}
    list(import_lines(told, lines(claim("cranes-loaded", "evening-star"), withdrawn), by="anna"))

    assert list(claims) == before
    assert [belief.recorded_as_of.position for belief in beliefs if isinstance(belief, DealBelief)] == [
        1 + len(RECORDS)
    ]
    assert list(told.claims().items) != before


def test_by_then_there_was_no_deal_and_nothing_is_believed(told: Ledger) -> None:
    assert list(items(told, Exported.BELIEFS, Selection(until="2"))) == []
    assert list(items(told, Exported.CLAIMS, Selection(until="2"))) == []


@pytest.mark.parametrize(
    ("what", "chosen", "field"),
    [
        (Exported.EVENTS, Selection(deal=DEAL), "deal"),
        (Exported.EVENTS, Selection(asserted_as_of="2024-03-01"), "asserted_as_of"),
        (Exported.CLAIMS, Selection(asserted_as_of="2024-03-01"), "asserted_as_of"),
        (Exported.CLAIMS, Selection(until="999"), "recorded_until"),
        (Exported.EVENTS, Selection(until="999"), "recorded_until"),
        (Exported.BELIEFS, Selection(until="999", deal=DEAL), "recorded_as_of"),
        (Exported.BELIEFS, Selection(deal="nowhere"), ""),
    ],
)
def test_what_cannot_be_selected_is_refused_before_the_first(
    told: Ledger, what: Exported, chosen: Selection, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        items(told, what, chosen)
    assert refused.value.field == field


class Missing:
    """A ledger that loses entries as it reads them."""

    def __init__(self, ledger: Ledger, lost: int) -> None:
        self._ledger, self._lost = ledger, lost

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def entries(self, **asked: Any) -> Iterator[Entry]:
        return (entry for entry in self._ledger.entries(**asked) if entry.position != self._lost)


@pytest.mark.parametrize("lost", [1, 5, 1 + len(RECORDS)])
def test_entries_that_are_lost_on_the_way_are_missed(told: Ledger, lost: int) -> None:
    with pytest.raises(DamagedLedger, match=r"missing|ends at"):
        list(items(Missing(told, lost), Exported.EVENTS, Selection()))


def test_nothing_is_missed_where_nothing_is_lost(told: Ledger) -> None:
    assert len(list(items(Missing(told, 0), Exported.EVENTS, Selection()))) == 1 + len(RECORDS)
