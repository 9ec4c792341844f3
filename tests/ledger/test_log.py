from dataclasses import FrozenInstanceError

import pytest

from ledger.log import ENTRY_LIMIT, Change, Entry, Moment, Secret
from tests.ledger.examples import graded

FACT = graded("a")
VALUES = [
    Entry(1, "source:a", 1, "2024-01-01T12:00:00.000000Z", "analyst", "0" * 32, FACT, b"{}"),
    Moment(0, None),
    Change("source:a", 0, (FACT,), "analyst"),
    Secret("hmac-sha256:" + "0" * 64, b"salt", b"data"),
]


def test_an_entry_fits_a_tile() -> None:
    """C2SP tlog-tiles: the length of an entry is a 16-bit number."""
    assert ENTRY_LIMIT.bit_length() == 16
    assert (ENTRY_LIMIT + 1).bit_length() == 17


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_goes_through_the_port_is_not_changed_on_its_way(value: object) -> None:
    for field in type(value).__slots__:  # type: ignore[attr-defined]
        with pytest.raises(FrozenInstanceError):
            setattr(value, field, None)
