"""Sources: registering, grading and relating them."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.access import Served
from api.answers import page, recorded
from api.conditions import AlreadyKnown
from api.description import answers, of_whole_deals, shows, takes
from api.questions import AskedFootprint, AskedPages
from api.sent import SentChange, SentRecord
from ledger.footprint import Footprint
from ledger.records import InterestRecord, SourceGradeRecord, SourceRecord, TieRecord
from ledger.views import Page, SourceView

router = APIRouter(prefix="/v1/sources", tags=["sources"])


@router.post("", **takes(SourceRecord))
def register(sent: SentRecord) -> Response:
    """Register a source under an id of your choosing."""
    receipt = sent.record("source")
    return recorded(receipt, f"/v1/sources/{receipt.id}")


@router.get("", **answers(Page[SourceView]))
def sources(ledger: Served, asked: AskedPages, request: Request) -> Response:
    """List sources in the order of recording."""
    return page(ledger.sources(after=asked.after, limit=asked.limit), request)


@router.get("/{source}", **shows(SourceView))
def source(ledger: Served, source: str, known: AlreadyKnown) -> Response:
    """Show one source, its grade now and its relations."""
    found = ledger.source(source)
    return known.answer(found, found.version)


@router.get("/{source}/footprint", **of_whole_deals(answers(Footprint)))
def footprint(ledger: Served, source: str, asked: AskedFootprint, request: Request) -> Response:
    """Show what rests on a source at any hop, deal by deal, and what would be believed without it."""
    return page(ledger.footprint(source, **asked.model_dump()), request)


@router.post("/{source}/grades", **takes(SourceGradeRecord, said="source"))
def grade(source: str, sent: SentChange) -> Response:
    """Grade a source's reliability from here on."""
    return recorded(sent.record("grade", source=source), f"/v1/sources/{source}")


@router.post("/{source}/relations", **takes(TieRecord, InterestRecord, said="source"))
def relate(source: str, sent: SentChange) -> Response:
    """Tie a source to another, or record its interest in a deal."""
    return recorded(sent.record("relation", source=source), f"/v1/sources/{source}")
