"""The JSON Schema of all records, kept in `ledger/records.schema.json`.

Renew it with `python -m ledger.interchange.schema > ledger/records.schema.json`.
"""

import json
from typing import Any

from ledger.records import RECORDS


def records_schema() -> dict[str, Any]:
    """One schema (draft 2020-12) for any line of an import: every kind of record, every field, every word."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record of a claim ledger: one line of NDJSON",
        **RECORDS.json_schema(by_alias=True, mode="validation"),
    }


def schema_text() -> str:
    """The schema as the committed file has it: indented, with a newline at its end."""
    return json.dumps(records_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
