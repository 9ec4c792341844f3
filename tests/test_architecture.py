"""Imports point inwards: api, cli, specs -> service -> core; the store implements the core's port."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Layer:
    """What the modules of a layer may import: other layers, packages of others, and impure parts of Python's own."""

    layers: frozenset[str]
    packages: frozenset[str] = frozenset()
    impure: frozenset[str] = frozenset()
    anything_of_python: bool = field(default=True)


def layer(*layers: str, packages: str = "", impure: str = "", anything_of_python: bool = True) -> Layer:
    return Layer(frozenset(layers), frozenset(packages.split()), frozenset(impure.split()), anything_of_python)


LAYERS = {
    "core": layer("core", packages="pydantic pydantic_core orjson msgspec", anything_of_python=False),
    "audit": layer("core", "audit", packages="cryptography", anything_of_python=False),
    "auditor": layer("core", "audit", "auditor", packages="pydantic orjson", impure="sqlite3"),
    "figures": layer("core", "figures"),
    "private": layer("core", "private", impure="sqlite3"),
    "projections": layer("core", "audit", "figures", "projections", impure="sqlite3"),
    "store": layer("core", "audit", "private", "store", packages="eventsourcing", impure="sqlite3"),
    "service": layer("core", "audit", "figures", "projections", "service", packages="orjson pydantic"),
    "logs": layer("core", "logs", "settings", packages="structlog orjson"),
    "settings": layer("core", "settings", packages="pydantic pydantic_settings"),
    "opening": layer("core", "service", "store", "access"),
    "interchange": layer("core", "service", "interchange", packages="pydantic orjson pyarrow", impure="sqlite3"),
    "access": layer("core", "figures", "private", "service", "access", packages="pydantic orjson", impure="sqlite3"),
    "client": layer("core", "access", "audit", "client", packages="httpx2 pydantic orjson"),
    "package": layer("opening"),
    "cli": layer(
        "core", "service", "opening", "interchange", "cli", "package", "api", "access", "client", "logs", "settings",
        "auditor", "specs", "desk",
        packages="typer rich pydantic orjson uvicorn pytest_bdd",
    ),
    "api": layer(
        "core", "figures", "service", "opening", "interchange", "api", "package", "access", "logs", "settings",
        packages="fastapi fastapi_offline starlette pydantic pydantic_core orjson uvicorn prometheus_client",
    ),
    "specs": layer(
        "core", "audit", "auditor", "service", "opening", "interchange", "specs", "places", "package",
        packages="pytest pytest_bdd orjson gherkin pydantic",
    ),
    "places": layer(
        "core", "auditor", "service", "opening", "interchange", "specs", "places", "access", "client", "api",
        packages="pytest",
    ),
    "desk": layer(
        "core", "audit", "auditor", "service", "opening", "interchange", "specs", "places", "desk", "package",
        packages="pytest pytest_bdd orjson gherkin pydantic",
    ),
}  # fmt: skip
"""By its name, what each layer may import."""

SERVICE = frozenset(
    {"ledger.service", "ledger.reading", "ledger.checkup", "ledger.signing", "ledger.steady", "ledger.turns"}
    | {"ledger.writing"}
)

IMPURE = frozenset(
    {"asyncio", "concurrent", "email", "getpass", "glob", "http", "io", "locale", "logging", "multiprocessing", "os"}
    | {"platform", "queue", "random", "sched", "secrets", "select", "selectors", "shutil", "signal", "socket"}
    | {"sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid"}
)
"""Parts of Python's own library that reach the world outside, or chance: not for the core."""

LAYERED = frozenset({"sqlite3"})
"""Parts of Python's own library that other layers may import only where that is said."""


def layer_of(module: str) -> str:
    """The layer that a module of ours belongs to."""
    first, _, rest = module.partition(".")
    if first == "api":
        return "api"
    if module == "ledger":
        return "package"
    if module == "ledger.specs.places.scenes":
        return "places"
    if ".".join(module.split(".")[:2]) in SERVICE:
        return "service"
    top = rest.partition(".")[0]
    return top if top in LAYERS else "core"


def modules() -> dict[str, Path]:
    """Every module of the packages, by its name."""
    found: dict[str, Path] = {}
    for path in sorted([*ROOT.glob("ledger/**/*.py"), *ROOT.glob("api/**/*.py")]):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(source: str, module: str) -> Iterator[str]:
    """Every module that a source imports, wherever in it that is done."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            origin = ".".join([*package, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield inner if inner in MODULES else origin


def faults(module: str, source: str) -> list[str]:
    """Each import of a module that its layer does not allow."""
    allowed = LAYERS[layer_of(module)]
    return [f"{module} imports {name}" for name in sorted(set(imported(source, module))) if not _allows(allowed, name)]


def _allows(allowed: Layer, name: str) -> bool:
    top = name.partition(".")[0]
    if top in ("ledger", "api"):
        return layer_of(name) in allowed.layers
    if top in sys.stdlib_module_names:
        closed = LAYERED if allowed.anything_of_python else IMPURE
        return top not in closed or top in allowed.impure
    return top in allowed.packages


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_inwards(module: str) -> None:
    assert faults(module, MODULES[module].read_text()) == []


def test_only_the_root_and_the_store_itself_know_the_store() -> None:
    knowing = {
        layer_of(module)
        for module, path in MODULES.items()
        if any(layer_of(name) == "store" for name in imported(path.read_text(), module) if name.startswith("ledger"))
    }

    assert knowing == {"opening", "store"}


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("ledger.claim", "import eventsourcing.domain"),
        ("ledger.claim", "def late():\n    import sqlite3"),
        ("ledger.claim", "from ledger.store import open_log"),
        ("ledger.claim", "from ledger import service"),
        ("ledger.claim", "from .projections import index"),
        ("ledger.unit", "from ledger.projections.index import Index"),
        ("ledger.belief.voices", "from .. import store"),
        ("ledger.belief.voices", "from uuid import uuid4"),
        ("ledger.belief.voices", "import os.path"),
        ("ledger.belief.voices", "import fastapi"),
        ("ledger.service", "from ledger.store.log import StoredLog"),
        ("ledger.service", "import sqlite3"),
        ("ledger.service", "from ledger.cli import app"),
        ("ledger.store.log", "from ledger.service import Ledger"),
        ("ledger.projections.index", "import ledger.store"),
        ("ledger.projections.index", "from eventsourcing import persistence"),
        ("ledger.interchange.lines", "from ledger.cli.terminal import table"),
        ("ledger.client.asking", "from ledger.service import Ledger"),
        ("ledger.client.asking", "from ledger.reading import Reader"),
        ("ledger.client.asking", "from api.problems import Problem"),
        ("ledger.claim", "import httpx2"),
        ("ledger.claim", "import cryptography"),
        ("ledger.claim", "from ledger.audit.tree import Tree"),
        ("ledger.audit.notes", "import time"),
        ("ledger.audit.notes", "from ledger.log import Log\nimport os"),
        ("ledger.cli.app", "import sqlite3"),
        ("ledger.cli.app", "from ledger import store"),
        ("api.app", "from ledger.store import open_log"),
        ("api.app", "from ledger.cli import app"),
        ("ledger.specs.scene", "import api.app"),
        ("ledger.opening", "from api import app"),
    ],
)
def test_an_import_that_points_outwards_is_found(module: str, planted: str) -> None:
    good = MODULES[module].read_text()

    assert len(faults(module, f"{good}\n{planted}\n")) == len(faults(module, good)) + 1


# -- at run time -------------------------------------------------------------------------------------------------------

OUTSIDE = ["eventsourcing", "sqlite3", "fastapi", "starlette", "uvicorn", "typer", "rich", "pytest"]
OUTSIDE += ["ledger.store", "ledger.projections", "ledger.interchange", "ledger.service", "ledger.cli", "api"]
CORE = [module for module in MODULES if layer_of(module) == "core"]


def loaded_by(*wanted: str) -> set[str]:
    """Which modules from outside the core a fresh interpreter has loaded once it imported these."""
    lines = [*(f"import {module}" for module in wanted), "import sys", f"print(*(set({OUTSIDE}) & set(sys.modules)))"]
    command = [sys.executable, "-c", "\n".join(lines)]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())


def test_the_core_loads_nothing_from_outside() -> None:
    assert loaded_by("ledger", *CORE) == set()


def test_the_client_loads_nothing_of_what_it_is_a_client_of() -> None:
    assert loaded_by("ledger.client") == set()


def test_the_command_line_loads_nothing_of_what_runs_specifications() -> None:
    assert loaded_by("ledger.cli.app") & {"pytest"} == set()


def test_what_the_root_loads_is_seen() -> None:
    assert loaded_by("ledger.opening") >= {"eventsourcing", "sqlite3", "ledger.store", "ledger.service"}


# -- tests mirror modules ----------------------------------------------------------------------------------------------

LAWS, CONTRACT = "tests/ledger/belief/test_laws.py", "tests/ledger/store/test_contract.py"
ELSEWHERE = {
    "ledger": "tests/ledger/test_opening.py",  # it only offers open_ledger, late
    "ledger.showing": "tests/ledger/reading/test_reading.py",  # the answers are held to what was recorded
    "ledger.belief.docket": "tests/ledger/belief/test_folding.py",
    "ledger.belief.answering": "tests/ledger/belief/test_reading.py",
    "ledger.belief.balance": "tests/ledger/belief/test_reading.py",
    "ledger.foundation": "tests/ledger/cli/test_foundation.py",  # its sentence is held to what `beliefs` prints
    "ledger.footprint": "tests/ledger/reading/test_footprints.py",  # views: held to the reading that makes them
    "ledger.proof": "tests/ledger/reading/test_proofs.py",
    "ledger.provenance": "tests/ledger/reading/test_provenances.py",
    "ledger.cli": "tests/ledger/cli/test_main.py",
    # What a dossier tells, and from what, is held to the ledger that it was asked of.
    **dict.fromkeys(
        [f"ledger.dossier.{name}" for name in ("grounds", "last", "telling", "view")]
        + [
            f"ledger.dossier.sections.{n}"
            for n in [
                "assumed",
                "beliefs",
                "claims",
                "fallen",
                "missing",
                "news",
                "scale",
                "scope",
                "summary",
                "turning",
            ]
        ],
        "tests/ledger/dossier/test_building.py",
    ),
    "ledger.desk.noting": "tests/ledger/desk/test_running.py",  # what it notes is what a run tells
    "ledger.desk.results": "tests/ledger/desk/test_running.py",
    "ledger.specs.faults": "tests/ledger/specs/test_guards.py",  # kinds of fault: raised there one by one
    # The steps from a docket to a belief are held to its laws, one by one and at large.
    **dict.fromkeys(
        [f"ledger.belief.{name}" for name in ("answers", "believe", "claims", "confirmations", "explanation")]
        + [f"ledger.belief.{name}" for name in ("implications", "independence", "interest", "origins")]
        + [f"ledger.belief.{name}" for name in ("sources", "tally", "verdicts", "weighing")],
        LAWS,
    ),
    # What makes a store is held to the port's contract, on every store alike.
    **dict.fromkeys([f"ledger.store.{name}" for name in ("failures", "log", "memory", "recorder")], CONTRACT),
}
"""Modules that have no test module of their own, and what holds them to what they promise."""


def own_tests(module: str) -> Path:
    """Where the tests of a module are expected: a package's in `test_` and its own name, inside its folder."""
    path = MODULES[module].relative_to(ROOT)
    name = path.parent.name if path.stem == "__init__" else path.stem.strip("_")
    return ROOT / "tests" / path.parent / f"test_{name}.py"


def has_code(path: Path) -> bool:
    """Whether a module holds more than a docstring, imports and a list of what it offers."""
    silent = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign)
    return any(not isinstance(node, silent) for node in ast.parse(path.read_text()).body)


CODED = [module for module, path in MODULES.items() if has_code(path)]


def held_by(module: str) -> Path:
    """What holds a module to what it promises."""
    return ROOT / ELSEWHERE[module] if module in ELSEWHERE else own_tests(module)


@pytest.mark.parametrize("module", CODED)
def test_every_module_has_its_tests(module: str) -> None:
    assert held_by(module).exists(), f"{module} has no tests in {held_by(module).relative_to(ROOT)}"


@pytest.mark.parametrize("module", ELSEWHERE)
def test_no_exception_is_kept_that_is_none(module: str) -> None:
    assert module in CODED, "there is no such module any more: take it out of ELSEWHERE"
    assert not own_tests(module).is_file(), "it has tests of its own now: take it out of ELSEWHERE"
