"""A rebuild of a ledger's index in a process of its own, and the most memory that this took.

Usage: python -m benchmarks.peak LEDGER. Prints the position reached, a line a batch, and at the end the peak in bytes.
"""

import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ledger.opening import open_ledger

_HIGH_WATER = re.compile(r"VmHWM:\s+(\d+) kB")


def peak_of_rebuild(ledger: Path, report: Callable[[int], None]) -> int:
    """The peak resident memory, in bytes, of a process that does nothing but rebuild; `report` is told positions."""
    command = [sys.executable, "-m", "benchmarks.peak", str(ledger)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        last = 0
        for line in process.stdout:
            report(last)
            last = int(line)
    if process.returncode:
        raise RuntimeError("the rebuild failed: what it said stands above")
    return last


def own_peak() -> int:
    """The peak resident memory of this process in bytes.

    On Linux `ru_maxrss` begins with that of the process that started this one, the high-water mark does not.
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := _HIGH_WATER.search(status.read_text())):
        return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    with open_ledger(sys.argv[1]) as opened:
        opened.rebuild(lambda position, head: print(position, flush=True))
    print(own_peak())
