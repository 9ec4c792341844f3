"""Addresses: where a record goes that is about a thing on record, and what of it the address says."""

from typing import NamedTuple

from ledger.client.asking import path
from ledger.errors import Rejected
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


class Address(NamedTuple):
    """The path that a record is sent to, and the fields that it says already."""

    path: str
    said: tuple[str, ...]


def address_of(record: AnyRecord) -> Address:
    """Where a record that changes a thing is sent to. Raises Rejected for one that brings something new on record."""
    match record:
        case CorrectionRecord(claim=claim):
            return Address(path("claims", claim, "corrections"), ("claim",))
        case ClaimRecord(corrects=str(claim)):
            return Address(path("claims", claim, "corrections"), ("corrects",))
        case ClaimRecord(restates=str(claim)):
            return Address(path("claims", claim, "restatements"), ("restates",))
        case RetractionRecord(claim=claim):
            return Address(path("claims", claim, "retractions"), ("claim",))
        case VoidingRecord(claim=claim):
            return Address(path("claims", claim, "retractions", "voidings"), ("claim",))
        case ClaimGradeRecord(claim=claim):
            return Address(path("claims", claim, "grades"), ("claim",))
        case AssignmentRecord(claim=claim):
            return Address(path("claims", claim, "assignment"), ("claim",))
        case SourceGradeRecord(source=source):
            return Address(path("sources", source, "grades"), ("source",))
        case TieRecord(source=source) | InterestRecord(source=source):
            return Address(path("sources", source, "relations"), ("source",))
        case YesNoRecord(deal=deal) | ValuedRecord(deal=deal):
            return Address(path("deals", deal, "propositions"), ("deal",))
        case VerdictRecord(deal=deal, proposition=proposition):
            return Address(path("deals", deal, "propositions", proposition, "verdicts"), ("deal", "proposition"))
        case ReopeningRecord(deal=deal, proposition=proposition):
            return Address(path("deals", deal, "propositions", proposition, "reopenings"), ("deal", "proposition"))
        case _:
            raise Rejected(f"a {record.record} brings something new on record: there is nothing there for it to change")
