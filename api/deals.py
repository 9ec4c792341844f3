"""Deals: opening them, and what happened in them over time."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.access import Served
from api.answers import answer, page, recorded
from api.conditions import AlreadyKnown
from api.description import answers, of_whole_deals, shows, takes
from api.questions import AskedClocks, AskedPages
from api.sent import SentRecord
from ledger.records import DealRecord
from ledger.views import DealView, Page, Timeline

router = APIRouter(prefix="/v1/deals", tags=["deals"])


@router.post("", **takes(DealRecord))
def open_deal(sent: SentRecord) -> Response:
    """Open an alleged deal under an id of your choosing."""
    receipt = sent.record("deal")
    return recorded(receipt, f"/v1/deals/{receipt.id}")


@router.get("", **answers(Page[DealView]))
def deals(ledger: Served, asked: AskedPages, request: Request) -> Response:
    """List deals in the order of recording."""
    return page(ledger.deals(after=asked.after, limit=asked.limit), request)


@router.get("/{deal}", **shows(DealView))
def deal(ledger: Served, deal: str, known: AlreadyKnown) -> Response:
    """Show one deal, its parties and its propositions."""
    found = ledger.deal(deal)
    return known.answer(found, found.version)


@router.get("/{deal}/timeline", **of_whole_deals(answers(Timeline)))
def timeline(ledger: Served, deal: str, asked: AskedClocks) -> Response:
    """Show the claims of a deal by the period that they speak of, earliest first."""
    return answer(ledger.timeline(deal, recorded_as_of=asked.recorded_as_of, asserted_as_of=asked.asserted_as_of))
