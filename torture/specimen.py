"""A small ledger with an event of almost every kind, and what can be asked of it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from ledger import open_ledger
from ledger.filters import ClaimFilter
from ledger.idempotency import Keyed
from ledger.interchange.importing import import_lines
from ledger.parsing import parse_record
from ledger.service import Ledger

DEAL = "harbour-cranes"
PAGE = 1024
"""Bytes of a page of the small ledger: entries then overflow their pages, and its tables are more than a page."""

_REPORT = "No crane was loaded. Łódź says: twelve were."
_SOURCES = ("outlet", "wire", "state-x", "state-y", "agency-a", "agency-b", "agency-c")


def claim(origin: str, proposition: str = "shipped", **fields: object) -> dict[str, Any]:
    hops = [
        {"source": fields.pop("publisher", "outlet"), "role": "publisher", "on": fields.pop("on", "2024-01-01")},
        {"source": origin, "role": "origin", "basis": "witnessed"},
    ]
    return {"record": "claim", "deal": DEAL, "proposition": proposition, "attribution": hops, **fields}


_ABOUT = {"deal": DEAL, "proposition": "shipped"}
_RECORDS: tuple[dict[str, Any], ...] = (
    *({"record": "source", "id": name, "name": name.title(), "kind": "agency", "class": "press"} for name in _SOURCES),
    {"record": "deal", "id": DEAL, "title": "Cranes", "parties": [{"source": "state-y", "role": "buyer"}]},
    *(
        {"record": "proposition", "deal": DEAL, "id": name, "about": "deed", "text": f"They were {name}.", **of}
        for name, of in (
            ("ordered", {"kind": "yes-no", "stage": "order"}),
            ("shipped", {"kind": "yes-no", "stage": "shipment", "implies": ["ordered"]}),
            ("how-many", {"kind": "valued", "unit": "cranes", "stage": "shipment"}),
        )
    ),
    {"record": "document", "id": "cited", "title": "A page", "held": "cited", "url": "https://page.example/1"},
    {"record": "document", "id": "captured", "title": "A report", "publisher": "outlet", "text": _REPORT},
    {
        "record": "relation",
        "source": "agency-b",
        "kind": "dependence",
        "to": "agency-a",
        "degree": "suspected",
        "reason": "Its house.",
    },
    {
        "record": "relation",
        "source": "agency-c",
        "kind": "interest",
        "deal": DEAL,
        "favours": "denies",
        "degree": "suspected",
        "reason": "It pays.",
    },
    *({"record": "grade", "source": "outlet", "reliability": grade, "reason": "As read."} for grade in "BC"),
    claim("agency-a", ref="first", text="As printed."),
    claim(
        "agency-c",
        stance="denies",
        note="Said with a smile.",
        evidence=[{"document": "captured", "start": 0, "end": 8, "quote": _REPORT[:8]}],
    ),
    claim("agency-a", "how-many", value="12"),
    *({"record": "grade", "claim": "first", "credibility": given, "reason": "Weighed."} for given in "23"),
    claim("agency-b", ref="second"),
    claim("agency-a", text="As printed, read again.", corrects="first", reason="A misreading."),
    claim("agency-b", stance="denies", on="2024-01-03", restates="second"),
    claim("agency-c", ref="third", publisher="wire"),
    {"record": "retraction", "claim": "third", "by": "wire", "scope": "report", "reason": "Withdrawn."},
    {"record": "voiding", "claim": "third", "scope": "report", "reason": "Misread."},
    {
        "record": "claim",
        "ref": "unfiled",
        "text": "Cranes, they say.",
        "attribution": [{"source": "wire", "role": "origin"}],
    },
    {"record": "assignment", "claim": "unfiled", "deal": DEAL, "proposition": "ordered"},
    {"record": "verdict", **_ABOUT, "verdict": "true", "reason": "Seen on the quay."},
    {"record": "reopening", **_ABOUT, "reason": "It was another quay."},
)
_KEYED = b'{"record": "source", "id": "keyed", "name": "Sent under a key", "kind": "outlet", "class": "press"}'
LINES = tuple(orjson.dumps(record) + b"\n" for record in _RECORDS)
"""The records that the small ledger holds, as NDJSON."""


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2024, 3, 1, 12, tzinfo=UTC)


def record(path: Path) -> None:
    """Make the small ledger at a path, its index current."""
    with open_ledger(str(path), create=True, clock=noon) as ledger:
        assert all(outcome.receipt for outcome in import_lines(ledger, LINES, by="torture"))
        ledger.record(parse_record(_KEYED), by="torture", keyed=Keyed("a-key", _KEYED))
        ledger.beliefs(DEAL)
    path.with_name(path.name + ".writer").unlink()


def make(path: Path) -> None:
    """Make it in one file of small pages that no journal lies beside."""
    record(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in ("PRAGMA journal_mode = DELETE", f"PRAGMA page_size = {PAGE}", "VACUUM"):
            connection.execute(statement)
        connection.execute("PRAGMA journal_mode = WAL")


Question = Callable[[Ledger], object]


def _belief_questions() -> Iterator[tuple[str, Question]]:
    yield "beliefs", lambda ledger: ledger.beliefs(DEAL)
    yield "beliefs as of 25", lambda ledger: ledger.beliefs(DEAL, recorded_as_of="25")
    for name in ("ordered", "shipped"):
        yield f"explanation of {name}", lambda ledger, name=name: ledger.explanation(DEAL, name)  # type: ignore[misc]


BELIEFS: dict[str, Question] = dict(_belief_questions())
"""What is asked about belief."""

LISTS: dict[str, Question] = {
    "timeline": lambda ledger: ledger.timeline(DEAL),
    "deals": lambda ledger: ledger.deals(),
    "sources": lambda ledger: ledger.sources(),
    "documents": lambda ledger: ledger.documents(),
    "claims": lambda ledger: ledger.claims(),
    "claims of the wire": lambda ledger: ledger.claims(ClaimFilter(source="wire")),
    "claims filed": lambda ledger: ledger.claims(ClaimFilter(deal=DEAL, proposition="shipped", status="standing")),
    "events": lambda ledger: ledger.events(),
}
"""What is asked about what is on record."""

QUESTIONS = BELIEFS | LISTS
"""All that is asked."""

ENTRIES = 2 + len(_RECORDS) + sum("corrects" in given or "restates" in given for given in _RECORDS)
"""How many entries the small ledger has: the policy, one for each record, two for a claim in another's place; and one
that was sent under a key."""
