"""Recording: which ability, and which deals, each kind of record demands of the key that it comes with.

A claim may name any source that is on record: sources are shared, and whoever knows an id knows whom to name. A
document holds text, which the locator of a claim would show: a claim may cite only what its key sees.
"""

from ledger.access.keys import Key
from ledger.access.roles import Ability
from ledger.access.sight import Seeing
from ledger.errors import AlreadyOtherwise, Forbidden
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
)
from ledger.service import Ledger

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
    """What records demand of a key. A Check: on what the key sees each is decided as if there were nothing else."""

    def __init__(self, key: Key, ledger: Ledger, sight: Seeing) -> None:
        self._key = key
        self._ledger = ledger
        self._sight = sight
        self.sees, self.version = sight.sees, sight.version

    def __call__(self, record: AnyRecord) -> None:
        """Raises Forbidden where the key does not allow a record, and AlreadyOtherwise for the id of a hidden source.

        Of that nothing else is refused than of what is nowhere: what a record names is looked for when it is decided.
        """
        self._key.demand(ABILITY[type(record)])
        if self._key.deals is None:
            return
        if type(record) in _EVERYWHERE:
            self._key.demand_all(_EVERYWHERE[type(record)])
        if isinstance(record, ClaimRecord) and record.deal is None:
            self._key.demand_all("a claim under no deal is for every deal to take, and to record it")
        if isinstance(record, DealRecord) and not self._key.reaches(record.id):
            raise Forbidden(f"to open deal {record.id!r} takes a key that names it, or one for all deals", "id")
        if isinstance(record, SourceRecord) and self._hides(record.id):
            raise AlreadyOtherwise(f"source {record.id!r} is on record already: name it, or choose another id", "id")

    def _hides(self, source: str) -> bool:
        """Whether a source is on record, but its card is none that the key sees."""
        return self._ledger.began("source", source) is not None and not self._sight.source(source)
