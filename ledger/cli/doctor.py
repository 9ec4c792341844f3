"""`claim-ledger doctor`: how a ledger is kept and how it fares."""

from typing import Annotated

import typer

from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, FileOnly
from ledger.cli.progress import phases
from ledger.cli.refusing import CANNOT_TELL, NO, refusing
from ledger.cli.terminal import answers, say_json, table
from ledger.opening import open_ledger
from ledger.service import Ledger
from ledger.views import Building, Diagnosis

_DAY = 86_400

Full = Annotated[bool, typer.Option("--full", help="Read every entry, and hold the index to one built anew.")]


@refusing
def doctor(
    full: Full = False, ledger: Address = DEFAULT_ADDRESS, elsewhere: FileOnly = None, as_json: AsJson = False
) -> None:
    """Say how the ledger is kept and how it fares. Status 1: the first fault is named; 2: it cannot be told."""
    with open_ledger(ledger) as opened:
        found = _examined(opened, quiet=as_json) if full else opened.diagnosis()
    if as_json:
        say_json(found)
    else:
        _print(found)
    if found.fault is not None:
        raise typer.Exit(NO)
    if found.error is not None:
        raise typer.Exit(CANNOT_TELL)


def _examined(opened: Ledger, *, quiet: bool) -> Diagnosis:
    with phases(quiet=quiet) as step:
        return opened.examination(lambda position, head: step("Reading", position, head))


def _print(found: Diagnosis) -> None:
    rows = table("What", "Found", wrap="Found")
    for name, value in (
        ("head of the log", f"position {found.head:,}"),
        ("index", f"position {found.index:,}, {found.lag:,} behind{_ago(found.lag_seconds)}"),
        *_rebuild(found.building),
        ("last error", found.error or "none"),
        ("file format", str(found.format)),
        ("journal mode", found.journal_mode),
        ("synchronous", found.synchronous),
        *([("forgotten, to be overwritten", _places(found.erasing))] if found.erasing else []),
        ("writer", f"process {found.writer}" if found.writer is not None else "none"),
        *((file, f"{size:,} bytes") for file, size in found.sizes.items()),
    ):
        rows.add_row(name, value)
    out = answers()
    out.print(rows)
    if found.fault is not None:
        place = f"Position {found.fault.position:,}" if found.fault.position else "What lies beneath the entries"
        out.print(f"{place} is at fault: {found.fault.detail}")
    elif found.checked:
        out.print("Every entry is as it was written, and the index is what the log makes it.")


def _places(positions: tuple[int, ...]) -> str:
    told = ", ".join(f"{position:,}" for position in positions)
    return f"of position {told}: a reader is in the way; it is done when that ends"


def _ago(seconds: float) -> str:
    if seconds >= 2 * _DAY:
        return f", by {seconds / _DAY:,.0f} days of recording"
    return f", by {seconds:,.0f} s of recording" if seconds >= 1 else ""


def _rebuild(building: Building | None) -> list[tuple[str, str]]:
    if building is None:
        return []
    reached = f"position {building.position:,}, {building.percent} %, or left there unfinished"
    return [(f"rebuild, generation {building.generation}", reached)]
