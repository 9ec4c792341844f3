"""The options that commands share, each spelt once."""

from typing import Annotated

import typer

from ledger.settings import DEFAULTS, Settings

Address = Annotated[
    str, typer.Option("--ledger", envvar="CLAIM_LEDGER", metavar="PATH", help="The ledger's file.", show_envvar=True)
]
"""Which ledger."""

DEFAULT_ADDRESS = DEFAULTS.ledger

Url = Annotated[
    str,
    typer.Option(
        "--url",
        envvar="CLAIM_LEDGER_URL",
        metavar="URL",
        help="The server to ask, instead of a file.",
        show_envvar=True,
        show_default=False,
    ),
]
"""Which server, if any: it goes before the file."""

Key = Annotated[
    str,
    typer.Option(
        "--key",
        envvar="CLAIM_LEDGER_KEY",
        metavar="KEY",
        help="The key to show there; others on this machine see what a command was typed with.",
        show_envvar=True,
        show_default=False,
    ),
]
"""What the server is shown. The settings may say it: a default that showed would show it."""


def _only_here(url: str | None) -> None:
    if url is not None:
        raise typer.BadParameter("this is done to a ledger's file, where it lies: name that with --ledger")


FileOnly = Annotated[str | None, typer.Option("--url", hidden=True, callback=_only_here)]
"""Of a command that needs the file: it says so where a server is named."""

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, in the form that the HTTP interface has.")]
"""For machines: one JSON document on standard output; a refusal is one on standard error."""

By = Annotated[str, typer.Option("--by", metavar="PRINCIPAL", help="Who records: kept with every event.")]
"""The principal that recorded events carry."""

DEFAULT_PRINCIPAL = "local"

RecordedAsOf = Annotated[
    str | None,
    typer.Option(
        "--recorded-as-of", metavar="WHEN", help="What the ledger held by then: a position, a day, or an instant."
    ),
]
AssertedAsOf = Annotated[
    str | None,
    typer.Option("--asserted-as-of", metavar="WHEN", help="Only what had been said by then: a day, or an instant."),
]
RecordedSince = Annotated[
    str | None,
    typer.Option("--recorded-since", metavar="WHEN", help="From after then: a position, a day, or an instant."),
]
RecordedUntil = Annotated[
    str | None,
    typer.Option("--recorded-until", "--until", metavar="WHEN", help="Up to then: a position, a day, or an instant."),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="SOURCE", help="Leave out what passed through this source; may be repeated."),
]
Policy = Annotated[
    str | None,
    typer.Option("--policy", metavar="NAME", help="Under this policy, by its name or digest, whichever was in force."),
]
Deal = Annotated[str, typer.Argument(metavar="DEAL", help="The deal's id.")]
Proposition = Annotated[str, typer.Argument(metavar="PROPOSITION", help="The proposition's id, of that deal.")]


def settings_of(context: typer.Context) -> Settings:
    """The settings that a command runs with, less what its own options say."""
    found = context.obj
    assert isinstance(found, Settings)
    return found
