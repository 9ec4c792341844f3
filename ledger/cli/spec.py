"""`claim-ledger spec`: specifications of a ledger, for whoever has the kit."""

import typer

from ledger.cli.specbisect import bisect

spec = typer.Typer(
    help="Specifications in Gherkin, for which claim-ledger[specs] is installed.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
spec.command("bisect")(bisect)
