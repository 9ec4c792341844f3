"""A made-up newsroom: sources, deals of a hundred claims each, and claims with three hops, the same on every run."""

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

import orjson

CLAIMS_A_DEAL = 100
PROPOSITIONS = ("talks-held", "talks-advancing", "order-placed", "cargo-shipped")
STAGES = ("contact", "negotiation", "order", "shipment")
OUTLETS, SPEAKERS, ORIGINS = 200, 60, 40
SOURCES = OUTLETS + SPEAKERS + ORIGINS
_KINDS = (
    ("outlet", "press", OUTLETS),
    ("person", "official", OUTLETS + SPEAKERS),
    ("agency", "agency", SOURCES),
)
_BEGINS = {"outlet": 0, "person": OUTLETS, "agency": OUTLETS + SPEAKERS}

Said = dict[str, Any]


def lines(claims: int) -> Iterator[bytes]:
    """NDJSON that registers the sources and deals, then records this many claims."""
    yield from foundation(deals_of(claims))
    yield from islice(claim_lines(claims), claims)


def foundation(deals: int) -> Iterator[bytes]:
    """NDJSON that registers the sources, and opens this many deals with their propositions."""
    yield from map(orjson.dumps, map(source, range(SOURCES)))
    for number in range(deals):
        yield from map(orjson.dumps, deal(number))


def claim_lines(claims: int, seed: int = 41) -> Iterator[bytes]:
    """Claims, without end, on the deals of a ledger of this many claims; another seed gives others."""
    deals, random, number = deals_of(claims), Random(seed), 0
    while True:
        yield orjson.dumps({"record": "claim", **claim(random, random.randrange(deals), f"{seed}-{number}")})
        number += 1


def bodies(claims: int, seed: int) -> Iterator[bytes]:
    """The same claims as they are sent over HTTP, where the address says that they are claims."""
    deals, random, number = deals_of(claims), Random(seed), 0
    while True:
        yield orjson.dumps(claim(random, random.randrange(deals), f"{seed}-{number}"))
        number += 1


def claim(random: Random, deal: int, label: str) -> Said:
    """A claim on a deal; the label alone makes it another one than all others."""
    day = f"2025-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return {
        "deal": f"deal-{deal}",
        "proposition": random.choice(PROPOSITIONS),
        "stance": random.choices(("affirms", "denies", "unsure"), (7, 2, 1))[0],
        "mode": "assessment",
        "text": f"Claim {label}: an official says what an agency is said to have found.",
        "attribution": [
            {"source": f"outlet-{random.randrange(OUTLETS)}", "role": "publisher", "on": day},
            {"source": f"person-{random.randrange(SPEAKERS)}", "role": "speaker", "verb": "said", "naming": "named"},
            {"source": f"agency-{random.randrange(ORIGINS)}", "role": "origin", "basis": "induced"},
        ],
    }


def deals_of(claims: int) -> int:
    """How many deals a ledger of this many claims has."""
    return -(-claims // CLAIMS_A_DEAL)


def source(number: int) -> Said:
    """The nth source, counted from 0: outlets, then speakers, then origins."""
    kind, class_ = next((kind, class_) for kind, class_, end in _KINDS if number < end)
    name = f"{kind}-{number - _BEGINS[kind]}"
    return {"record": "source", "id": name, "name": name.replace("-", " "), "kind": kind, "class": class_}


def deal(number: int) -> Iterator[Said]:
    """The opening of the nth deal, and its propositions."""
    name = f"deal-{number}"
    yield {"record": "deal", "id": name, "title": f"Alleged deal {number}", "parties": []}
    for proposition, stage in zip(PROPOSITIONS, STAGES, strict=True):
        yield {
            "record": "proposition",
            "deal": name,
            "id": proposition,
            "kind": "yes-no",
            "about": "deed",
            "stage": stage,
            "text": f"Of deal {number}: {proposition}",
        }
