"""Roots: the directories of specifications, and that a whole run passes over none of their feature files."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.specs.collecting import SUFFIX, located
from ledger.specs.configuration import KEY
from ledger.specs.faults import Miswritten


def roots_of(config: pytest.Config) -> list[Path]:
    """The directories that the ini key names."""
    return [located(root) for root in config.getini(KEY)]


def below(folder: Path) -> Iterator[Path]:
    """The feature files below a folder, in order, those of hidden folders left out.

    Links are followed, and each folder gone through once. Raises Miswritten for what is called so and is no file, as a
    link that leads nowhere.
    """
    for path in sorted(_named(folder)):
        if path.is_file():
            yield path
        elif not path.is_dir():
            raise Miswritten(f"{path} is called a feature file, and leads to none: take it out, or mend the link")


def _named(folder: Path) -> Iterator[Path]:
    """What is called a feature file below a folder, however its suffix is written."""
    root, entered = os.path.realpath(folder), set[str]()
    for where, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(where)
        if real in entered or (real != root and Path(root).is_relative_to(real)):
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in files if Path(name).suffix.lower() == SUFFIX)


def require_roots(config: pytest.Config) -> None:
    """Raises UsageError where specifications are named that cannot be run: a run without them would look as green."""
    roots = roots_of(config)
    for root in roots:
        if not root.is_dir():
            raise pytest.UsageError(f"{KEY} names {root.name}, which is no directory")
        try:
            found = next(below(root), None)
        except Miswritten as fault:
            raise pytest.UsageError(f"{KEY}: {fault}") from None
        if found is None:
            raise pytest.UsageError(f"{KEY} names {root.name}, which has no feature file: nothing would be checked")


def is_whole(config: pytest.Config) -> bool:
    """Whether all tests are to be run: no path was named, none left out, and the run was not begun further down."""
    if config.args_source is config.ArgsSource.ARGS or config.getoption("ignore") or config.getoption("ignore_glob"):
        return False
    base = config.inipath.parent if config.inipath is not None else config.rootpath
    here = config.invocation_params.dir
    return here == base or not here.is_relative_to(base)


def cover(config: pytest.Config) -> None:
    """Have a whole run go through every root, wherever the project's other tests are."""
    if not is_whole(config):
        return
    for root in roots_of(config):
        if not any(root.is_relative_to(located(config.invocation_params.dir / arg)) for arg in config.args):
            config.args.append(str(root))


def missed(config: pytest.Config, collected: set[Path]) -> Iterator[pytest.CollectReport]:
    """What tells of each feature file below the roots that a whole run did not collect: each is an error."""
    if not is_whole(config):
        return
    for path in dict.fromkeys(path for root in roots_of(config) for path in below(root)):
        if path not in collected:
            shown = os.path.relpath(path, config.rootpath)
            told = (
                f"{shown} is below {KEY}, and pytest passes over it, by norecursedirs or collect_ignore: move it, or "
                "have pytest collect it"
            )
            yield pytest.CollectReport(shown, "failed", told, [])
