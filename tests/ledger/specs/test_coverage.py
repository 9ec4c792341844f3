"""Every command and every question of the public surface has a scenario.

What there is, is read off the code; what the scenarios use is noted while they run.
"""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pytest_bdd.steps import step_function_context_registry

from ledger import errors
from ledger.events import FACTS
from ledger.records import AnyRecord, DefaultsRecord
from ledger.specs.steps import MODULES
from tests.ledger.specs.covering import OUT, VERBS
from tests.ledger.specs.specification import ALONE

ROOT = Path(__file__).parents[3]

OUT_OF_REACH = {
    "UnknownReference": "the kit resolves every name before the ledger is told, and says itself which is not there",
    "TooLarge": "it takes 64 MiB of text, or an entry of 64 KiB, and no table that anybody reads holds either",
}
"""The refusals of what is recorded that no scenario can bring about, with the reason."""


def test_the_specifications_use_all_that_there_is(tmp_path: Path) -> None:
    # given: one test, so that they are run once, however many workers there are
    refusals = set(refused_by_deciding())
    wanted = {
        "verbs": set(VERBS),
        "records": kinds_of_record(),
        "events": set(FACTS),
        "refusals": refusals - OUT_OF_REACH.keys(),
        "steps": steps_of_the_vocabulary(),
    }
    # when
    covered = run_all(tmp_path / "covered.json")
    # then
    unused = {what: found for what, every in wanted.items() if (found := every - set(covered[what]))}
    assert unused == {}
    assert OUT_OF_REACH.keys() <= refusals
    assert not OUT_OF_REACH.keys() & set(covered["refusals"])


def run_all(out: Path) -> dict[str, list[str]]:
    """What all of our specifications use, in one run of them."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *ALONE]
    told = subprocess.run(
        [*command, "-p", "tests.ledger.specs.covering", "features"],
        cwd=ROOT,
        env={**os.environ, OUT: str(out)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout
    found: dict[str, list[str]] = json.loads(out.read_text(encoding="utf-8"))
    return found


def kinds_of_record() -> set[str]:
    """Every kind of record. `defaults` is none: the ledger refuses it, and importing alone takes it."""
    kinds = {tag.tag for model, tag in map(get_args, get_args(get_args(AnyRecord)[0])) if model is not DefaultsRecord}
    assert len(kinds) > 15
    return kinds


def steps_of_the_vocabulary() -> set[str]:
    """Every step of the kit, by its function."""
    ours = {module.__name__ for module in MODULES}
    steps = {context.step_func for context in step_function_context_registry.values()}
    return {f"{step.__module__}.{step.__name__}" for step in steps if step.__module__ in ours}


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
