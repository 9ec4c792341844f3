"""A server on a socket of this machine, with a key for everything, and clients of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from api.serving import running, server_of
from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from ledger.client import Client
from ledger.client.connection import Connection
from ledger.opening import open_keyring
from ledger.service import Ledger
from ledger.settings import DEFAULTS, Settings
from tests.ledger.story import ANALYST

UNBOUNDED = DEFAULTS.model_copy(update={"rate": "1000000000/second"})


@contextmanager
def served(ledger: Ledger, settings: Settings = UNBOUNDED) -> Iterator[tuple[str, str]]:
    """Serve a ledger; yields the server's address and the text of an admin's key."""
    with open_keyring(":memory:") as keyring:
        key = keyring.create(ANALYST, KeyRole.ADMIN, None, by="test").text
        with serving(ledger, keyring, settings) as url:
            yield url, key


@contextmanager
def serving(ledger: Ledger, keyring: Keyring, settings: Settings = UNBOUNDED, port: int = 0) -> Iterator[str]:
    """Serve a ledger to the holders of a keyring's keys; yields the server's address."""
    with running(server_of(ledger, keyring, settings), port) as url:
        yield url


@contextmanager
def remote(ledger: Ledger, settings: Settings = UNBOUNDED, **how: Any) -> Iterator[Client]:
    """A client of a server that has the ledger."""
    with served(ledger, settings) as (url, key), Client(Connection(url, key, **how)) as client:
        yield client
