"""A plugin of pytest: notes what of the ledger a run of specifications uses, and what its scenarios say of it.

Nothing is declared: a verb was used if the ledger of a scenario that passed was asked it, a kind of record or event is
covered if a log came to hold it, a refusal if a Then expected it.
"""

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from ledger.records import AnyRecord, _tag
from ledger.service import Ledger
from ledger.specs.scene import Scene
from ledger.verbs import Questions, Verbs

OUT = "CLAIM_LEDGER_COVERAGE"
"""The file that a run writes down what it covered in."""

VERBS = sorted({name for port in (Questions, Verbs) for name in vars(port) if not name.startswith("_")})
_entries = Ledger.entries
_seen: dict[str, set[str]] = defaultdict(set)
_covered: dict[str, set[str]] = defaultdict(set)


def pytest_configure() -> None:
    """Note every verb that is used, and every refusal that is expected."""
    for name in VERBS:
        setattr(Ledger, name, _noting(name, getattr(Ledger, name)))
    refusal = Scene.refusal

    def expected(scene: Scene) -> Any:
        found = refusal(scene)
        if found is not None:
            _seen["refusals"].add(type(found).__name__)
        return found

    setattr(Scene, "refusal", expected)  # noqa: B010


def _noting(name: str, verb: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(verb)
    def noted(ledger: Ledger, *asked: Any, **how: Any) -> Any:
        _seen["verbs"].add(name)
        if name in ("record", "record_all", "record_each"):
            records: list[AnyRecord] = [asked[0]] if name == "record" else list(asked[0])
            _seen["records"].update(str(_tag(record)) for record in records)
        return verb(ledger, *asked, **how)

    return noted


def pytest_bdd_before_step_call(step_func: Callable[..., Any]) -> None:
    """Note the step that is taken."""
    _seen["steps"].add(f"{step_func.__module__}.{step_func.__name__}")


@pytest.fixture(autouse=True)
def _logged(claim_ledger_scene: Scene) -> Iterator[None]:
    """Note the events that the log of a scenario came to hold."""
    yield
    if isinstance(ledger := claim_ledger_scene.ledger, Ledger):
        _seen["events"].update(entry.fact.wire for entry in _entries(ledger))


@pytest.hookimpl(trylast=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What a scenario used counts if it passed."""
    if report.when == "teardown":
        for what, names in _seen.items():
            _covered[what] |= names
        _seen.clear()
    elif report.failed:
        _seen.clear()


def pytest_sessionfinish() -> None:
    """Write it down."""
    covered = {what: sorted(names) for what, names in _covered.items()}
    Path(os.environ[OUT]).write_text(json.dumps(covered), encoding="utf-8")
