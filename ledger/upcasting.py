"""Upcasters: how a fact written by an older version of this program is read as one of today."""

from collections.abc import Callable
from typing import Any

from ledger.errors import DamagedLedger

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the JSON object of a fact of one revision into that of the next. Pure: it changes nothing that it is given."""

UPCASTERS: dict[tuple[str, int], Upcaster] = {}
"""By wire name and the revision read. Once a revision has been written its upcaster stays for ever."""


def upcast(wire: str, revision: int, fact: dict[str, Any], *, to: int) -> dict[str, Any]:
    """The fact as revision `to` would have written it, through every revision between.

    Raises DamagedLedger where no such revision was ever written.
    """
    for step in range(revision, to):
        upcaster = UPCASTERS.get((wire, step))
        if upcaster is None:
            raise DamagedLedger(f"the fact says it is {wire}/{revision}, but no revision {step} of it was ever written")
        fact = upcaster(fact)
    return fact
