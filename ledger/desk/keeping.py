"""Keeping: what was noted of each scenario of a run, and what is to be said of one of which nothing was."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import ScenarioTemplate

from ledger.desk.noting import LEFT_OUT, NOTED
from ledger.desk.results import FeatureResult, Outcome, ScenarioResult
from ledger.specs.checking import Unfit, document, templates
from ledger.specs.collecting import located

Told = Callable[[FeatureResult], None]
"""Told what came of a file, once all of it is done."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was before the run."""

    shown: str
    sha256: str
    title: str


class Kept:
    """A plugin that keeps what came of the scenarios of some files, whichever worker ran them.

    A scenario that was collected is never left out of it: it is green, or says why it is not. Each file is told as soon
    as it is done, and all before it are; `failure` is what went wrong in telling.
    """

    def __init__(self, files: Sequence[Path], root: Path, places: Sequence[str], told: Told) -> None:
        self.interrupted = False
        self.failure: BaseException | None = None
        self.left_out = 0
        """How many scenarios were collected and not chosen."""
        self.faults: dict[Path, str] = {}
        self._root = root
        self._places = places
        self._files = {located(path): _file(path) for path in files}
        self._told = told
        self._untold = list(self._files)
        self._awaited: dict[str, None] = {}
        self._unfinished: dict[Path, set[str]] = {}
        self._found: dict[str, ScenarioResult] = {}

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Count what was not chosen."""
        self.left_out += len(items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over how many a worker left out: each leaves out the same, and one that died does not say."""
        self.left_out = max(self.left_out, getattr(node, "workeroutput", {}).get(LEFT_OUT, 0))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Await what is to be run."""
        self._await(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """Await what workers are to run."""
        self._await(ids)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what came of a scenario, as it was told last; one that failed before anything was noted is red."""
        if (noted := getattr(report, NOTED, None)) is not None:
            self._found[report.nodeid] = ScenarioResult.model_validate_json(noted)
        elif report.failed:
            message = f"it ended before its steps did: {report.longrepr}"
            self._found[report.nodeid] = self._unnoted(report.nodeid, Outcome.RED, message)
        if report.when not in ("setup", "call"):  # no more will come of it; what a dead worker leaves has no `when`
            self._unfinished[self._path(report.nodeid)].discard(report.nodeid)
            try:
                self._tell()
            except BaseException as failure:
                self.failure = failure
                pytest.exit("nobody could be told")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why a file cannot be run."""
        if report.failed:
            self.faults[self._root / report.nodeid] = str(report.longrepr)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Note that whoever began the run wants it no more; others end it by exceptions of that family, too."""
        self.interrupted = excinfo.type is KeyboardInterrupt

    def features(self) -> tuple[FeatureResult, ...]:
        """What came of each file."""
        return tuple(map(self._feature, self._files))

    def tell(self) -> None:
        """Tell of the files that were not told of yet."""
        self._unfinished.clear()
        self._tell()

    def elsewhere(self) -> Iterator[str]:
        """What cannot be collected and is none of the files."""
        return (fault for path, fault in self.faults.items() if path not in self._files)

    def _await(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._awaited:  # a worker that replaces one that died collects all of them again
                self._awaited[name] = None
                self._unfinished.setdefault(self._path(name), set()).add(name)

    def _path(self, name: str) -> Path:
        return self._root / name.partition("::")[0]

    def _tell(self) -> None:
        while self._untold and not self._unfinished.get(self._untold[0]):
            self._told(self._feature(self._untold.pop(0)))

    def _feature(self, path: Path) -> FeatureResult:
        file = self._files[path]
        own = [one.model_copy(update={"path": file.shown}) for one in self._of(path)]
        return FeatureResult(
            path=file.shown,
            sha256=file.sha256,
            title=file.title,
            scenarios=tuple(sorted(own, key=lambda one: (one.line, one.example or "", one.place))),
            faults=(self.faults[path],) if path in self.faults else (),
        )

    def _of(self, path: Path) -> Iterator[ScenarioResult]:
        for name in dict.fromkeys((*self._awaited, *self._found)):
            if self._path(name) == path and (name in self._found or not self.faults):
                found = self._found.get(name)
                yield found or self._unnoted(name, Outcome.NOT_RUN, "the run ended before it")

    def _unnoted(self, nodeid: str, outcome: Outcome, message: str) -> ScenarioResult:
        """A scenario of which only the name is known that pytest gave it: its title and, in brackets, what varies."""
        path, name = self._path(nodeid), nodeid.partition("::")[2]
        template = _template(path, name)
        title = template.name if template is not None else name
        varied = name.removeprefix(title).strip("[]")
        places = [place for place in self._places if place in varied.split("-")]
        return ScenarioResult(
            path=str(path),
            rule=template.rule.name if template is not None and template.rule is not None else None,
            title=title,
            example=varied if varied not in ("", *places) else None,
            line=template.line_number if template is not None else 1,
            place=(places or self._places)[0],
            outcome=outcome,
            message=message,
            seconds=0.0,
            steps=(),
            ledger=None,
        )


def _template(path: Path, name: str) -> ScenarioTemplate | None:
    """The scenario to which pytest gave a name: its title, with what varies in brackets after it."""
    found = sorted(templates(path), key=lambda one: len(one.name), reverse=True)
    return next((one for one in found if name == one.name or name.startswith(f"{one.name}[")), None)


def _file(path: Path) -> _File:
    try:
        title = document(path).name
    except Unfit:
        title = ""
    return _File(str(path), sha256(path.read_bytes()).hexdigest(), title)
