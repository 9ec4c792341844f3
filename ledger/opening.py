"""The composition root: which store, which clock."""

from datetime import UTC, datetime

from ledger.log import Clock
from ledger.service import Ledger
from ledger.store import open_log


def utc_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def open_ledger(address: str, *, create: bool = False, clock: Clock = utc_now) -> Ledger:
    """Open the ledger at a path, or a fresh one in memory at `:memory:`.

    With `create` a ledger that does not exist is made, empty; it adopts policy 1 with its first record or `begin`.
    Raises NotALedger, NewerLedger, Unavailable.
    """
    log = open_log(address, clock, create=create)
    return Ledger(log, log.views, clock)
