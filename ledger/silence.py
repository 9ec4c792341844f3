"""Silence: why nothing that is on record of a proposition counts for it or against it."""

from collections.abc import Callable, Iterator

from ledger.filters import ClaimFilter
from ledger.provenance import Provenance
from ledger.terms import Stance
from ledger.verbs import Verbs, every
from ledger.words import counted

NOTHING_SAID = "nobody on record affirms or denies it"


def silence(ledger: Verbs, deal: str, proposition: str, at: int, called: Callable[[str], str]) -> str:
    """How many claims are on record as of a position and why none of them counts, in a clause: `3 claims on record,
    none counts: withdrawn by Wire on 2023-10-15`. Sources are called as `called` says of their ids."""
    known = (claim for claim in every(ledger.claims, ClaimFilter(deal=deal, proposition=proposition)))
    found = [ledger.provenance(claim.id, recorded_as_of=str(at)) for claim in known if claim.position <= at]
    if not found:
        return NOTHING_SAID
    why = dict.fromkeys(reason for claim in found for reason in _reasons(claim, called))
    return f"{counted(len(found), 'claim')} on record, none counts: {'; '.join(why)}"


def _reasons(claim: Provenance, called: Callable[[str], str]) -> Iterator[str]:
    for back in claim.taken_back:
        yield f"withdrawn by {called(back.by)}" + (f" on {back.on}" if back.on is not None else "")
    if claim.taken_back:
        return
    if claim.status != "standing":
        yield claim.status
    elif claim.stance not in (Stance.AFFIRMS, Stance.DENIES):
        yield f"{called(claim.voice.source)} {'is unsure' if claim.stance is Stance.UNSURE else claim.stance}"
    elif claim.voice.counts:
        yield f"{called(claim.voice.source)} is left out, was not heard yet or weighs nothing"
    else:
        yield f"{called(claim.voice.source)} says nothing that settles it"
