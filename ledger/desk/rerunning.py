"""Rerunning: the scenarios of a feature, told as of one position after another, in one run of pytest."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from ledger.desk.bisecting import Colour, Outcome
from ledger.desk.running import Wanted, apart
from ledger.errors import NotFound, Refusal, Rejected
from ledger.specs.faults import Miswritten, NotYet, Records, Unmet
from ledger.specs.places.live import Live
from ledger.specs.places.scenes import Ledgers
from ledger.specs.plugin import LEDGERS

Answer = TypeVar("Answer")
OPTIONS = (
    *("-p", "pytest-bdd", "-p", "ledger.specs.plugin"),
    *("-p", "no:claim_ledger_specs", "-p", "no:cacheprovider", "-p", "no:terminal"),
)
"""The kit once, however it is installed; nothing kept and nothing printed. Of the project around only its conftest is
heeded, which may have steps of its own."""


def rerun(selected: str, live: Live, ask: Callable[["Rerun"], Answer]) -> Answer:
    """What `ask` makes of a feature, `FILE` or `FILE::SCENARIO`, which it may run as of any position of a ledger.

    Raises Rejected where there is no such feature, it cannot be run, or it records; and what asking the ledger raises.
    """
    path = Path(selected.partition("::")[0])
    if not path.is_file():
        raise Rejected(f"there is no feature at {path}", "FEATURE")
    session = Rerun(live, ask)
    with apart(Wanted(files=[path])) as config:
        root = f"--rootdir={path.absolute().parent}"
        pytest.main([*OPTIONS, "-c", str(config), root, selected], plugins=[session])
    if session.failure is not None:
        raise session.failure
    if not session.asked:
        raise Rejected("\n".join(session.broken) or f"no scenario is called so: {selected}", "FEATURE")
    answer: Answer = session.answer
    return answer


@dataclass(eq=False)
class Rerun:
    """A plugin of pytest that has something asked in place of a run through the scenarios."""

    live: Live
    ask: Callable[["Rerun"], Any]
    asked: bool = False
    answer: Any = None
    failure: Refusal | None = None
    broken: list[str] = field(default_factory=list)
    _items: list[pytest.Item] = field(default_factory=list)
    _failed: list[tuple[BaseException, pytest.TestReport]] = field(default_factory=list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Have every scenario told to the one ledger."""
        config.stash[LEDGERS] = Ledgers(live=self.live)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what makes a feature unfit to run."""
        if report.failed:
            self.broken.append(str(report.longrepr))

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
        """Ask, once all scenarios are collected; what is refused meanwhile is kept to be raised."""
        self._items = session.items
        if self._items and not self.broken:
            try:
                self.answer, self.asked = self.ask(self), True
            except Miswritten as fault:
                self.failure = Rejected(str(fault))
            except Refusal as refusal:
                self.failure = refusal
        return True

    def as_of(self, position: int | None) -> Outcome:
        """What the scenarios are as of a position; where it is None, as of the moments that they name.

        Raises Rejected for one that records, or fails otherwise than a specification does.
        """
        self.live.at = None if position is None else str(position)
        for item in self._items:
            self._failed.clear()
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            for error, report in self._failed:
                told = str(report.longrepr)
                return Outcome(position or 0, _colour(error, told), item.name, told)
        return Outcome(position or 0, Colour.GREEN)


def _colour(error: BaseException, told: str) -> Colour:
    """What a scenario is that failed so. Raises Rejected, or the refusal itself, where it is no colour."""
    if isinstance(error, Records):
        raise Rejected(f"only what records nothing is bisected, as history is asked and not told anew:\n{told}")
    if isinstance(error, Miswritten | NotYet | NotFound):
        return Colour.UNASKED
    if isinstance(error, Unmet):
        return Colour.RED
    if isinstance(error, Refusal):
        raise error
    raise Rejected(f"a scenario fails otherwise than by what it expects:\n{told}")
