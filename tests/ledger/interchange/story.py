"""A short story as records: two outlets, a port authority, one deal, and what they say of it."""

import json
from typing import Any

DEAL = "cranes-for-grain"


def source(name: str, kind: str = "outlet", of: str = "press") -> dict[str, Any]:
    return {"record": "source", "id": name, "name": name.title(), "kind": kind, "class": of}


def claim(proposition: str, *through: str, stance: str = "affirms", **fields: Any) -> dict[str, Any]:
    """A claim that reached us through these sources, the last of which is its origin."""
    hops: list[dict[str, Any]] = [{"source": name, "role": "publisher", "on": "2024-03-02"} for name in through[:-1]]
    hops.append({"source": through[-1], "role": "origin", "basis": "witnessed", "on": "2024-03-01"})
    said = {"record": "claim", "deal": DEAL, "proposition": proposition, "stance": stance, "attribution": hops}
    return {**said, **fields}


SOURCES = [
    source("harbour-post"),
    source("evening-star"),
    source("port-authority", "agency", "agency"),
    source("harbour-master", "person", "official"),
    source("line-agent", "person", "company"),
]
PROPOSITIONS: list[dict[str, Any]] = [
    {
        "record": "deal",
        "id": DEAL,
        "title": "Cranes for grain",
        "parties": [{"source": "line-agent", "role": "carrier", "favours": "denies"}],
    },
    {
        "record": "proposition",
        "deal": DEAL,
        "id": "cranes-loaded",
        "kind": "yes-no",
        "about": "deed",
        "stage": "shipment",
        "text": "Cranes were loaded at the pier.",
        "period": "2024-03",
    },
    {
        "record": "proposition",
        "deal": DEAL,
        "id": "cranes-counted",
        "kind": "valued",
        "about": "deed",
        "stage": "shipment",
        "unit": "cranes",
        "text": "How many cranes were loaded.",
    },
    {
        "record": "proposition",
        "deal": DEAL,
        "id": "grain-to-follow",
        "kind": "yes-no",
        "about": "plan",
        "stage": "delivery",
        "text": "Grain is to be delivered.",
    },
]
CLAIMS = [
    claim("cranes-loaded", "harbour-post", "port-authority"),
    claim("cranes-loaded", "evening-star", "port-authority"),
    claim("cranes-counted", "harbour-post", "port-authority", value=">3"),
]
RECORDS = [*SOURCES, *PROPOSITIONS, *CLAIMS]


def lines(*records: dict[str, Any]) -> list[bytes]:
    """The records as lines of NDJSON."""
    return [json.dumps(record).encode() + b"\n" for record in records]


STORY = b"".join(lines(*RECORDS))
