"""What a record is about and changes, and what that is now, in a word or two: the `status` of receipts and views."""

from ledger.claim import Claim
from ledger.deal import Deal
from ledger.document import Document
from ledger.policies import Policies
from ledger.records import (
    AnyRecord,
    AssignmentRecord,
    ClaimGradeRecord,
    ClaimRecord,
    CorrectionRecord,
    InterestRecord,
    ReopeningRecord,
    RetractionRecord,
    SourceGradeRecord,
    TieRecord,
    ValuedRecord,
    VerdictRecord,
    VoidingRecord,
    YesNoRecord,
)
from ledger.source import Source


def about(record: AnyRecord) -> str | None:
    """The proposition that a record is about, or None where it is about the whole of its stream."""
    if isinstance(record, YesNoRecord | ValuedRecord):
        return record.id
    return record.proposition if isinstance(record, VerdictRecord | ReopeningRecord) else None


def changed_by(record: AnyRecord) -> str | None:
    """The stream of the thing on record that a record changes; None where it is to bring something new on record."""
    match record:
        case CorrectionRecord() | RetractionRecord() | VoidingRecord() | ClaimGradeRecord() | AssignmentRecord():
            return f"claim:{record.claim}"
        case ClaimRecord():
            older = record.corrects or record.restates
            return f"claim:{older}" if older is not None else None
        case SourceGradeRecord() | TieRecord() | InterestRecord():
            return f"source:{record.source}"
        case YesNoRecord() | ValuedRecord() | VerdictRecord() | ReopeningRecord():
            return f"deal:{record.deal}"
        case _:
            return None


def standing(state: object, kind: str, thing: str) -> str:
    """What the thing of this id, which a record of this kind is about, is now; its stream folds to `state`."""
    match state:
        case Claim():
            return state.status
        case Source():
            return "not graded" if state.reliability is None else f"reliability {state.reliability}"
        case Document():
            return state.held
        case Deal() if kind == "deal":
            return "open"
        case Deal():
            verdict = state.verdicts.get(thing)
            return "open" if verdict is None else f"settled {verdict.verdict}"
        case Policies():
            return f"{state.name} in force"
        case _:
            raise AssertionError(state)
