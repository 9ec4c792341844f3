"""A story to append to: a few deals, and claims on them that are told apart by a label in their text."""

import re
from collections.abc import Mapping
from typing import Any

import orjson

from ledger.parsing import parse_record
from ledger.service import Ledger

DEALS = tuple(f"deal-{number}" for number in range(8))
PROPOSITION = "cargo-shipped"

_LABEL = re.compile(r"Claim (\S+): ")


def begin(ledger: Ledger) -> None:
    """Record what the claims refer to. A second time it records nothing."""
    ledger.record_all([parse_record(orjson.dumps(record)) for record in _beginning()], by="torture")


def claim(label: str) -> dict[str, Any]:
    """A claim as `POST /v1/claims` takes it; another label makes another claim."""
    number = sum(label.encode())
    return {
        "deal": DEALS[number % len(DEALS)],
        "proposition": PROPOSITION,
        "stance": "denies" if number % 3 == 0 else "affirms",
        "text": f"Claim {label}: an official says what an agency is said to have found.",
        "attribution": [
            {"source": "wire", "role": "publisher", "on": "2025-10-13"},
            {"source": "agency", "role": "origin", "basis": "induced", "on": "2025-10-12"},
        ],
    }


def line(label: str) -> bytes:
    """The claim of a label as a line of NDJSON."""
    return orjson.dumps({"record": "claim", **claim(label)}) + b"\n"


def label_of(fact: Mapping[str, Any]) -> str | None:
    """The label of the claim that a fact, as JSON values, records; None where it records none."""
    found = _LABEL.match(fact.get("content", {}).get("text", ""))
    return found[1] if found else None


def _beginning() -> list[dict[str, Any]]:
    sources = [
        {"record": "source", "id": "wire", "name": "A wire", "kind": "outlet", "class": "press"},
        {"record": "source", "id": "agency", "name": "An agency", "kind": "agency", "class": "agency"},
    ]
    deals = [
        record
        for deal in DEALS
        for record in (
            {"record": "deal", "id": deal, "title": f"Alleged {deal}", "parties": []},
            {
                "record": "proposition",
                "deal": deal,
                "id": PROPOSITION,
                "kind": "yes-no",
                "about": "deed",
                "stage": "shipment",
                "text": "Cargo was shipped.",
            },
        )
    ]
    return [*sources, *deals]
