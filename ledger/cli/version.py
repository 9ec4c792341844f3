"""`claim-ledger --version`: what runs here."""

from importlib.metadata import version
from platform import python_version

import typer

from ledger.cli.terminal import answers
from ledger.opening import FORMAT, SQLITE


def tell_version(asked: bool) -> None:
    """Print the versions of the package, of a ledger's file, of Python and of SQLite, a line each, and end."""
    if asked:
        for name, told in (
            ("claim-ledger", version("claim-ledger")),
            ("file format", str(FORMAT)),
            ("Python", python_version()),
            ("SQLite", SQLITE),
        ):
            answers().print(f"{name} {told}")
        raise typer.Exit
