"""Adopting: a belief policy that a scenario writes down, as far as it differs from the first one."""

import re
from typing import Any

from ledger.belief import POLICY_1
from ledger.specs.faults import Miswritten, did_you_mean
from ledger.specs.tables import Cell, Columns, Row, plain, quoted
from ledger.terms import Stance


def _check(row: Row) -> None:
    """Raises Miswritten where a policy has no such number, or what it is to be is none."""
    policy_of("any", [row])
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", row["is"]):
        raise Miswritten(f"{row['is']} is no number: write one such as 0.40")


NUMBER = Columns(
    {
        "number": Cell("a number of a policy, such as unknown origin or trust of E"),
        "is": plain,
        "because": quoted,
    },
    ("number", "is", "because"),
    check=_check,
)
"""The columns of a table of a policy's numbers: `floor`, `trust of E`, `hedge of possible`, `weight of told`, ..."""


def policy_of(policy_id: str, rows: list[Row]) -> dict[str, Any]:
    """Policy 1 under another id and with these numbers, each with its reason. Raises Miswritten for no number."""
    policy = POLICY_1.model_dump(mode="json") | {"name": policy_id}
    for row in rows:
        table, _, entry = row["number"].partition(" of ")
        field = table.replace(" ", "_")
        for holder, key in _places(policy, field, entry, row["number"]):
            holder[key] = int(row["is"]) if isinstance(holder[key], int) and row["is"].isdigit() else row["is"]
        policy["reasons"][field] = row["because"]
    return policy


def _places(policy: dict[str, Any], field: str, entry: str, written: str) -> list[tuple[dict[str, Any], str]]:
    """Where a number stands: in a table where an entry of one is named, a weight in those of both stances."""
    holders = [policy] if not entry else [policy.get(field, {})]
    if field == "weight" and entry:
        holders = [policy["weight"][stance] for stance in (Stance.AFFIRMS, Stance.DENIES)]
    key = entry.replace(" ", "_") or field
    if any(key not in holder or isinstance(holder[key], dict) for holder in holders) or field in ("name", "reasons"):
        known = [name.replace("_", " ") for name in policy["reasons"]]
        numbers, meant = ", ".join(known), did_you_mean(written.partition(" of ")[0], known)
        raise Miswritten(
            f"a policy has no number `{written}`; there are {numbers}: of a table, write `trust of E`{meant}"
        )
    return [(holder, key) for holder in holders]
