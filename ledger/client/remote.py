"""The client itself: a ledger that a server has."""

from typing import Self

from ledger.client.auditing import Auditing
from ledger.client.connection import TIMEOUT, Connection
from ledger.client.following import Following


class Client(Following, Auditing):
    """A ledger at a server, with the verbs of `ledger.verbs`, and `tail`. May be used from any thread."""

    def __repr__(self) -> str:
        return f"Client({str(self._connection.url)!r})"

    def close(self) -> None:
        """Let go of the connections. Idempotent."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_client(url: str, key: str, *, timeout: float = TIMEOUT) -> Client:
    """The ledger that the server at an address has, as the holder of a key may use it; nothing is asked yet.

    `timeout` is in seconds without a sign of the server. Its certificate is verified, no redirect followed, and the key
    told to nobody else, nor shown. Raises BadSettings for an address that is none, and for one that is not this machine
    and has no TLS.
    """
    return Client(Connection(url, key, timeout=timeout))
