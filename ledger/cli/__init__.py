"""The command line, `claim-ledger`."""

import gc
import sys

CYCLES = (50_000, 20, 50)
"""After how many new objects Python looks for dead cycles, and how much more seldom among older objects.

A ledger makes many objects and hardly a cycle: looking as often as Python does by default (700, 10, 10) took a quarter
of the time that a server had for its requests.
"""


def look_seldom_for_cycles() -> None:
    """Set the collector of this process as a process of the ledger's own has it."""
    gc.set_threshold(*CYCLES)


def main() -> None:
    """Run the command line; the process ends with its exit status."""
    from ledger.cli.app import app

    look_seldom_for_cycles()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app(prog_name="claim-ledger")
