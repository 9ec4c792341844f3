"""Seeding: several files of records into one ledger, in the order in which they say they were recorded."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from pathlib import Path
from typing import BinaryIO

from ledger.errors import Refusal
from ledger.interchange.importing import Times, record_lines
from ledger.interchange.lines import Line, LineReader, lines_of
from ledger.receipts import LineOutcome
from ledger.service import Ledger

SUFFIX = ".ndjson"

_LAST = "~"
"""Sorts after every instant: a file that gives no times comes after those that do."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """What became of one line of one file."""

    file: Path
    outcome: LineOutcome


def seed_files(paths: Iterable[Path]) -> list[Path]:
    """The files that these paths name, a folder naming every `*.ndjson` in it, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


Lines = Callable[[BinaryIO], Iterator[bytes]]
"""Reads the lines of a file."""


def seed(ledger: Ledger, files: Sequence[Path], *, by: str, lines: Lines = lines_of) -> Iterator[Seeded]:
    """Record the lines of all files, merged by their `recorded_at`; the first refused line ends it.

    A ledger that holds nothing yet keeps those times; any other takes the present for what is new to it. A line
    without a time goes with the line above it. References to lines stay within their file.
    """
    times = Times.KEPT if ledger.moment(None).position == 0 else Times.IGNORED
    places: deque[tuple[Path, int]] = deque()
    for outcome in record_lines(ledger, _merged(files, places, lines), by=by, times=times):
        file, number = places.popleft()
        yield Seeded(file, outcome.model_copy(update={"line": number}))


def _merged(files: Sequence[Path], places: deque[tuple[Path, int]], lines: Lines) -> Iterator[Line]:
    """The lines in order of time; where each came from is noted in `places`."""
    streams = [_timed(file, index, lines) for index, file in enumerate(files)]
    for _, index, line in merge(*streams, key=lambda timed: timed[:2]):
        places.append((files[index], line.number))
        yield line


def _timed(file: Path, index: int, lines: Lines) -> Iterator[tuple[str, int, Line]]:
    last = ""
    reader = LineReader(file.parent)
    try:
        with file.open("rb") as opened:
            for line in reader.read(lines(opened)):
                given = None if isinstance(line.record, Refusal) else line.record.recorded_at
                last = given or last or _LAST
                yield last, index, line
    finally:
        reader.close()
