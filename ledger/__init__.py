"""The claim ledger: who said what about an alleged deal, resting on whom, and what the record supports."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.opening import open_ledger as open_ledger

__all__ = ["open_ledger"]


def __getattr__(name: str) -> object:
    """`open_ledger`, loaded when first asked for: importing the core must not load a store."""
    if name == "open_ledger":
        from ledger.opening import open_ledger

        return open_ledger
    raise AttributeError(f"module 'ledger' has no attribute {name!r}")
