"""Feature files: those at or below some paths."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ledger.specs.collecting import SUFFIX
from ledger.specs.faults import Miswritten
from ledger.specs.roots import below


def feature_files(paths: Sequence[Path]) -> list[Path]:
    """The feature files that are named, or lie below what is; each once, hidden folders left out.

    Raises Miswritten where a path is not there, is no feature file, or has none below it.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        there = list(_at(path))
        if not there:
            raise Miswritten(f"there is no feature file below {path}: their names end in {SUFFIX}")
        found |= {one.resolve(): one for one in there if one.resolve() not in found}
    return list(found.values())


def _at(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from below(path)
    elif not path.is_file():
        raise Miswritten(f"there is nothing at {path}: name a feature file, or a folder of them")
    elif path.suffix.lower() != SUFFIX:
        raise Miswritten(f"{path} is no feature file: its name would end in {SUFFIX}")
    else:
        yield path
