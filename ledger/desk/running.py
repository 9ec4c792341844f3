"""Running: feature files through pytest in this process, with nothing of whatever project they lie in."""

import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from platform import python_version
from time import perf_counter

import pytest

from ledger.belief import POLICY_1
from ledger.clocks import instant
from ledger.desk.noting import CHOSEN, NOTED, OWN_STEPS
from ledger.desk.results import FeatureResult, PolicyRead, Run, ScenarioResult, Versions
from ledger.desk.vocabulary import digest
from ledger.opening import utc_now
from ledger.specs.checking import Unfit, document, templates, told
from ledger.specs.faults import Miswritten
from ledger.specs.places.scenes import Place
from ledger.specs.places.targets import AT, KEY_VARIABLE, NAMED

PLUGINS = ("pytest-bdd", "ledger.specs.plugin", "ledger.desk.noting")
OPTIONS = ("-q", "--no-header", "--no-summary", "--color=no", "--capture=sys", "--noconftest", "-p", "no:cacheprovider")
LOOSE = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DEBUG", "PYTEST_THEME", "PYTEST_THEME_MODE")
"""What of the environment would get into a run."""


PLACES = (str(Place.MEMORY),)
"""Where the ledgers that scenarios begin are, unless it is said."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which scenarios of which files are to be run, where, and on which ledgers."""

    files: Sequence[Path]
    own_steps: Sequence[Path] = ()
    places: Sequence[str] = PLACES
    ledgers: Sequence[str] = ()
    """`NAME=PATH`, or a path for whatever name."""
    url: str = ""
    key: str = field(default="", repr=False)
    allow_writes: bool = False
    chosen: Sequence[str] = ()
    """Words of which a scenario's title or rule has to have one; none for all."""
    workers: str = ""
    junit: Path | None = None


def run(wanted: Wanted) -> Run:
    """Run them. Raises Miswritten where that cannot be, and KeyboardInterrupt."""
    if odd := [path for path in wanted.files if "[" in str(path.absolute()) or "::" in str(path.absolute())]:
        raise Miswritten(f"{odd[0]} has a [ or :: in its path, which pytest takes for something else: rename it")
    if unknown := [place for place in wanted.places if place not in NAMED]:
        raise Miswritten(f"no ledger is at {unknown[0]}: expected {' or '.join(NAMED)}")
    if wanted.workers and find_spec("xdist") is None:
        raise Miswritten("several workers need pytest-xdist: pip install pytest-xdist")
    began, started, root = instant(utc_now()), perf_counter(), _root(wanted.files)
    kept = Kept(root)
    with apart(wanted) as config, redirect_stdout(said := io.StringIO()), redirect_stderr(said):
        files = [str(path.absolute()) for path in wanted.files]
        ended = pytest.main([*_arguments(wanted, root, config), *files], plugins=[kept])
    if kept.interrupted:
        raise KeyboardInterrupt
    features = tuple(kept.feature(path) for path in wanted.files)
    total = sum(map(_count, wanted.files)) * (1 if wanted.url else len(wanted.places))
    return Run(
        began_at=began,
        seconds=round(perf_counter() - started, 3),
        versions=versions(),
        policy=PolicyRead(name=POLICY_1.name, digest=POLICY_1.digest),
        ledgers=(wanted.url,) if wanted.url else tuple(wanted.ledgers),
        chosen=tuple(wanted.chosen),
        left_out=0 if kept.faults else total - sum(len(feature.scenarios) for feature in features),
        features=features,
        trouble=said.getvalue().strip() if ended in TROUBLE else None,
    )


TROUBLE = (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR)


def versions() -> Versions:
    """What runs specifications here."""
    return Versions(
        claim_ledger=version("claim-ledger"),
        vocabulary=digest(),
        pytest=version("pytest"),
        pytest_bdd=version("pytest-bdd"),
        python=python_version(),
    )


class Kept:
    """A plugin that keeps what is noted, in this process or by its workers, of files below a root."""

    def __init__(self, root: Path) -> None:
        self.interrupted = False
        self.faults: dict[Path, str] = {}
        self._root = root
        self._found: dict[tuple[str, int, str | None, str], ScenarioResult] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what came of a scenario, as it was told last."""
        if (noted := getattr(report, NOTED, None)) is not None:
            result = ScenarioResult.model_validate_json(noted)
            self._found[result.path, result.line, result.example, result.place] = result

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why a file cannot be run."""
        if report.failed:
            self.faults[self._root / report.nodeid] = str(report.longrepr)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Note that whoever began the run wants it no more; pytest itself also ends one where a file cannot be run."""
        self.interrupted = not isinstance(excinfo.value, pytest.Session.Interrupted)

    def feature(self, path: Path) -> FeatureResult:
        """What came of a file."""
        full, shown = path.absolute(), str(path)
        own = [one.model_copy(update={"path": shown}) for one in self._found.values() if Path(one.path) == full]
        return FeatureResult(
            path=shown,
            sha256=sha256(path.read_bytes()).hexdigest(),
            title=_title(path),
            scenarios=tuple(sorted(own, key=lambda one: (one.line, one.example or "", one.place))),
            faults=(self.faults[full],) if full in self.faults else (),
        )


@contextmanager
def apart(wanted: Wanted) -> Iterator[Path]:
    """The file of a configuration of the run's own; meanwhile nothing of the environment gets in."""
    before, path = dict(os.environ), list(sys.path)
    for name in LOOSE:
        os.environ.pop(name, None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ[KEY_VARIABLE] = wanted.key
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "pytest.toml"
        config.write_text(_configuration(wanted), encoding="utf-8")
        try:
            yield config
        finally:
            sys.path[:] = path
            os.environ.clear()
            os.environ.update(before)


def _configuration(wanted: Wanted) -> str:
    lines: dict[str, object] = {
        "claim_ledger_features": sorted({str(path.absolute().parent) for path in wanted.files}),
        AT: list(wanted.places),
        "python_files": [],
        "xfail_strict": True,
    }
    return "\n".join(["[pytest]", *(f"{name} = {json.dumps(value)}" for name, value in lines.items())]) + "\n"


def _arguments(wanted: Wanted, root: Path, config: Path) -> list[str]:
    arguments = [*OPTIONS, "-c", str(config), f"--rootdir={root}"]
    plugins = (*PLUGINS, "xdist") if wanted.workers else PLUGINS
    arguments += [part for plugin in plugins for part in ("-p", plugin)]
    arguments += ["-n", wanted.workers] if wanted.workers else []
    arguments += [f"--junitxml={wanted.junit.absolute()}"] if wanted.junit is not None else []
    arguments += [f"{OWN_STEPS}={path.absolute()}" for path in wanted.own_steps]
    arguments += [f"{CHOSEN}={word}" for word in wanted.chosen]
    arguments += [f"--ledger={ledger}" for ledger in wanted.ledgers]
    arguments += [f"--ledger-url={wanted.url}"] if wanted.url else []
    arguments += ["--allow-writes"] if wanted.allow_writes else []
    return arguments


def _root(files: Sequence[Path]) -> Path:
    """The folder that the names of scenarios are told from: this one, if all files are below it."""
    here, folders = Path.cwd(), [path.absolute().parent for path in files]
    if all(folder.is_relative_to(here) for folder in folders):
        return here
    return Path(os.path.commonpath(folders))


def _title(path: Path) -> str:
    try:
        return document(path).name
    except Unfit:
        return ""


def _count(path: Path) -> int:
    """How many scenarios a file has, each example of an outline counted."""
    try:
        return sum(len(list(told(template))) for template in templates(path))
    except Unfit:
        return 0
