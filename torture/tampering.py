"""Whatever is done to a log is found by whoever holds an older checkpoint of it, and nothing where nothing was done.

Ledgers of random lives have to be verified and replayed without a difference. Of a small one every byte of its file is
flipped, each entry is left out, said twice, altered, and put in another's place, and every tail is cut off, and each
time the verifier has to find it. A flip that changes no stored value it has to let pass, or find in the index alone.
"""

import os
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from ledger.auditor.replay import replay
from ledger.auditor.verifier import Difference, Key, Log, Row, Unreadable, opened, verify
from ledger.canonical import canonical
from ledger.opening import open_ledger
from torture import specimen
from torture.machine import Model
from torture.model import lives

CLEAN, FEW_CLEAN = 1_000, 8
AT_ONCE = 50
SMOKE = 400
"""Flips tried in a smoke."""

SEED = 20261128
ONLY_THE_INDEX = frozenset({"index", "pages"})
"""What may be found of a file in which every stored value is as it was."""

_STORED = (
    "SELECT * FROM events ORDER BY position",
    "SELECT * FROM vault NOT INDEXED",
    "SELECT seq FROM sqlite_sequence WHERE name = 'events'",
)
Values = tuple[tuple[object, ...], ...]


class Audited(Model):
    """A life at whose end its log is verified, and its beliefs are replayed."""

    def teardown(self) -> None:
        """Hold the ledger to what it signs."""
        try:
            signed = self.ledger.checkpoint()
            keys = [Key.parse(shown.verifier) for shown in self.ledger.verifiers().items]
            verify(Log([Row(entry.data) for entry in self.ledger.entries()]), keys, [signed.note])
            assert replay(self.ledger).departure is None
            self.ledger.close()
            with opened(self.folder / "claims.ledger") as log:
                verify(log, keys)
        finally:
            super().teardown()


def run(report: Callable[[str], None], *, thorough: bool) -> list[str]:
    """As torture.__main__.Part."""
    with TemporaryDirectory(prefix="claim-ledger-tampering-") as folder:
        path = Path(folder, "claims.ledger")
        note, lines = made(path)
        whole = path.read_bytes()
    faults = [*done_to(lines, note)]
    report(f"a log of {len(lines)} entries, left out, doubled, swapped, altered and cut: {len(faults)} not found")
    chance = random.Random(SEED)
    places = range(len(whole)) if thorough else sorted(chance.sample(range(len(whole)), SMOKE))
    faults += _flipped(whole, note, places, report)
    faults += _clean(CLEAN if thorough else FEW_CLEAN, report)
    return faults


def made(path: Path) -> tuple[str, list[bytes]]:
    """The small ledger at a path, without what it signed; the checkpoint that somebody kept, and its entries."""
    specimen.make(path)
    with open_ledger(str(path), clock=specimen.noon) as ledger:
        note, lines = ledger.checkpoint().note, [entry.data for entry in ledger.entries()]
    for left in path.parent.glob(f"{path.name}?*"):
        left.unlink()
    return note, lines


def done_to(lines: Sequence[bytes], note: str) -> Iterator[str]:
    """What was done to the log, and not found."""
    for what, tampered in tamperings(lines):
        try:
            verify(Log([Row(line) for line in tampered]), notes=[note])
        except Difference:
            continue
        yield f"{what}: nothing was found"


def tamperings(lines: Sequence[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """Everything that is done to a log, and what then lies there."""
    for at, line in enumerate(lines):
        before, after = [*lines[:at]], [*lines[at + 1 :]]
        yield f"position {at + 1} left out", before + after
        yield f"position {at + 1} left out, the others numbered anew", _numbered(before + after)
        yield f"position {at + 1} twice", [*before, line, line, *after]
        yield f"cut off after position {at}", before
        yield f"position {at + 1} by somebody else", [*before, _altered(line), *after]
        for other in range(at):
            swapped = [*lines]
            swapped[at], swapped[other] = swapped[other], swapped[at]
            yield f"positions {other + 1} and {at + 1} swapped", swapped
            yield f"positions {other + 1} and {at + 1} swapped and numbered anew", _numbered(swapped)


def _altered(line: bytes) -> bytes:
    return canonical({**orjson.loads(line), "recorded_by": "somebody"})


def _numbered(lines: Sequence[bytes]) -> list[bytes]:
    return [canonical({**orjson.loads(line), "position": at}) for at, line in enumerate(lines, start=1)]


# -- flips -------------------------------------------------------------------------------------------------------------


def _flipped(whole: bytes, note: str, places: Sequence[int], report: Callable[[str], None]) -> list[str]:
    parts = [places[at : at + AT_ONCE] for at in range(0, len(places), AT_ONCE)]
    faults: list[str] = []
    tried = changed = 0
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as processes:
        for done in as_completed([processes.submit(_try, whole, note, part) for part in parts]):
            found, altered = done.result()
            faults += found
            tried += AT_ONCE
            changed += altered
            if tried % (100 * AT_ONCE) == 0:
                report(f"{tried:,} of {len(places):,} bytes flipped, {len(faults)} faults")
    report(f"{len(places):,} bytes flipped: {changed:,} changed a stored value, {len(faults)} faults")
    return faults


def _try(whole: bytes, note: str, places: Sequence[int]) -> tuple[list[str], int]:
    faults: list[str] = []
    changed = 0
    with TemporaryDirectory(prefix="claim-ledger-tampering-") as folder:
        path = Path(folder, "claims.ledger")
        path.write_bytes(whole)
        stored = values(path)
        for at in places:
            flipped = bytearray(whole)
            flipped[at] ^= 1 << random.Random(SEED + at).randrange(8)
            path.write_bytes(flipped)
            same = values(path) == stored
            changed += not same
            if fault := judged(same, rule_of(path, note)):
                faults.append(f"byte {at}: {fault}")
            for left in path.parent.glob(f"{path.name}?*"):
                left.unlink()
    return faults, changed


def judged(same: bool, rule: str | None) -> str | None:
    """What may not come of a flip. `rule` is what was found: None for nothing, empty where nothing could be read."""
    if same:
        wrong = rule is not None and rule and rule not in ONLY_THE_INDEX
        return f"every value is as it was, and the rule {rule} is said to be broken" if wrong else None
    return "a stored value was changed, and nothing was found" if rule is None else None


def rule_of(path: Path, note: str) -> str | None:
    """The rule that a file breaks, None where it breaks none, empty where it cannot be looked at."""
    try:
        with opened(path) as log:
            verify(log, notes=[note])
    except Difference as found:
        return found.rule
    except Unreadable:
        return ""
    return None


def values(path: Path) -> tuple[Values, ...] | None:
    """Everything that is stored, None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return tuple(tuple(db.execute(question)) for question in _STORED)
    except (sqlite3.Error, UnicodeDecodeError):
        return None


# -- clean ledgers -----------------------------------------------------------------------------------------------------


def _clean(count: int, report: Callable[[str], None]) -> list[str]:
    faults: list[str] = []
    for begun in range(0, count, AT_ONCE):
        some = min(AT_ONCE, count - begun)
        try:
            lives(some, SEED + begun, shortening=False, machine=Audited)
        except Exception as error:
            faults.append(f"a clean ledger, of the lives from {begun} on: {error!r}")
        report(f"{begun + some:,} of {count:,} clean ledgers verified and replayed, {len(faults)} false alarms")
    return faults
