"""Indexing: what was recorded goes into the index where one can see it, as the first question would wait for it."""

import typer

from ledger.cli.progress import phases
from ledger.cli.refusing import INTERRUPTED
from ledger.service import Ledger
from ledger.verbs import Verbs


def index(ledger: Verbs, *, quiet: bool) -> None:
    """Bring the index up to the head, with a bar unless `quiet`. Whoever interrupts it leaves the rest to questions."""
    if not isinstance(ledger, Ledger):
        return  # a server does so by itself
    before = ledger.health().index
    try:
        with phases(quiet=quiet) as step:
            ledger.follow(lambda position, head: step("Indexing", position - before, head - before))
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
