"""`claim-ledger export`: events, claims or beliefs, as lines or as a table, counted and digested."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, cast

import typer

from ledger.belief.view import DealBelief
from ledger.cli.logged import log_export
from ledger.cli.opening import open_at
from ledger.cli.options import (
    DEFAULT_ADDRESS,
    Address,
    AsJson,
    AssertedAsOf,
    Key,
    RecordedUntil,
    Url,
)
from ledger.cli.progress import TOLD_EACH, progress
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, asides, say_json
from ledger.interchange.exporting import Exported, Item, Selection, items, pinned
from ledger.interchange.files import new_file, require_new
from ledger.interchange.forms import Form, Told, Written, verify, write
from ledger.interchange.parquet import require_parquet
from ledger.unseen import escaped

What = Annotated[
    Exported, typer.Argument(help="Events with their envelopes, claims, or what is believed.", show_default=True)
]
OfForm = Annotated[Form, typer.Option("--format", help="Lines of JSON, or a table.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this new file instead.")]
OfDeal = Annotated[str | None, typer.Option("--deal", metavar="DEAL", help="Only claims or beliefs of this deal.")]


@dataclass(frozen=True, slots=True)
class _Export:
    """What is written where, and how."""

    what: Exported
    form: Form
    out: Path | None

    def counted(self) -> str:
        """What the number of rows is a number of."""
        if self.what is Exported.BELIEFS:
            return "deals" if self.form is Form.NDJSON else "beliefs"
        return "entries" if self.what is Exported.EVENTS else "claims"


@refusing
def export(
    context: typer.Context,
    what: What = Exported.EVENTS,
    form: OfForm = Form.NDJSON,
    until: RecordedUntil = None,
    asserted_as_of: AssertedAsOf = None,
    deal: OfDeal = None,
    out: Out = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Write events, claims or beliefs out, all of them as of one moment: events as lines are exactly as stored."""
    asked = _Export(what, form, out)
    _require_possible(asked)
    with open_at(ledger, url, key) as opened:
        chosen = pinned(opened, Selection(until, deal, asserted_as_of))
        found = items(opened, what, chosen)
        written = _to_output(asked, found) if out is None else _to_file(asked, out, found, chosen, quiet=as_json)
    where = {"ledger": url or ledger, **({"out": str(out)} if out is not None else {})}
    of: dict[str, str | int] = {"items": written.rows, "format": form.value, "digest": written.digest}
    log_export(context, what.value, str(chosen.until), **of, **where)
    told = f"{written.rows:,} {asked.counted()}, {written.size:,} bytes, {written.digest}"
    if out is None:
        asides().print(f"Wrote {told}", soft_wrap=True)
    elif as_json:
        say_json({asked.counted(): written.rows, "bytes": written.size, "digest": written.digest, "out": str(out)})
    else:
        answers().print(f"Wrote {told}, to {out}", soft_wrap=True)


def _require_possible(asked: _Export) -> None:
    if asked.form is Form.PARQUET:
        require_parquet()
        if asked.out is None:
            raise typer.BadParameter("Parquet is written to a file: name a new one", param_hint="--out")
    if asked.out is not None:
        require_new(asked.out)


def _to_output(asked: _Export, found: Iterable[Item]) -> Written:
    output: IO[bytes] = sys.stdout.buffer
    shown = cast(IO[bytes], _Escaping(output)) if _at_a_terminal() else output
    return write(found, asked.what, asked.form, shown, lambda item: None)


def _to_file(asked: _Export, out: Path, found: Iterable[Item], chosen: Selection, *, quiet: bool) -> Written:
    with new_file(out) as file, _told(chosen, quiet=quiet) as told:
        written = write(found, asked.what, asked.form, file, told)
        verify(file, asked.form, written)
    return written


@contextmanager
def _told(chosen: Selection, *, quiet: bool) -> Iterator[Told]:
    """Shows how far it is: of what has positions by how far it has come in the log, where that is known."""
    head = int(chosen.until) if chosen.until and chosen.until.isdigit() and chosen.deal is None else None
    with progress("Exporting", head, quiet=quiet) as step:
        done = 0

        def told(item: Item) -> None:
            nonlocal done
            done += 1
            if done % TOLD_EACH == 0:
                step(read=0 if isinstance(item, DealBelief) else item.position, lines=done)

        yield told


class _Escaping:
    """A terminal that is written to with escapes for what would steer it."""

    def __init__(self, terminal: IO[bytes]) -> None:
        self._terminal = terminal

    def write(self, data: bytes) -> None:
        self._terminal.write(escaped(data.decode()).encode())

    def flush(self) -> None:
        self._terminal.flush()


def _at_a_terminal() -> bool:
    return sys.stdout.isatty()
