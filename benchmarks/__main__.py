"""`make bench`: what the ledger costs, as ratios to peers that do the same work in the same run.

Usage: python -m benchmarks [--only ROW] [--json] [--keep FILE] and sizes; `--help` says all. Progress goes to the
standard error, with the time left.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from benchmarks import results
from benchmarks.bench import Bench, Sizes
from benchmarks.figures import Figure
from benchmarks.machine import IN_MEMORY, filesystem, machine
from benchmarks.rows.every import ROWS, bytes_needed, expected_seconds
from ledger.cli import look_seldom_for_cycles

_SIZES = {
    "rounds": "rounds in which ledger and peer take turns",
    "claims": "claims imported, and events replayed",
    "singles": "single appends a round",
    "events": "events of the large ledger that beliefs are asked of",
    "reads": "beliefs asked of each ledger",
    "rebuilt": "events of the large ledger whose index is rebuilt",
    "leaves": "leaves of the tree that proofs are made of",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the rows asked for, print them, and keep them where that is asked."""
    options = _parser().parse_args(arguments)
    look_seldom_for_cycles()
    sizes = Sizes(**{size.name: getattr(options, size.name) for size in fields(Sizes)})
    rows = options.only or list(ROWS)
    place = Path(options.folder or gettempdir())
    if no_room := _no_room(place, rows, sizes):
        sys.stderr.write(f"{no_room}\n")
        return 2
    if filesystem(place) in IN_MEMORY:
        sys.stderr.write("The folder is in memory, where a sync costs nothing: name one on a disk with --folder\n")
    on = machine(place)
    figures = run(rows, sizes, place)
    if options.json:
        print(json.dumps(results.as_json(figures, on), indent=2))
    else:
        Console(width=80).print(results.table(figures))
    if options.keep:
        Path(options.keep).write_text(results.page(figures, on, date.today()), encoding="utf-8")
    return 0


def run(rows: Sequence[str], sizes: Sizes, place: Path) -> list[Figure]:
    """The figures of these rows, each measured in a temporary folder of its own."""
    columns = (TextColumn("{task.description}"), BarColumn(20), TimeElapsedColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    figures: list[Figure] = []
    with Progress(*columns, console=console, transient=True, speed_estimate_period=300) as progress:
        task = progress.add_task("", total=sum(expected_seconds(row, sizes) for row in rows))

        def advance(what: str, by: float) -> None:
            progress.update(task, advance=by, description=what)

        begun = 0.0
        for row in rows:
            if not console.is_terminal:
                console.print(f"{row}: about {expected_seconds(row, sizes):,.0f} s")
            with TemporaryDirectory(prefix="claim-ledger-bench-", dir=place) as folder:
                figures += ROWS[row](Bench(Path(folder), sizes, advance))
            begun += expected_seconds(row, sizes)
            progress.update(task, completed=begun)
    return figures


def _no_room(place: Path, rows: Sequence[str], sizes: Sizes) -> str | None:
    """How much disk is missing, and what to do about it; None where there is enough."""
    needed, free = max(bytes_needed(row, sizes) for row in rows), shutil.disk_usage(place).free
    if free < needed:
        return (
            f"about {needed / 1e9:.1f} GB of disk are needed for a while, and {free / 1e9:.1f} GB are free: "
            "name a folder on another disk with --folder, or smaller --events and --rebuilt"
        )
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Ratios to peers, row by row.")
    parser.add_argument("--only", action="append", choices=tuple(ROWS), help="this row alone; may be given again")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--keep", metavar="FILE", help="write the results, as Markdown, to this file")
    parser.add_argument("--folder", help="where to make a temporary folder (default: the system's)")
    for size in fields(Sizes):
        what = f"{_SIZES[size.name]} (default {size.default:,})"
        parser.add_argument(f"--{size.name}", type=int, default=size.default, metavar="N", help=what)
    return parser


if __name__ == "__main__":
    sys.exit(main())
