"""Doors: where a server is found on this machine, and a key that it lets in."""

from typing import NamedTuple

from ledger.access.keyring import Keyring
from ledger.opening import open_keyring
from ledger.settings import Settings

RATE = "1000000000/second"
"""More requests than can be made."""

UNBOUNDED = Settings.model_construct(rate=RATE)


class Door(NamedTuple):
    """A port of this machine, and the text of a key that opens everything behind it."""

    port: int
    key: str

    @property
    def shown(self) -> dict[str, str]:
        """The header that shows the key."""
        return {"authorization": f"Bearer {self.key}"}


def keyring() -> tuple[Keyring, str]:
    """A keyring in memory, and the text of its one key."""
    ring = open_keyring(":memory:")
    made = ring.begin("torture", by="torture")
    assert made is not None
    return ring, made.text
