"""The command line, `claim-ledger`."""

import sys


def main() -> None:
    """Run the command line; the process ends with its exit status."""
    from ledger.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app(prog_name="claim-ledger")
