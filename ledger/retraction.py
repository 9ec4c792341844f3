"""Retractions: what a claim's publisher or voice took back, and our own mistaken retractions taken back in turn."""

from ledger.attribution import deepest_named
from ledger.claim import Claim, asserted_at, check_uncorrected, on_record
from ledger.dates import certainly_before
from ledger.decision import Decision, once
from ledger.errors import AlreadyRetracted, ContradictedDate, NotInThatState, Rejected
from ledger.events import ClaimRetracted, RetractionVoided
from ledger.records import RetractionRecord, VoidingRecord
from ledger.terms import Scope


def retract(command: RetractionRecord, state: Claim | None) -> Decision:
    """Take a claim back. Raises AlreadyRetracted for a second retraction of the same scope."""
    claim = on_record(state, command.claim)
    fact = ClaimRetracted(claim=claim.id, by=command.by, scope=command.scope, on=command.on, reason=command.reason)
    standing = claim.retractions.get(command.scope)
    if fact in claim.versions:
        return once(fact, claim.versions)
    check_uncorrected(claim, "claim")
    if standing is not None:
        raise AlreadyRetracted(
            f"a retraction of scope {command.scope} stands already: void that one first if it was recorded by mistake",
            "scope",
        )
    _check_retractor(command, claim)
    said = asserted_at(claim.content)
    if command.on is not None and said is not None and certainly_before(command.on, said):
        raise ContradictedDate(f"it was withdrawn on {command.on}, before it was said ({said})", "on")
    return (fact,)


def void_retraction(command: VoidingRecord, state: Claim | None) -> Decision:
    """Void a retraction that we recorded by mistake. Of one scope, a second one is voided for another reason."""
    claim = on_record(state, command.claim)
    scopes = {version: f.scope for f, version in claim.versions.items() if isinstance(f, ClaimRetracted)}
    for fact in claim.versions:
        if isinstance(fact, RetractionVoided) and (scopes[fact.retraction], fact.reason) == (
            command.scope,
            command.reason,
        ):
            return once(fact, claim.versions)
    standing = claim.retractions.get(command.scope)
    if standing is None:
        raise NotInThatState(f"no retraction of scope {command.scope} stands: there is nothing to void", "scope")
    return (RetractionVoided(claim=claim.id, retraction=standing, reason=command.reason),)


def _check_retractor(command: RetractionRecord, claim: Claim) -> None:
    hops = claim.content.attribution
    if all(hop.source != command.by for hop in hops):
        raise Rejected(
            f"{command.by!r} stands at no hop of this claim: only who said or passed it on withdraws it", "by"
        )
    deepest = deepest_named(hops)
    assert deepest is not None
    if command.scope is Scope.ORIGIN and hops[deepest].source != command.by:
        raise Rejected(
            f"{command.by!r} is not the deepest hop that names a source ({hops[deepest].source!r} is): "
            "withdraw its report with scope `report`",
            "by",
        )
