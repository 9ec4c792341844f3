"""Opening: the ledger that a command is about, in its file here or at a server."""

from typing import TYPE_CHECKING

from ledger.access.keyring import Keyring
from ledger.cli.options import DEFAULT_PRINCIPAL
from ledger.opening import open_keyring, open_ledger
from ledger.verbs import Verbs

if TYPE_CHECKING:
    from ledger.client import RemoteKeyring


def open_at(ledger: str, url: str, key: str) -> Verbs:
    """The ledger at a server's address, where one is given, else the one in a file. Raises what opening it raises."""
    if not url:
        return open_ledger(ledger)
    from ledger.client import open_client  # what speaks HTTP is loaded where somebody needs it

    return open_client(url, key)


def open_keys_at(ledger: str, url: str, key: str) -> "Keyring | RemoteKeyring":
    """The keys of the ledger at a server's address, where one is given, else those of the one in a file."""
    if not url:
        return open_keyring(ledger)
    from ledger.client import open_remote_keyring

    return open_remote_keyring(url, key)


def principal(by: str, url: str) -> str:
    """Who records: at a server whoever holds the key, which refuses any other name."""
    return "" if url and by == DEFAULT_PRINCIPAL else by
