import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from ledger.interchange.schema import records_schema, schema_text
from ledger.terms import Stage

COMMITTED = Path(__file__).parents[3] / "ledger" / "records.schema.json"


def kinds(schema: dict[str, Any]) -> set[str]:
    named = (
        definition["properties"].get("record") for definition in schema["$defs"].values() if "properties" in definition
    )
    return {record["const"] for record in named if record}


def test_the_committed_schema_is_current() -> None:
    renew = "renew it: python -m ledger.interchange.schema > ledger/records.schema.json"
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), renew


def test_every_kind_of_record_is_in_it() -> None:
    names = "source relation grade document deal proposition claim assignment correction retraction voiding verdict"
    assert kinds(records_schema()) == {*names.split(), "reopening", "policy", "defaults"}


def test_fields_enumerations_and_limits_are_listed() -> None:
    definitions = records_schema()["$defs"]
    assert definitions["Stage"]["enum"] == [stage.value for stage in Stage]
    assert "class" in definitions["SourceRecord"]["properties"]
    assert definitions["SourceRecord"]["additionalProperties"] is False
    assert definitions["ClaimRecord"]["properties"]["attribution"]["minItems"] == 1


def test_the_module_prints_it() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "ledger.interchange.schema"], capture_output=True, cwd=COMMITTED.parents[1], check=True
    )
    assert json.loads(printed.stdout) == records_schema()
