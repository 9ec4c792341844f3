"""Recording: which ability, and which deals, each kind of record demands of the key that it comes with."""

from collections.abc import Callable

from ledger.access.keys import Key
from ledger.access.roles import Ability
from ledger.errors import Forbidden, UnknownReference
from ledger.records import (
    AnyRecord,
    AssignmentRecord,
    CapturedDocumentRecord,
    CitedDocumentRecord,
    ClaimGradeRecord,
    ClaimRecord,
    CorrectionRecord,
    DealRecord,
    DefaultsRecord,
    InterestRecord,
    PolicyRecord,
    ReopeningRecord,
    RetractionRecord,
    SeenByDocumentRecord,
    SourceGradeRecord,
    SourceRecord,
    TieRecord,
    ValuedRecord,
    VerdictRecord,
    VoidingRecord,
    YesNoRecord,
    is_ref,
)

ABILITY: dict[type[AnyRecord], Ability] = {
    SourceRecord: Ability.REPORT,
    CapturedDocumentRecord: Ability.REPORT,
    CitedDocumentRecord: Ability.REPORT,
    SeenByDocumentRecord: Ability.REPORT,
    ClaimRecord: Ability.REPORT,
    AssignmentRecord: Ability.REPORT,
    CorrectionRecord: Ability.REPORT,
    RetractionRecord: Ability.REPORT,
    VoidingRecord: Ability.REPORT,
    DefaultsRecord: Ability.REPORT,
    DealRecord: Ability.JUDGE,
    YesNoRecord: Ability.JUDGE,
    ValuedRecord: Ability.JUDGE,
    VerdictRecord: Ability.JUDGE,
    ReopeningRecord: Ability.JUDGE,
    ClaimGradeRecord: Ability.JUDGE,
    SourceGradeRecord: Ability.JUDGE,
    TieRecord: Ability.JUDGE,
    InterestRecord: Ability.JUDGE,
    PolicyRecord: Ability.ADMINISTER,
}
"""What each kind of record demands."""

_EVERYWHERE = {
    SourceGradeRecord: "a source's grade counts in every deal, and to grade it",
    TieRecord: "a tie between sources counts in every deal, and to record it",
    PolicyRecord: "a policy holds for every deal, and to adopt it",
}


class Demands:
    """What records demand of a key. `hides` says whether a claim on record is none that it sees."""

    def __init__(self, key: Key, hides: Callable[[str], bool]) -> None:
        self._key = key
        self._hides = hides

    def check(self, record: AnyRecord) -> None:
        """Raises Forbidden where the key does not allow a record, and UnknownReference for what it does not see."""
        self._key.demand(ABILITY[type(record)])
        if self._key.deals is None:
            return
        if type(record) in _EVERYWHERE:
            self._key.demand_all(_EVERYWHERE[type(record)])
        if isinstance(record, ClaimRecord) and record.deal is None:
            self._key.demand_all("a claim under no deal is for every deal to take, and to record it")
        for field in ("claim", "corrects", "restates"):
            self._check_claim(field, getattr(record, field, None))
        if isinstance(record, DealRecord):
            if not self._key.reaches(record.id):
                raise Forbidden(f"to open deal {record.id!r} takes a key that names it, or one for all deals", "id")
        elif (deal := getattr(record, "deal", None)) is not None and not self._key.reaches(deal):
            raise UnknownReference(f"no deal {deal!r} is on record: open it first", "deal")

    def _check_claim(self, field: str, claim: str | None) -> None:
        if claim is not None and not is_ref(claim) and self._hides(claim):
            raise UnknownReference(f"no claim {claim!r} is on record", field)
