import io
import re
import sys

import pytest

from ledger.cli import progress as progress_module
from ledger.cli.progress import Read, phases, progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Standard error as a terminal. Not a fixture: pytest puts its own in place when a test begins."""
    shown = Screen()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return shown


@pytest.mark.parametrize("total", [1000, None])
def test_a_terminal_sees_it(monkeypatch: pytest.MonkeyPatch, total: int | None) -> None:
    screen = at_a_terminal(monkeypatch)
    with progress("Importing", total) as step:
        step(lines=12_000, read=500)
    assert "Importing" in screen.getvalue()
    assert "12,000 lines" in screen.getvalue()
    assert re.search(r", [\d,]+/s", screen.getvalue())
    assert ("50 %" in screen.getvalue()) == (total is not None)


def test_the_time_that_is_left_is_told_where_the_end_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    with progress("Importing", 1000) as step:
        for read in (250, 500, 1000):
            step(lines=read, read=read)
    assert "00:00" in screen.getvalue()


def test_what_is_read_is_told_also_before_a_line_of_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_module, "TOLD_EACH", 2)
    told: list[tuple[int, int | None]] = []

    def step(*, read: int, lines: int | None = None) -> None:
        told.append((read, lines))

    read = Read(step)
    lines = read.lines(io.BytesIO(b"abc\n" * 5))
    next(lines)
    assert list(read.done(lines)) == [b"abc\n"] * 4

    assert told == [(8, None), (12, 2), (16, None), (20, 4)]


def test_machines_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    with progress("Importing", 1000, quiet=True) as step:
        step(lines=1, read=500)
    assert screen.getvalue() == ""


def test_nor_do_files(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    with progress("Importing", 1000) as step:
        step(lines=1, read=500)
    assert shown.getvalue() == ""


def test_one_phase_is_shown_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    with phases() as step:
        step("Copying", 30, 40)
        step("Verifying", 1, 10)
    assert all(shown in screen.getvalue() for shown in ("Copying", "75 %", "Verifying", "10 %"))


def test_nor_do_phases_show_to_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    with phases(quiet=True) as step:
        step("Copying", 30, 40)
    assert screen.getvalue() == ""
