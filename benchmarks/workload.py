"""A made-up newsroom: sources, deals of a hundred claims each, and claims with three hops, the same on every run."""

from collections.abc import Iterator
from itertools import islice
from random import Random

import orjson

CLAIMS_A_DEAL = 100
PROPOSITIONS = ("talks-held", "talks-advancing", "order-placed", "cargo-shipped")
STAGES = ("contact", "negotiation", "order", "shipment")
OUTLETS, SPEAKERS, ORIGINS = 200, 60, 40


def lines(claims: int) -> Iterator[bytes]:
    """NDJSON that registers the sources and deals, then records this many claims."""
    yield from map(orjson.dumps, _sources())
    for deal in range(-(-claims // CLAIMS_A_DEAL)):
        yield from map(orjson.dumps, _deal(deal))
    yield from islice(claim_lines(claims), claims)


def claim_lines(claims: int, seed: int = 41) -> Iterator[bytes]:
    """Claims spread over the deals of a ledger of this many claims; another seed gives others."""
    random = Random(seed)
    deals = -(-claims // CLAIMS_A_DEAL)
    number = 0
    while True:
        yield orjson.dumps(_claim(random, deals, f"{seed}-{number}"))
        number += 1


def _sources() -> Iterator[dict[str, object]]:
    for kind, class_, count in (
        ("outlet", "press", OUTLETS),
        ("person", "official", SPEAKERS),
        ("agency", "agency", ORIGINS),
    ):
        for n in range(count):
            yield {"record": "source", "id": f"{kind}-{n}", "name": f"{kind} {n}", "kind": kind, "class": class_}


def _deal(number: int) -> Iterator[dict[str, object]]:
    deal = f"deal-{number}"
    yield {"record": "deal", "id": deal, "title": f"Alleged deal {number}", "parties": []}
    for proposition, stage in zip(PROPOSITIONS, STAGES, strict=True):
        yield {
            "record": "proposition",
            "deal": deal,
            "id": proposition,
            "kind": "yes-no",
            "about": "deed",
            "stage": stage,
            "text": f"Of deal {number}: {proposition}",
        }


def _claim(random: Random, deals: int, label: str) -> dict[str, object]:
    day = f"2031-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return {
        "record": "claim",
        "deal": f"deal-{random.randrange(deals)}",
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
