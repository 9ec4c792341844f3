"""Results: figures as a table for a terminal, as JSON, and as the page that is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from rich import box
from rich.table import Table

from benchmarks.figures import Figure

PEERS = """\
## What each peer does
Ledger and peer take turns, round by round; a figure is the median of its rounds, and a ratio the median of the rounds'
ratios. Where the ledger syncs before it acknowledges, so does its peer: WAL, `synchronous=FULL`.

- **sqlite3, one INSERT a commit**: one thread, the rows that the ledger had just stored, into a table like its own,
  without its triggers, index or vault. `executemany`: the same, as many rows a commit as an import has lines.
- **FastAPI over eventsourcing as documented**: an `Application` that saves an `Aggregate` whose `@event` has the
  fields of the claim; the library's SQLite module, mapper and JSON; the body is a pydantic model. Its handler is
  `async def` or `def`, whichever was faster in this run.
- **FastAPI, direct INSERT, group commit**: the same body; a row of the shape and length of the ledger's entries; one
  thread inserts all that waits in one transaction and answers it after the sync. No source, deal or claim is looked up.
- Every process, the peers' too, looks for dead cycles as seldom as `claim-ledger` does (`ledger.cli.CYCLES`).
- All three are served by uvicorn in a process of their own and sent the same claims, all different, by the same
  generator in another, on 32 connections that stay open. Every answer was 201. The ledger asks for a key with each
  request and counts it; none of the three logs requests.
- **The same with its keys off**: the ledger, served as it is, but that every request may do what an admin may, and none
  is counted.
- **select and `json.loads`**: every row of the same ledger, in order of position.
- **Beliefs**: deals of a hundred claims, evenly spread over the log. Cold: first read of the deal since the ledger was
  opened. Hot: the same question again.
- **Memory**: the high-water mark of resident memory of a process that does nothing but rebuild the index.
"""


def table(figures: Sequence[Figure]) -> Table:
    """A table of 80 columns at most."""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, width=80, padding=(0, 1, 0, 0))
    shown.add_column("work / against", ratio=1)
    for name in ("ledger", "against", "ratio", "goal", ""):
        shown.add_column(name, justify="left" if name == "" else "right", no_wrap=True)
    for figure in figures:
        shown.add_row(f"{figure.work}\n  / {figure.against}", *_cells(figure))
    return shown


def as_json(figures: Sequence[Figure], on: Mapping[str, str]) -> dict[str, Any]:
    """Figures and machine as one object."""
    lines = [{**asdict(f), "goal": str(f.goal) if f.goal else None, "verdict": f.verdict} for f in figures]
    return {"machine": dict(on), "figures": lines}


def page(figures: Sequence[Figure], on: Mapping[str, str], day: date) -> str:
    """The page that is kept, in Markdown."""
    lines = ["# What the ledger costs", "", f"Measured by `make bench` on {day.isoformat()}.", ""]
    lines += [f"- {name}: {what}" for name, what in on.items()]
    lines += ["", "| work | against | ledger | against | ratio | goal | |", "|---|---|---:|---:|---:|---|---|"]
    lines += [f"| {f.work} | {f.against} | {' | '.join(_cells(f))} |" for f in figures]
    return "\n".join(lines) + "\n\n" + PEERS


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    ours, theirs = (_quantity(value, figure.unit) for value in (figure.ledger, figure.peer))
    return ours, theirs, f"{figure.ratio:.2f}", str(figure.goal or ""), figure.verdict


def _quantity(value: float, unit: str) -> str:
    return f"{value:,.0f}{unit}" if unit == "/s" else f"{value:,.{1 if value < 100 else 0}f} {unit}"
