"""Naming a claim on the command line: by its whole id, or by the digits that tables show of it."""

import re

from ledger.errors import NotFound, Rejected
from ledger.service import Ledger
from ledger.verbs import Verbs, every

LEAST = 8
"""The fewest hex digits that name a claim: fewer would soon name several."""

WHOLE = 64
MOST_NAMED = 10
"""How many claims a refusal lists."""

_FEWER = re.compile("(?:sha256:)?[0-9a-f]+")
_BEGINNING = re.compile(rf"(?:sha256:)?([0-9a-f]{{{LEAST},{WHOLE}}})")


def claim_id(ledger: Verbs, given: str) -> str:
    """The id of the claim that is named by it, or by its beginning. Raises NotFound, and Rejected for several.

    What is neither is left as it is, for the ledger to refuse. At a server its claims are gone through.
    """
    begun = _BEGINNING.fullmatch(given)
    if begun is None:
        if _FEWER.fullmatch(given):
            raise NotFound(f"no claim is named by {given}, which are too few digits of an id: give {LEAST} or more")
        return given
    whole = f"sha256:{begun[1]}"
    if len(begun[1]) == WHOLE:
        return whole
    found = _beginning(ledger, whole)
    if not found:
        raise NotFound(f"no claim whose id begins with {begun[1]} is on record: `claim-ledger claims` lists them")
    if len(found) > 1:
        more = " and more" if len(found) > MOST_NAMED else ""
        there = ", ".join(one.removeprefix("sha256:") for one in found[:MOST_NAMED])
        raise Rejected(f"{begun[1]} begins the ids of several claims: {there}{more}; give more digits", "claim")
    return found[0]


def thing_id(ledger: Verbs, given: str) -> str:
    """As `claim_id`, of a claim or a document: a document of that very name goes before a claim that begins so."""
    if ":" in given:
        return claim_id(ledger, given)
    if not _BEGINNING.fullmatch(given):
        return given
    try:
        return ledger.document(given).id
    except NotFound:
        return claim_id(ledger, given)


def _beginning(ledger: Verbs, beginning: str) -> list[str]:
    if isinstance(ledger, Ledger):
        return ledger.claims_beginning(beginning, limit=MOST_NAMED + 1)
    return sorted(one.id for one in every(ledger.claims) if one.id.startswith(beginning))
