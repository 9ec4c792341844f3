"""Claims: recording them, and what becomes of them."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.access import Served
from api.answers import answer, page, recorded, recorded_claim
from api.conditions import AlreadyKnown
from api.description import answers, foresees, of_whole_deals, shows, takes
from api.questions import AskedClaims, AskedPreview, AskedRecorded
from api.sent import SentChange, SentRecord
from ledger.provenance import Provenance
from ledger.records import (
    AssignmentRecord,
    ClaimGradeRecord,
    ClaimRecord,
    CorrectionRecord,
    RetractionRecord,
    VoidingRecord,
)
from ledger.views import ClaimView, Page

router = APIRouter(prefix="/v1/claims", tags=["claims"])


@router.post("", **takes(ClaimRecord))
def record(sent: SentRecord) -> Response:
    """Record a claim. The same again records nothing and is answered with the first receipt and its present status."""
    return recorded_claim(sent.record("claim"))


@router.get("", **answers(Page[ClaimView]))
def claims(ledger: Served, asked: AskedClaims, request: Request) -> Response:
    """Find claims as they are now: those that agree with every parameter, in the order of recording."""
    found = ledger.claims(asked.filter(), newest=asked.newest, after=asked.after, limit=asked.limit)
    return page(found, request)


@router.get("/{claim}", **shows(ClaimView))
def claim(ledger: Served, claim: str, asked: AskedRecorded, known: AlreadyKnown) -> Response:
    """Show one claim and what became of it, now or as recorded by then."""
    found = ledger.claim(claim, recorded_as_of=asked.recorded_as_of)
    return known.answer(found, found.version)


@router.get("/{claim}/provenance", **of_whole_deals(answers(Provenance)))
def provenance(ledger: Served, claim: str, asked: AskedRecorded) -> Response:
    """Show how a claim reached us, hop by hop, whose voice it is and why, and what became of it since."""
    return answer(ledger.provenance(claim, recorded_as_of=asked.recorded_as_of))


@router.post("/{claim}/corrections", **foresees(takes(CorrectionRecord, ClaimRecord, said=("claim", "corrects"))))
def correct(claim: str, sent: SentChange, asked: AskedPreview) -> Response:
    """Say that our recording was wrong: a `reason` alone voids the claim, a whole claim takes its place."""
    whole = sent.has_more_than("reason")
    kind, said = ("claim", {"corrects": claim}) if whole else ("correction", {"claim": claim})
    return answer(sent.preview(kind, **said)) if asked.preview else recorded_claim(sent.record(kind, **said))


@router.post("/{claim}/restatements", **takes(ClaimRecord, said="restates"))
def restate(claim: str, sent: SentChange) -> Response:
    """Record the claim that the source makes instead now; the old one counts until the new one was asserted."""
    return recorded_claim(sent.record("claim", restates=claim))


@router.post("/{claim}/retractions", **foresees(takes(RetractionRecord, said="claim")))
def retract(claim: str, sent: SentChange, asked: AskedPreview) -> Response:
    """Take a claim back: one publisher's report, or what the voice itself said before a day."""
    if asked.preview:
        return answer(sent.preview("retraction", claim=claim))
    return recorded(sent.record("retraction", claim=claim), f"/v1/claims/{claim}")


@router.post("/{claim}/retractions/voidings", **takes(VoidingRecord, said="claim"))
def void_retraction(claim: str, sent: SentChange) -> Response:
    """Void the retraction of a scope that we recorded by mistake."""
    return recorded(sent.record("voiding", claim=claim), f"/v1/claims/{claim}")


@router.post("/{claim}/grades", **takes(ClaimGradeRecord, said="claim"))
def grade(claim: str, sent: SentChange) -> Response:
    """Grade a claim's credibility. 1 needs two origins that are established and independent."""
    return recorded(sent.record("grade", claim=claim), f"/v1/claims/{claim}")


@router.post("/{claim}/assignment", **takes(AssignmentRecord, said="claim"))
def assign(claim: str, sent: SentChange) -> Response:
    """Give an unfiled claim its deal and proposition, once."""
    return recorded(sent.record("assignment", claim=claim), f"/v1/claims/{claim}")
