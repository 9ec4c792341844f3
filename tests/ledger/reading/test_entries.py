import pytest

from ledger.entries import ENTRY_LIMIT, leaf_hash
from ledger.errors import BadCursor
from ledger.reading.entries import BYTES_TOGETHER, TOGETHER
from ledger.service import Ledger
from tests.ledger.given import record, source_record
from tests.ledger.story import (
    ANALYST,
    head,
)


def test_an_event_is_shown_as_it_is_stored(told: Ledger) -> None:
    (entry,) = told.entries(after=head(told) - 1, until=head(told))
    view = told.events(after=head(told) - 1).items[0]

    assert (view.position, view.stream, view.version) == (entry.position, entry.stream, entry.version)
    assert view.digest == leaf_hash(entry.data)


def test_entries_are_read_to_the_end_however_many(ledger: Ledger) -> None:
    ledger.record_all([source_record(f"s-{n}") for n in range(1_100)], by=ANALYST)

    assert [e.position for e in ledger.entries(after=5, until=1_050)] == list(range(6, 1_051))


def test_what_is_handed_on_together_is_what_follows_up_to_the_head(ledger: Ledger) -> None:
    ledger.record_all([source_record(f"s-{n}") for n in range(2 * TOGETHER)], by=ANALYST)

    assert [e.position for e in ledger.read_on(after=1)] == list(range(2, TOGETHER + 2))
    assert [e.position for e in ledger.read_on(after=1, until=4)] == [2, 3, 4]
    assert ledger.read_on(after=head(ledger)) == []


def test_what_is_handed_on_together_has_no_more_bytes_than_that(ledger: Ledger) -> None:
    hop = {"source": "agency", "role": "origin"}
    claims = [record("claim", text=f"{n} {'北' * 3_900}", attribution=[hop]) for n in range(40)]
    ledger.record_all([source_record("agency"), *claims], by=ANALYST)
    first = head(ledger) - len(claims)
    sizes = [len(entry.data) for entry in ledger.entries(after=first, until=head(ledger))]

    together = [e.position for e in ledger.read_on(after=first)]

    assert together == list(range(first + 1, first + 1 + len(together)))
    assert sum(sizes[: len(together)]) <= BYTES_TOGETHER < sum(sizes[: len(together) + 1])
    assert BYTES_TOGETHER >= ENTRY_LIMIT, "any entry is handed on"


def test_a_place_is_a_position_that_the_log_has_come_to(told: Ledger) -> None:
    assert [told.place(position) for position in (0, head(told))] == [0, head(told)]
    for position in (-1, head(told) + 1):
        with pytest.raises(BadCursor) as refused:
            told.place(position, "Last-Event-ID")
        assert refused.value.field == "Last-Event-ID"
