"""`claim-ledger spec`: specifications of a ledger, for whoever has the kit."""

import typer

from ledger.cli.refusing import refusing
from ledger.cli.specbisect import bisect
from ledger.cli.specdocs import docs
from ledger.cli.speclint import lint
from ledger.cli.specnew import new
from ledger.cli.specrun import run
from ledger.cli.specsteps import steps
from ledger.errors import Unavailable

spec = typer.Typer(
    help="Specifications in Gherkin, for which claim-ledger[specs] is installed.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@spec.callback()
@refusing
def kit() -> None:
    """Specifications in Gherkin, for which claim-ledger[specs] is installed."""
    try:  # no other command needs them
        import pytest_bdd  # noqa: F401
    except ModuleNotFoundError as missing:
        raise Unavailable(f"{missing.name} is not installed: pip install 'claim-ledger[specs]'") from None


spec.command("bisect")(bisect)
spec.command("docs")(docs)
spec.command("lint")(lint)
spec.command("new")(new)
spec.command("run")(run)
spec.command("steps")(steps)
