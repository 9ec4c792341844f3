"""Withdrawing: what a source takes back, as a record."""

from typing import Any

from ledger.dates import certainly_before
from ledger.specs.meaning.finding import claims_of, first_standing
from ledger.specs.scene import UNSAID, Scene
from ledger.terms import Role, Scope
from ledger.views import ClaimView


def withdrawal(scene: Scene, source: str, proposition: str, on: str, scope: Scope) -> dict[str, Any]:
    """The record of a withdrawal by an origin of what it said, or by an outlet of its own report."""
    made = claims_of(scene, source, proposition, None if scope is Scope.ORIGIN else Role.PUBLISHER)
    by = scene.named("source", source)
    claim = _withdrawn(made, by) or first_standing(made) if scope is Scope.ORIGIN else first_standing(made)
    return {"record": "retraction", "claim": claim.id, "by": by, "scope": scope, "on": on, "reason": UNSAID}


def _withdrawn(made: list[ClaimView], by: str) -> ClaimView | None:
    """The claim under which an origin withdrew all that it said so far; None where it said something since."""
    for claim in reversed(made):
        for retraction in claim.retractions:
            if retraction.by == by and retraction.scope is Scope.ORIGIN and retraction.on is not None:
                said_since = (certainly_before(retraction.on, c.asserted_at) for c in made if c.asserted_at is not None)
                return None if any(said_since) else claim
    return None
