from dataclasses import FrozenInstanceError

import pytest

from ledger.log import Change, Moment, Secret
from tests.ledger.examples import graded

FACT = graded("a")
VALUES = [
    Moment(0, None),
    Change("source:a", 0, (FACT,), "analyst"),
    Secret("hmac-sha256:" + "0" * 64, b"salt", b"data"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_goes_through_the_port_is_not_changed_on_its_way(value: object) -> None:
    for field in type(value).__slots__:  # type: ignore[attr-defined]
        with pytest.raises(FrozenInstanceError):
            setattr(value, field, None)
