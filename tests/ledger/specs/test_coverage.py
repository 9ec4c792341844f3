"""Every command and every question of the public surface has a scenario.

What there is, is read off the code; what the scenarios use is noted while they run.
"""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from pytest_bdd.steps import step_function_context_registry

from ledger import errors
from ledger.events import FACTS
from ledger.records import AnyRecord, DefaultsRecord
from ledger.specs.steps import MODULES
from tests.ledger.specs.covering import OUT, VERBS

ROOT = Path(__file__).parents[3]
Covered = dict[str, list[str]]

OUT_OF_REACH = {
    "UnknownReference": "the kit resolves every name before the ledger is told, and says itself which is not there",
    "TooLarge": "it takes 64 MiB of text, or an entry of 64 KiB, and no table that anybody reads holds either",
}
"""The refusals of what is recorded that no scenario can bring about, with the reason."""


pytestmark = pytest.mark.xdist_group("coverage")
"""One worker runs them all: the specifications are run once."""


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Covered:
    """What all of our specifications use, in one run of them."""
    out = tmp_path_factory.mktemp("coverage") / "covered.json"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.ledger.specs.covering"]
    environment = {**os.environ, OUT: str(out)}
    told = subprocess.run(
        [*command, "features"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout
    found: Covered = json.loads(out.read_text(encoding="utf-8"))
    return found


def test_every_verb_is_used(covered: Covered) -> None:
    assert missing(VERBS, covered["verbs"]) == set()


def test_every_kind_of_record_is_recorded(covered: Covered) -> None:
    kinds = {tag.tag for model, tag in map(get_args, get_args(get_args(AnyRecord)[0])) if model is not DefaultsRecord}
    assert len(kinds) > 15  # `defaults` is no record: the ledger refuses it, and importing alone takes it
    assert missing(kinds, covered["records"]) == set()


def test_every_kind_of_event_comes_about(covered: Covered) -> None:
    assert missing(FACTS, covered["events"]) == set()


def test_every_refusal_of_what_is_recorded_is_expected_somewhere(covered: Covered) -> None:
    refusals = set(refused_by_deciding())
    assert missing(refusals - OUT_OF_REACH.keys(), covered["refusals"]) == set()
    assert OUT_OF_REACH.keys() <= refusals
    assert not OUT_OF_REACH.keys() & set(covered["refusals"])


def test_every_step_of_the_vocabulary_is_taken(covered: Covered) -> None:
    ours = {module.__name__ for module in MODULES}
    steps = {context.step_func for context in step_function_context_registry.values()}
    names = {f"{step.__module__}.{step.__name__}" for step in steps if step.__module__ in ours}
    assert missing(names, covered["steps"]) == set()


def missing(wanted: Iterable[str], found: Iterable[str]) -> set[str]:
    """What is wanted and not found."""
    return set(wanted) - set(found)


def refused_by_deciding() -> Iterator[str]:
    """The refusals that are raised where it is decided what is recorded: in what `deciding` and `unit` put to work."""
    for path in _deciders():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
                name = node.exc.func.id
                if issubclass(getattr(errors, name, OSError), errors.Rejected | errors.Conflict):
                    yield name


def _deciders() -> set[Path]:
    found = {ROOT / "ledger" / f"{name}.py" for name in ("deciding", "unit", "sealing")}
    for path in sorted(found):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "ledger":
                found |= {ROOT / "ledger" / f"{alias.name}.py" for alias in node.names}
    # what those in turn leave to others: hops, locators and policies
    return found | {ROOT / "ledger" / f"{name}.py" for name in ("attribution", "evidence", "belief/policy")}
