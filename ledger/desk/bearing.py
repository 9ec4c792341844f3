"""Bearing: the positions in history at which what a specification reads can have changed."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from ledger.errors import NotFound
from ledger.verbs import Verbs

OF_A_DEAL = frozenset({"beliefs", "explanation", "matrix", "changes", "history", "timeline", "deal"})
"""What is asked of a deal, which is the first argument: it changes with what bears on that."""

OF_ONE_OF_ITS_CLAIMS = frozenset({"claim", "provenance"})
OF_THE_PRESENT = frozenset({"sources", "source", "documents", "document", "deals", "health", "close"})
"""What is answered in the same way as of every position."""


class Asked:
    """The verbs of another ledger, which notes of which deals it is asked, and whether of anything else."""

    def __init__(self, ledger: Verbs) -> None:
        self._ledger = ledger
        self._deals: dict[str, None] = {}
        self._of_more = False

    def __getattr__(self, name: str) -> Callable[..., Any]:
        verb: Callable[..., Any] = getattr(self._ledger, name)

        def ask(*asked: Any, **how: Any) -> Any:
            self._note(name, asked)
            return verb(*asked, **how)

        return ask

    def places(self, after: int, until: int) -> Sequence[int]:
        """The positions after one and up to another at which an answer can have changed, of what was asked so far.

        Where it was asked of more than deals they are all positions.
        """
        if self._of_more or not self._deals:
            return range(after + 1, until + 1)
        found: set[int] = set()
        since = str(after) if after else None
        for deal in self._deals:
            with suppress(NotFound):  # it was opened later
                items = self._ledger.changes(deal, recorded_since=since, recorded_until=str(until)).items
                found.update(item.position for item in items)
        return sorted(found)

    def _note(self, name: str, asked: Sequence[Any]) -> None:
        deal = asked[0] if name in OF_A_DEAL else asked[0].deal if name == "claims" and asked else None
        if deal is not None:
            self._deals[deal] = None
        elif name not in OF_ONE_OF_ITS_CLAIMS | OF_THE_PRESENT:
            self._of_more = True
