"""`claim-ledger export`: the log as NDJSON."""

import os
import sys
from collections.abc import Iterable
from getpass import getuser
from pathlib import Path
from typing import IO, Annotated

import typer

from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, RecordedUntil, Url, settings_of
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, escaped, say_json
from ledger.interchange.exporting import export_lines
from ledger.interchange.files import new_file
from ledger.logs import logs

Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this new file instead.")]


@refusing
def export(
    context: typer.Context,
    until: RecordedUntil = None,
    out: Out = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Write the log as NDJSON: every event with its envelope, one canonical entry a line, exactly as stored."""
    settings = settings_of(context)
    with open_at(ledger, url, key) as opened, logs(settings.log_level, settings.log_format) as log:
        lines = export_lines(opened, recorded_until=until)
        if out is None:
            shown = map(escaped, lines) if sys.stdout.isatty() else lines
            log.info("export", principal=_user(), items=_write(shown, sys.stdout.buffer), ledger=url or ledger)
            return
        if out.exists():
            raise typer.BadParameter(f"{out} is there already: name a new file", param_hint="--out")
        with new_file(out) as file:
            count = _write(lines, file)
        log.info("export", principal=_user(), items=count, ledger=url or ledger, out=str(out))
    if as_json:
        say_json({"entries": count, "out": str(out)})
    else:
        answers().print(f"Wrote {count:,} entries to {out}")


def _user() -> str:
    """Who runs this: the name of the account, or its number where it has none."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"uid-{os.getuid()}"


def _write(lines: Iterable[bytes], file: IO[bytes]) -> int:
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007
        file.write(line)
    file.flush()
    return count
