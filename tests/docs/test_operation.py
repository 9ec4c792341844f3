"""docs/operation.md says what can be set, what is logged and what is counted: nothing more, and nothing less."""

import ast
from collections.abc import Iterator
from pathlib import Path

from prometheus_client.metrics_core import Metric

from api.app import create_app
from ledger.opening import open_keyring, open_ledger
from ledger.settings import Settings, variable_of
from tests.docs.tables import DOCS, rows

ROOT = DOCS.parent
PAGE = (DOCS / "operation.md").read_text()
SAYING = ("debug", "info", "warning", "error", "say")


def test_every_setting_is_there_with_its_variable_default_and_description() -> None:
    fields = Settings.model_fields.items()

    assert rows(PAGE, "Settings") == [
        [name, variable_of(name), str(field.default), (field.description or "").replace("`", "")]
        for name, field in fields
    ]


def said(path: Path) -> Iterator[str]:
    """The name of every event that a module logs."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SAYING and isinstance(node.args[0].value, str):
                yield node.args[0].value


def test_every_event_of_the_log_is_there_and_no_other() -> None:
    modules = [*(ROOT / "api").glob("**/*.py"), *(ROOT / "ledger").glob("**/*.py")]

    assert {row[0] for row in rows(PAGE, "Log")} == {event for path in modules for event in said(path)} | {"lines-lost"}


def labels(metric: Metric) -> str:
    """What its samples are told apart by."""
    named = getattr(metric, "_labelnames", ()) or {name for sample in metric.samples for name in sample.labels} - {"le"}
    return ", ".join(named)


def test_every_metric_is_there_with_its_type_labels_and_meaning() -> None:
    with open_ledger(":memory:", create=True) as ledger, open_keyring(":memory:") as keyring:
        metrics = create_app(ledger, keyring).state.metrics.collect()
        ours = [one for one in metrics if not one.name.startswith("process_")]

    assert rows(PAGE, "Metrics") == [[one.name, one.type, labels(one), one.documentation] for one in ours]
