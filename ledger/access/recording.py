"""Recording: which ability, and which deals, each kind of record demands of the key that it comes with.

A claim may name any source that is on record: sources are shared, and whoever knows an id knows whom to name. A
document holds text, which the locator of a claim would show: a claim may cite only what its key sees.
"""

from collections.abc import Callable

from ledger.access.keys import Key
from ledger.access.roles import Ability
from ledger.errors import AlreadyOtherwise, Forbidden, UnknownReference
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


_CLAIMS = ("claim", "corrects", "restates")
_DOCUMENTS = (CapturedDocumentRecord, CitedDocumentRecord, SeenByDocumentRecord)


class Demands:
    """What records demand of a key.

    `hides` says whether the claim, source or document of an id is on record, but none that it sees.
    """

    def __init__(self, key: Key, hides: Callable[[str, str], bool]) -> None:
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
        self._check_seen(record)
        if isinstance(record, DealRecord):
            if not self._key.reaches(record.id):
                raise Forbidden(f"to open deal {record.id!r} takes a key that names it, or one for all deals", "id")
        elif (deal := getattr(record, "deal", None)) is not None and not self._key.reaches(deal):
            raise UnknownReference(f"no deal {deal!r} is on record: open it first", "deal")

    def _check_seen(self, record: AnyRecord) -> None:
        """Raises UnknownReference for a claim or document that it does not see, and AlreadyOtherwise for its id."""
        if isinstance(record, SourceRecord) and self._hides("source", record.id):
            raise AlreadyOtherwise(f"source {record.id!r} is on record already: name it, or choose another id", "id")
        if isinstance(record, _DOCUMENTS) and self._hides("document", record.id):
            raise AlreadyOtherwise(f"document {record.id!r} is on record already: choose another id", "id")
        if isinstance(record, _DOCUMENTS):
            self._check_document("corrects", record.corrects, "record it first")
            self._check_document("translates", record.translates, "record it first")
            return
        for field in _CLAIMS:
            claim = getattr(record, field, None)
            if claim is not None and not is_ref(claim) and self._hides("claim", claim):
                raise UnknownReference(f"no claim {claim!r} is on record", field)
        for index, evidence in enumerate(getattr(record, "evidence", ())):
            self._check_document(f"evidence.{index}.document", evidence.document, "cite or capture it first")

    def _check_document(self, field: str, document: str | None, advice: str) -> None:
        if document is not None and self._hides("document", document):
            raise UnknownReference(f"no document {document!r} is on record: {advice}", field)
