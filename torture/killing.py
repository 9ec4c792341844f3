"""Killed at any moment, the ledger holds every claim it acknowledged, once, and its index what its log makes it.

`kill -9` hits a server under the load of many clients, an import, a rebuild of the index, or a rebuild beside a server.
After each the ledger is opened again: positions 1 to n without a gap, nothing that was acknowledged lost, nothing twice
although every client sends again what it got no answer for, the index in step. Imports are resumed until they complete.
It says nothing of a power failure, since the system keeps what a killed process wrote: `syncing` does.
"""

import shutil
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from torture.__main__ import Report
from torture.pace import Pace
from torture.processes import Change, as_it_is
from torture.victim import Victim

KILLS = 1_000
"""Of servers and imports; rebuilds are killed besides."""

SMOKE = 6
A_LEDGER = 100
"""How often one ledger is struck before a new one takes its place."""

BETWEEN_EXAMINATIONS = 20
VICTIMS = ("server", "import", "server", "rebuild", "server", "import")


def run(report: Report, *, thorough: bool) -> list[str]:
    """Kill it until something does not hold; what did not. The ledgers are kept where that is so."""
    folder = Path(mkdtemp(prefix="claim-ledger-killed-"))
    faults = kills(folder, KILLS if thorough else SMOKE, report)
    if faults:
        return [*faults, f"the ledgers are kept in {folder}"]
    shutil.rmtree(folder)
    return []


def kills(folder: Path, number: int, report: Report, change: Change = as_it_is) -> list[str]:
    """What did not hold after the first of so many kills that led to anything; `change` is made to every server."""
    pace, random, done, rebuilds, acknowledged, found_again = Pace(report, "kills", number), Random(), 0, 0, 0, 0
    while done < number:
        victim = Victim(folder / f"{done}.ledger", random, change)
        for round_ in range(A_LEDGER):
            faults = victim.strike(VICTIMS[round_ % len(VICTIMS)])
            if not faults and round_ % BETWEEN_EXAMINATIONS == 0:
                faults = victim.witness.examine()
            if faults:
                return [f"after {done + victim.killed} kills: {fault}" for fault in faults]
            pace.reach(done + victim.killed, f"{acknowledged + victim.acknowledged:,} claims acknowledged")
            if done + victim.killed >= number:
                break
        faults = victim.finish()
        if faults:
            return [f"at rest after {done + victim.killed} kills: {fault}" for fault in faults]
        done, rebuilds = done + victim.killed, rebuilds + victim.rebuilds_killed
        acknowledged, found_again = acknowledged + victim.acknowledged, found_again + victim.found_again
    report(
        f"{rebuilds:,} rebuilds were killed besides; {acknowledged:,} claims were acknowledged, and {found_again:,} "
        "of those had been recorded by a server that was killed before it said so"
    )
    return [] if acknowledged else ["no claim was ever acknowledged, so nothing was shown"]
