"""Opening: the ledger that a command is about, in its file here or at a server."""

from ledger.cli.options import DEFAULT_PRINCIPAL
from ledger.opening import open_ledger
from ledger.verbs import Verbs


def open_at(ledger: str, url: str, key: str) -> Verbs:
    """The ledger at a server's address, where one is given, else the one in a file. Raises what opening it raises."""
    if not url:
        return open_ledger(ledger)
    from ledger.client import open_client  # what speaks HTTP is loaded where somebody needs it

    return open_client(url, key)


def principal(by: str, url: str) -> str:
    """Who records: at a server whoever holds the key, which refuses any other name."""
    return "" if url and by == DEFAULT_PRINCIPAL else by
