"""Whichever call of the disk fails, nothing is acknowledged that is not stored, and the ledger says so and recovers.

A server takes a script of appends, a batch, a belief, a rebuild and a backup while its disk is full (no file may grow
beyond a size; then, by strace, each write from the nth on fails), or while the nth sync fails. Each refusal must be the
problem that says that the store failed; while it lasts the server is not ready; afterwards, without a restart, or after
a kill, it takes the same script, and holds each claim once, where it said.
"""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from ledger.entries import leaf_hash
from ledger.opening import open_ledger
from torture import script, specimen, strace
from torture.__main__ import Report
from torture.outage import MISSING, Failing, Full, Outage
from torture.pace import Pace
from torture.script import Course
from torture.served import Change, Served

WRITES = "pwrite64,ftruncate,fallocate,link,linkat"
SYNCS = "fdatasync,fsync"
AT_ONCE = 2
SMOKE = (0, 5_000, 20_000, 150_000)
"""Bytes that no file may exceed."""
STEP = 1_500
"""Bytes by which the sizes that no file may exceed differ: less than a page."""

SOON = 10.0
"""Seconds after which a server is ready again once its disk is."""


def as_it_is() -> None:
    """Change nothing."""


def run(report: Report, *, thorough: bool) -> list[str]:
    """What did not hold, whichever call failed."""
    if thorough and not strace.installed():
        return [MISSING]
    with TemporaryDirectory(prefix="claim-ledger-disk-") as name:
        folder = Path(name)
        specimen.record(folder / "base.ledger")
        faults = filled(folder, report, range(0, 600_000, STEP) if thorough else SMOKE)
        if thorough:
            faults += each(folder, report, WRITES, "ENOSPC", lasts=True)
            faults += each(folder, report, SYNCS, "EIO", lasts=False)
            faults += each(folder, report, SYNCS, "EIO", lasts=False, killed=True)
    return faults


def filled(folder: Path, report: Report, sizes: range | tuple[int, ...], change: Change = as_it_is) -> list[str]:
    """What did not hold where no file could grow beyond each of these sizes."""
    pace = Pace(report, "sizes of a full disk", len(sizes))
    faults: list[str] = []
    with ThreadPoolExecutor(AT_ONCE) as threads:
        tried = threads.map(lambda size: tried_with(folder, Full(size), change)[1], sizes)
        for done, found in enumerate(tried, start=1):
            faults += found
            pace.reach(done)
    return faults


def each(folder: Path, report: Report, calls: str, error: str, *, lasts: bool, killed: bool = False) -> list[str]:
    """What did not hold where the nth of these calls failed, for every n up to one that is never reached."""
    faults: list[str] = []
    for nth in count(1):
        outage = Failing(calls, error, nth, lasts, folder / "strace.log")
        hit, found = tried_with(folder, outage, as_it_is, killed=killed)
        faults += found
        report(f"{error} of the {nth}. {'and all after it' if lasts else 'alone'}{', then killed' if killed else ''}")
        if not hit:
            return faults
    raise AssertionError


def tried_with(folder: Path, outage: Outage, change: Change, *, killed: bool = False) -> tuple[bool, list[str]]:
    """Whether an outage hit anything, and what did not hold."""
    with TemporaryDirectory(dir=folder) as name:
        path = Path(name, "claims.ledger")
        shutil.copy(folder / "base.ledger", path)
        served = Served(path, change)
        try:
            hit, courses = _lived_through(served, path, outage, killed)
        finally:
            served.kill()
        faults = [fault for course in courses for fault in course.faults] + list(_differences(path, courses))
    return hit, [f"{outage}: {fault}" for fault in faults]


def _lived_through(served: Served, path: Path, outage: Outage, killed: bool) -> tuple[bool, list[Course]]:
    outage.begin(served)
    during = script.play(served, path.parent)
    unready = served.ask("/readyz")[0] == 503
    hit = outage.end(served)
    if outage.lasts and "the last append" in during.refused and not unready:
        during.faults.append("it says that it is ready while nothing can be appended")
    if killed:
        served.kill()
        return hit, [during]
    after = Course()
    if not _ready(served):
        after.faults.append(f"it is not ready {SOON:.0f} s after the disk is: {served.ask('/readyz')[1]!r:.300}")
    after = script.play(served, path.parent)
    after.faults += [f"{step} was refused, though the disk does again" for step in after.refused]
    served.stop()
    return hit, [during, after]


def _ready(served: Served) -> bool:
    deadline = monotonic() + SOON
    while served.ask("/readyz")[0] != 200:
        if monotonic() > deadline:
            return False
        sleep(0.05)
    return True


def _differences(path: Path, courses: list[Course]) -> Iterator[str]:
    """What the ledger, reopened, does not hold as it was acknowledged, or holds more than once."""
    with open_ledger(str(path)) as ledger:
        fault = ledger.examination().fault
        if fault is not None:
            yield f"the examination finds at position {fault.position}: {fault.detail}"
        entries = {entry.position: entry for entry in ledger.entries(until=ledger.moment(None).position)}
    if sorted(entries) != list(range(1, len(entries) + 1)):
        yield f"the positions have gaps: {sorted(entries)}"
    held = [entry.stream for entry in entries.values()]
    for told in {told for course in courses for told in course.acknowledged}:
        entry = entries.get(told.position)
        if entry is None or (entry.stream, leaf_hash(entry.data)) != (f"claim:{told.claim}", told.digest):
            yield f"{told.claim} was acknowledged at position {told.position}, and is not there"
        elif held.count(entry.stream) != 1:
            yield f"{told.claim} is recorded {held.count(entry.stream)} times"
    if len(courses) > 1 and len(held) != specimen.ENTRIES + script.CLAIMS:
        yield f"{len(held)} entries, {specimen.ENTRIES} and {script.CLAIMS} were expected"
