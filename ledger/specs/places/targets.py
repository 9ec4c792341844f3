"""Targets: which ledgers a run of specifications is about, as pytest's options and ini keys name them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest

from ledger.specs.configuration import AT, KEY_VARIABLE, LEDGERS
from ledger.specs.places.scenes import Place

NAMED = (Place.MEMORY, Place.SERVER)
"""The places that the ini key may name; the live one is where `--ledger-url` says."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the ledgers of a run's scenarios are, and which files the ledgers are that they name."""

    places: tuple[Place, ...] = (Place.MEMORY,)
    ledgers: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    """By its name, the file of each ledger that a scenario may name."""
    any_name: Path | None = None
    """The file of a ledger of whatever other name."""
    url: str = ""
    """The live server, if any."""
    key: str = field(default="", repr=False)
    allow_writes: bool = False


def targets_of(config: pytest.Config) -> Targets:
    """What the options and ini keys say. Raises UsageError where they cannot be meant so."""
    url, key_file = config.getoption("--claim-ledger-url"), config.getoption("--claim-ledger-key-file")
    allow_writes = config.getoption("--claim-ledger-allow-writes")
    given: list[str] = config.getoption("--claim-ledger")
    if not url and (key_file or allow_writes):
        option = "--ledger-key-file" if key_file else "--allow-writes"
        raise pytest.UsageError(f"{option} speaks of a live server: name it with --ledger-url")
    if url and given:
        raise pytest.UsageError("--ledger names files and --ledger-url a server: a run is about one or the other")
    key = _key(key_file) if url else ""
    if url and not key:
        raise pytest.UsageError(f"--ledger-url needs a key: set {KEY_VARIABLE}, or name a file with --ledger-key-file")
    named, any_name = _given(given, config.invocation_params.dir)
    return Targets(
        places=(Place.LIVE,) if url else _places(config.getini(AT)),
        ledgers=MappingProxyType(_listed(config) | named),
        any_name=any_name,
        url=url or "",
        key=key,
        allow_writes=allow_writes,
    )


def _places(named: list[str]) -> tuple[Place, ...]:
    unknown = [name for name in named if name not in NAMED]
    if unknown or not named:
        raise pytest.UsageError(f"{AT} names {', '.join(unknown) or 'nothing'}: expected {' and '.join(NAMED)}, or one")
    return tuple(dict.fromkeys(map(Place, named)))


def _listed(config: pytest.Config) -> dict[str, Path]:
    lines: list[str] = [line for line in config.getini(LEDGERS) if not line.startswith("#")]
    base = config.inipath.parent if config.inipath is not None else config.rootpath
    found: dict[str, Path] = {}
    for line in lines:
        name, mark, path = (part.strip() for part in line.partition("="))
        if not (name and mark and path):
            raise pytest.UsageError(f"{LEDGERS} has the line {line!r}: expected NAME = PATH")
        if name in found:
            raise pytest.UsageError(f"{LEDGERS} names {name} twice")
        found[name] = base / path
    return found


def named_path(option: str, base: Path) -> tuple[str, str]:
    """The name and the path in NAME=PATH. A path alone, or one that is there, goes by whatever name, `""`."""
    name, mark, path = option.partition("=")
    if not mark or (base / option).exists():
        return "", option.strip()
    return name.strip(), path.strip()


def _given(options: list[str], base: Path) -> tuple[dict[str, Path], Path | None]:
    found: dict[str, Path] = {}
    for option in options:
        name, path = named_path(option, base)
        if not path or (not name and option.startswith("=")):
            raise pytest.UsageError(f"--ledger {option}: expected NAME=PATH, or PATH alone")
        if name in found:
            raise pytest.UsageError(f"--ledger names {name or 'a ledger of whatever name'} twice")
        found[name] = base / path
    return {name: path for name, path in found.items() if name}, found.get("")


def _key(file: str | None) -> str:
    if not file:
        return os.environ.get(KEY_VARIABLE, "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise pytest.UsageError(f"--ledger-key-file {file} cannot be read: {error}") from None
