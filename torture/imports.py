"""Imports of files of claims that are killed and begun again, each until it completes."""

import json
from itertools import count, islice
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from time import sleep

from torture import story
from torture.processes import KILLED, command, kill
from torture.witness import Witness

FEWEST, MOST = 200, 1_500
"""Lines of a file: of more than one batch, for the most part."""

SOONEST, LATEST = 0.005, 0.500
"""Seconds from the beginning of an import to its kill."""

PATIENCE = 120.0
"""Seconds that an import which is not killed is given."""


class Imports:
    """One file after another into one ledger, by `claim-ledger import`. The witness has looked before each."""

    def __init__(self, ledger: Path, random: Random, witness: Witness) -> None:
        self._ledger = ledger
        self._random = random
        self._witness = witness
        self._file = ledger.with_suffix(".ndjson")
        self._said = ledger.with_suffix(".imported")
        self._numbers = count()
        self._labels: list[str] = []
        self._completed: list[str] = []

    def strike(self) -> tuple[bool, list[str]]:
        """Import a new file, or go on with one, and kill that: whether it hit, and what was said wrongly if not."""
        before, process = self._begin()
        sleep(self._random.uniform(SOONEST, LATEST))
        killed = kill(process) == KILLED
        return killed, [] if killed else self._check(before)

    def complete(self) -> list[str]:
        """Import what was broken off, or a new file, to the end."""
        before, process = self._begin()
        process.join(PATIENCE)
        if kill(process) == KILLED:
            return [f"an import did not complete in {PATIENCE:.0f} s"]
        return self._check(before)

    def missing(self) -> list[str]:
        """What of the imports that completed is not on record, though the witness has looked since."""
        imported, held = len(self._completed), self._witness.holds(self._completed)
        return [f"{imported} lines were imported, {held} of them are on record"] if held != imported else []

    def _begin(self) -> tuple[int, ForkServerProcess]:
        """An import that goes on, and how many of its lines are on record by now."""
        if not self._labels:
            lines = self._random.randint(FEWEST, MOST)
            self._labels = [f"{self._ledger.stem}-line-{number}" for number in islice(self._numbers, lines)]
            self._file.write_bytes(b"".join(map(story.line, self._labels)))
        arguments = ("import", str(self._file), "--ledger", str(self._ledger), "--json")
        return self._witness.holds(self._labels), command(self._said, *arguments)

    def _check(self, before: int) -> list[str]:
        """An import that completed found again what was on record, and recorded the rest."""
        said = self._said.read_text()
        expected = {"recorded": len(self._labels) - before, "again": before, "refused": 0}
        self._completed += self._labels
        self._labels = []
        try:
            found = json.loads(said)
        except ValueError:
            return [f"an import after a kill failed: {said}"]
        if {name: found[name] for name in expected} != expected:
            return [f"an import after a kill should have come to {expected}, but says {found}"]
        return []
