"""The keyring at a distance: the keys of a server's ledger, for whoever holds an admin's key for all deals."""

from collections.abc import Sequence
from typing import Self

import orjson

from ledger.access.keys import Key, Made, ShownKey
from ledger.access.roles import KeyRole
from ledger.client.answers import View, view_of
from ledger.client.asking import path
from ledger.client.connection import ATTEMPTS, TIMEOUT, Connection
from ledger.errors import Rejected, Unanswered
from ledger.views import Page

KEYS = path("keys")


class RemoteKeyring:
    """The verbs of a Keyring that are done there. Whoever holds the key does it: `by` may be empty and nothing else."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, principal: str, role: KeyRole, deals: Sequence[str] | None, *, by: str = "") -> Made:
        """As Keyring.create. It is sent once, as it would make a key each time. Raises Unanswered."""
        _check(by)
        shown = self._tell(ShownKey, KEYS, {"principal": principal, "role": role, "deals": deals}, attempts=1)
        return Made(Key(**{name: value for name, value in dict(shown).items() if name != "key"}), shown.key)

    def keys(self) -> list[Key]:
        """As Keyring.keys."""
        return list(view_of(Page[Key], self._connection.ask(KEYS, {})).items)

    def key(self, identity: str) -> Key:
        """As Keyring.key."""
        return view_of(Key, self._connection.ask(path("keys", identity), {}))

    def narrow(
        self, identity: str, *, by: str = "", role: KeyRole | None = None, deals: Sequence[str] | None = None
    ) -> Key:
        """As Keyring.narrow."""
        _check(by)
        return self._tell(Key, path("keys", identity, "narrowings"), {"role": role, "deals": deals})

    def revoke(self, identity: str, *, by: str = "") -> Key:
        """As Keyring.revoke."""
        _check(by)
        return self._tell(Key, path("keys", identity, "revocation"), {})

    def close(self) -> None:
        """Let go of the connections. Idempotent."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _tell(self, kind: type[View], place: str, given: dict[str, object], attempts: int = ATTEMPTS) -> View:
        body = orjson.dumps(given) if given else b""
        headers = {"Content-Type": "application/json"} if given else {}
        return view_of(kind, self._connection.tell("POST", place, lambda: body, headers, {}, _unknown, attempts))


def open_remote_keyring(url: str, key: str, *, timeout: float = TIMEOUT) -> RemoteKeyring:
    """The keys of the ledger that the server at an address has; nothing is asked yet. Raises as `open_client`."""
    return RemoteKeyring(Connection(url, key, timeout=timeout))


def _unknown(why: str) -> Unanswered:
    return Unanswered(f"{why}; what became of it is not known: `keys list` shows it")


def _check(by: str) -> None:
    if by:
        raise Rejected("over HTTP whoever holds the key does it: leave it out", "by")
