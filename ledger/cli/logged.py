"""What leaves a ledger is logged: by whom, what, until which position, whereto; never what it says."""

import os
from getpass import getuser

import typer

from ledger.cli.options import settings_of
from ledger.cli.terminal import asides


def log_export(context: typer.Context, of: str, until: int | str, **said: str | int) -> None:
    """Log that something was written out, up to a position or the moment that was asked for, with more particulars.

    Not at a terminal: who sits there is told in other words.
    """
    if asides().is_terminal:
        return
    from ledger.logs import logs  # loaded where something is logged: most commands log nothing

    settings = settings_of(context)
    with logs(settings.log_level, settings.log_format) as log:
        log.info("export", principal=_user(), of=of, until=until, **said)


def _user() -> str:
    """Who runs this: the name of the account, or its number where it has none."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"uid-{os.getuid()}"
