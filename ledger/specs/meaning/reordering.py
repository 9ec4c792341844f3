"""Reordering: what ledgers believe that learnt of the same claims in another order."""

from collections.abc import Sequence
from itertools import chain, count, islice, permutations
from random import Random
from typing import Any

from ledger.opening import open_ledger
from ledger.records import AnyRecord, ClaimRecord
from ledger.specs.faults import Miswritten
from ledger.specs.scene import ANALYST, Scene

MOST = 24
"""How many other orders are tried at most; four claims have 23."""

LATER = frozenset({"assignment", "retraction", "voiding", "correction", "verdict", "reopening"})


def orders(scene: Scene) -> list[tuple[AnyRecord, ...]]:
    """Other orders of the scenario's first claims: all or, of many, the reverse and others, the same each time."""
    claims = [record for record in scene.records if _is_first(record)]
    if len(claims) <= 4:
        return list(permutations(claims))[1:]
    last_first = claims[-1:] + claims[:-1]
    shuffled = (Random(seed).sample(claims, len(claims)) for seed in count())
    others = dict.fromkeys(map(tuple, islice(chain([claims, claims[::-1], last_first], shuffled), MOST + 1)))
    return list(others)[1:]


def elsewhere(scene: Scene, order: Sequence[AnyRecord] | None) -> list[dict[str, Any]]:
    """What a ledger believes of each proposition that got the claims in this order (None: as the scenario has it).

    What they refer to comes first, what came of them last. Left out is which position a belief changed at.
    """
    if scene.is_on_record:
        raise Miswritten("claims are put in another order only where all of them are the scenario's own")
    claims = order if order is not None else [record for record in scene.records if _is_first(record)]
    before = [record for record in scene.records if not isinstance(record, ClaimRecord) and not _is_later(record)]
    after = [record for record in scene.records if _is_later(record)]
    with open_ledger(":memory:", clock=scene.clock) as ledger:
        ledger.record_all([*before, *claims, *after], by=ANALYST)
        beliefs = ledger.beliefs(scene.deal())
    return [belief.model_dump(mode="json", exclude={"changed_at"}) for belief in beliefs.propositions]


def _is_first(record: AnyRecord) -> bool:
    return isinstance(record, ClaimRecord) and record.restates is None and record.corrects is None


def _is_later(record: AnyRecord) -> bool:
    if isinstance(record, ClaimRecord):
        return not _is_first(record)
    return record.record in LATER or (record.record == "grade" and hasattr(record, "claim"))
