"""Events: the log itself, page by page."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.access import Served
from api.answers import page
from api.description import answers
from api.questions import AskedEvents
from ledger.views import EntryView, Page

router = APIRouter(prefix="/v1/events", tags=["events"])


@router.get("", **answers(Page[EntryView]))
def events(ledger: Served, asked: AskedEvents, request: Request) -> Response:
    """List the entries of the log after a position, in order, as they are stored."""
    return page(ledger.events(after=asked.after, limit=asked.limit, recorded_until=asked.recorded_until), request)
