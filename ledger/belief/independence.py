"""Independence: whether a claim on record may be graded 1, confirmed by other independent sources."""

from ledger.belief.docket import Docket
from ledger.belief.reading import Reading
from ledger.errors import NotFound


def independent_origins(docket: Docket, claim_id: str) -> int:
    """How many mutually independent established origins, its own among them, say what a claim says.

    The same proposition, stance and value; 0 where the claim's own origin is unknown. Raises NotFound where the claim
    is not filed under the docket's deal.
    """
    claim = docket.claims.get(claim_id)
    if claim is None or claim.proposition not in docket.propositions:
        raise NotFound(f"no claim {claim_id!r} is filed under the deal {docket.deal!r}", "claim")
    return Reading(docket).confirmations(claim.proposition).independent(claim)
