from ledger.entries import leaf_hash
from ledger.service import Ledger
from tests.ledger.given import source_record
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
