"""Running: feature files through pytest in this process, with nothing of whatever project they lie in."""

import io
import json
import os
import signal
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
from threading import current_thread, main_thread
from time import perf_counter

import pytest

from ledger.belief import POLICY_1
from ledger.clocks import instant
from ledger.desk.keeping import Kept, Told
from ledger.desk.noting import CHOSEN, OWN_STEPS
from ledger.desk.results import Outcome, PolicyRead, Run, StepsFile, Versions
from ledger.desk.vocabulary import digest
from ledger.opening import utc_now
from ledger.specs.collecting import located
from ledger.specs.configuration import AT, KEY, KEY_VARIABLE
from ledger.specs.faults import Miswritten
from ledger.specs.places.scenes import Place
from ledger.specs.places.targets import NAMED

PLUGINS = ("pytest-bdd", "ledger.specs.enabling", "ledger.desk.noting")
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


def run(wanted: Wanted, told: Told = lambda feature: None) -> Run:
    """Run them; each file is told of as soon as it is done, in their order.

    Raises Miswritten where that cannot be, KeyboardInterrupt, and what `told` raises.
    """
    require_plain(wanted.files)
    if unknown := [place for place in wanted.places if place not in NAMED]:
        raise Miswritten(f"no ledger is at {unknown[0]}: expected {' or '.join(NAMED)}")
    if wanted.workers and find_spec("xdist") is None:
        raise Miswritten("several workers need pytest-xdist: pip install pytest-xdist")
    began, started, root = instant(utc_now()), perf_counter(), _root(wanted.files)
    kept = Kept(wanted.files, root, (Place.LIVE,) if wanted.url else wanted.places, told)
    added = tuple(StepsFile(path=str(one), sha256=sha256(one.read_bytes()).hexdigest()) for one in wanted.own_steps)
    with apart(wanted) as config, redirect_stdout(said := io.StringIO()), redirect_stderr(said):
        files = [str(located(path)) for path in wanted.files]
        ended = pytest.main([*_arguments(wanted, root, config), *files], plugins=[kept])
    if kept.failure is not None:
        raise kept.failure
    if kept.interrupted:
        raise KeyboardInterrupt
    kept.tell()
    return Run(
        began_at=began,
        seconds=round(perf_counter() - started, 3),
        versions=versions(),
        policy=PolicyRead(name=POLICY_1.name, digest=POLICY_1.digest),
        ledgers=(wanted.url,) if wanted.url else tuple(wanted.ledgers),
        chosen=tuple(wanted.chosen),
        left_out=0 if kept.faults else kept.left_out,
        own_steps=added,
        features=kept.features(),
        trouble=_trouble(int(ended), said.getvalue().strip(), kept),
    )


def require_plain(files: Sequence[Path]) -> None:
    """Raises Miswritten where pytest would take a path for something else."""
    if odd := [path for path in files if "[" in str(located(path)) or "::" in str(located(path))]:
        raise Miswritten(f"{odd[0]} has a [ or :: in its path, which pytest takes for something else: rename it")


def _trouble(ended: int, said: str, kept: Kept) -> str | None:
    """Why not everything was run, or nothing; None where all was, or a file that cannot be says why."""
    if elsewhere := "\n".join(kept.elsewhere()):
        return elsewhere
    if kept.faults or ended in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return None
    outcomes = {one.outcome for file in kept.features() for one in file.scenarios}
    if ended == pytest.ExitCode.TESTS_FAILED and outcomes & {Outcome.RED, Outcome.NOT_ASKED}:
        return None
    return said or f"pytest ended with status {ended}, and says nothing more"


def versions() -> Versions:
    """What runs specifications here."""
    return Versions(
        claim_ledger=version("claim-ledger"),
        vocabulary=digest(),
        pytest=version("pytest"),
        pytest_bdd=version("pytest-bdd"),
        python=python_version(),
    )


@contextmanager
def apart(wanted: Wanted) -> Iterator[Path]:
    """The file of a configuration of the run's own; meanwhile nothing of the environment gets in."""
    before, path = dict(os.environ), list(sys.path)
    for name in LOOSE:
        os.environ.pop(name, None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ[KEY_VARIABLE] = wanted.key
    with ended_in_order(), tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "pytest.toml"
        config.write_text(_configuration(wanted), encoding="utf-8")
        try:
            yield config
        finally:
            sys.path[:] = path
            os.environ.clear()
            os.environ.update(before)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Meanwhile SIGTERM ends the run as Ctrl-C does: nothing is left behind."""
    if current_thread() is not main_thread():  # no other may set what a signal does
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _configuration(wanted: Wanted) -> str:
    lines: dict[str, object] = {
        KEY: sorted({str(located(path).parent) for path in wanted.files}),
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
    arguments += [f"--junitxml={located(wanted.junit)}"] if wanted.junit is not None else []
    arguments += [f"{OWN_STEPS}={located(path)}" for path in wanted.own_steps]
    arguments += [f"{CHOSEN}={word}" for word in wanted.chosen]
    arguments += [f"--claim-ledger={ledger}" for ledger in wanted.ledgers]
    arguments += [f"--claim-ledger-url={wanted.url}"] if wanted.url else []
    arguments += ["--claim-ledger-allow-writes"] if wanted.allow_writes else []
    return arguments


def _root(files: Sequence[Path]) -> Path:
    """The folder that the names of scenarios are told from: this one, if all files are below it."""
    here, folders = Path.cwd(), [located(path).parent for path in files]
    if all(folder.is_relative_to(here) for folder in folders):
        return here
    return Path(os.path.commonpath(folders))
