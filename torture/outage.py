"""Outages of the disk: how they begin in a process, and end in it."""

import re
import subprocess
from pathlib import Path
from typing import Protocol

from torture.served import PATIENCE, Served

MISSING = "strace is not installed, and without it no call can be made to fail: apt install strace, or the like"


class Outage(Protocol):
    """Something that the disk no longer does for one process."""

    lasts: bool
    """Whether it goes on until it is ended, rather than for one call."""

    def begin(self, served: Served) -> None:
        """From here on."""
        ...

    def end(self, served: Served) -> bool:
        """Up to here; whether it may have hit a call."""
        ...


class Full:
    """No file may grow beyond a size: of the write that crosses it a part is written, the next fails (EFBIG)."""

    lasts = True

    def __init__(self, size: int) -> None:
        self.size = size

    def __str__(self) -> str:
        return f"no file longer than {self.size:,} bytes"

    def begin(self, served: Served) -> None:
        """As Outage.begin."""
        served.do("limit", self.size)

    def end(self, served: Served) -> bool:
        """As Outage.end."""
        served.do("limit")
        return True


class Failing:
    """The nth call of these, or each from the nth on, fails in each thread, without being made (strace)."""

    def __init__(self, calls: str, error: str, nth: int, lasts: bool, log: Path) -> None:
        self.lasts = lasts
        self._calls, self._error, self._log = calls, error, log
        self._when = f"{nth}+" if lasts else str(nth)
        self._strace: subprocess.Popen[str] | None = None

    def __str__(self) -> str:
        return f"{self._error} of {self._calls}, when={self._when}"

    def begin(self, served: Served) -> None:
        """As Outage.begin. Raises RuntimeError where strace is missing, or may not do it."""
        inject = f"inject={self._calls}:error={self._error}:when={self._when}"
        command = ["strace", "-f", "-o", str(self._log), "-e", f"trace={self._calls}", "-e", inject]
        try:
            self._strace = subprocess.Popen(
                [*command, "-p", str(served.process.pid)], stderr=subprocess.PIPE, text=True
            )
        except FileNotFoundError:
            raise RuntimeError(MISSING) from None
        assert self._strace.stderr is not None
        said = self._strace.stderr.readline()
        if "attached" not in said:
            raise RuntimeError(f"strace may not trace a process of this user here: {said.strip()}")

    def end(self, served: Served) -> bool:
        """As Outage.end."""
        assert self._strace is not None and self._strace.stderr is not None
        self._strace.terminate()
        self._strace.wait(PATIENCE)
        self._strace.stderr.close()
        return bool(re.search(r"\(INJECTED\)", self._log.read_text(errors="replace")))
