"""Rerunning: the scenarios of a feature, told as of one position after another, in one run of pytest."""

import io
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO, TypeVar

import pytest

from ledger.desk.bisecting import Colour, Outcome
from ledger.desk.running import Wanted, apart, require_plain
from ledger.errors import NotFound, Refusal, Rejected
from ledger.specs.collecting import located, titled
from ledger.specs.faults import Miswritten, NoLedger, NotYet, Records, Unmet
from ledger.specs.places.live import Live
from ledger.specs.places.scenes import Ledgers
from ledger.specs.plugin import LEDGERS

Answer = TypeVar("Answer")
OPTIONS = (
    *("-p", "pytest-bdd", "-p", "ledger.specs.enabling", "-p", "no:claim_ledger_specs", "-p", "no:cacheprovider"),
    *("-p", "no:terminal", "--capture=sys", "--noconftest"),
)
"""The kit once, however it is installed; nothing of the project around, nothing kept and nothing printed."""


def rerun(selected: str, live: Live, ask: Callable[["Rerun"], Answer], own_steps: Sequence[ModuleType] = ()) -> Answer:
    """What `ask` makes of a feature, `FILE` or `FILE::SCENARIO`, which it may run as of any position of a ledger.

    Raises Rejected where there is no such feature, it cannot be run, or it records; and whatever `ask` raises.
    """
    file, _, title = selected.partition("::")
    path = Path(file)
    if not path.is_file():
        raise Rejected(f"there is no feature at {path}", "FEATURE")
    try:
        require_plain([path])
    except Miswritten as fault:
        raise Rejected(str(fault), "FEATURE") from None
    session = Rerun(path, live, ask, title)
    with apart(Wanted(files=[path])) as config, redirect_stdout(said := io.StringIO()), redirect_stderr(said):
        options = [*OPTIONS, "-c", str(config), f"--rootdir={located(path).parent}"]
        ended = pytest.main([*options, str(located(path))], plugins=[session, *own_steps])
    if session.failure is not None:
        raise session.failure
    if not session.asked:
        why = session.broken or ([] if ended == pytest.ExitCode.OK else [said.getvalue().strip()])
        raise Rejected("\n".join(why) or f"no scenario is called so: {selected}", "FEATURE")
    answer: Answer = session.answer
    return answer


@dataclass(eq=False)
class Rerun:
    """A plugin of pytest that has something asked in place of a run through the scenarios of a title, or all."""

    path: Path
    live: Live
    ask: Callable[["Rerun"], Any]
    title: str = ""
    asked: bool = False
    answer: Any = None
    failure: BaseException | None = None
    broken: list[str] = field(default_factory=list)
    _streams: tuple[TextIO, TextIO] = field(default_factory=lambda: (sys.stdout, sys.stderr))
    _items: list[pytest.Item] = field(default_factory=list)
    _failed: list[tuple[BaseException, pytest.TestReport]] = field(default_factory=list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Have every scenario told to the one ledger."""
        config.stash[LEDGERS] = Ledgers(live=self.live)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector:
        """Take every folder for a folder alone, whatever package it may be: nothing in it is imported."""
        return pytest.Dir.from_parent(parent, path=path)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what makes a feature unfit to run."""
        if report.failed:
            self.broken.append(self._located(str(report.longrepr), report.nodeid))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note what a scenario failed with."""
        report = yield
        if call.excinfo is not None:
            self._failed.append((call.excinfo.value, report))
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Ask, once all scenarios are collected; whatever is raised meanwhile is kept, to be raised outside."""
        out, err = self._streams
        self._items = [item for item in session.items if self.title in ("", titled(item))]
        if self._items and not self.broken:
            try:
                with redirect_stdout(out), redirect_stderr(err):
                    self.answer, self.asked = self.ask(self), True
            except Miswritten as fault:
                self.failure = Rejected(str(fault))
            except BaseException as failure:  # pytest would make a status of it
                self.failure = failure
        return True

    def _located(self, told: str, nodeid: str) -> str:
        """What is told, with the path of the feature as it was given."""
        name = nodeid.partition("::")[0]
        return told.replace(f"{name}:", f"{self.path}:") if name else told

    def as_of(self, position: int | None) -> Outcome:
        """What the scenarios are as of a position; where it is None, as of the moments that they name.

        Raises Rejected for one that records, is skipped, or fails otherwise than a specification does.
        """
        self.live.at = None if position is None else str(position)
        for item in self._items:
            self._failed.clear()
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            for error, report in self._failed:
                told = self._located(str(report.longrepr), item.nodeid)
                return Outcome(position or 0, _colour(error, told), item.name, told)
        return Outcome(position or 0, Colour.GREEN)


def _colour(error: BaseException, told: str) -> Colour:
    """What a scenario is that failed so. Raises Rejected, or the refusal itself, where it is no colour."""
    if isinstance(error, NoLedger):
        raise Rejected(str(error))
    if isinstance(error, Records):
        where = told.partition(str(error))[0].rstrip()
        raise Rejected(f"only what records nothing is bisected, as history is asked and not told anew:\n{where}")
    if isinstance(error, Miswritten | NotYet | NotFound):
        return Colour.UNASKED
    if isinstance(error, Unmet):
        return Colour.RED
    if isinstance(error, Refusal):
        raise error
    raise Rejected(f"a scenario fails otherwise than by what it expects:\n{told}")
