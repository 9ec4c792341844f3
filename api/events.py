"""Events: the log itself, page by page, as lines, and as a tail."""

import re
from typing import Annotated

from fastapi import APIRouter, Header
from starlette.requests import Request
from starlette.responses import Response

from api.accept import preferred
from api.access import Served
from api.answers import page
from api.bodies import JSON, NDJSON
from api.description import answers
from api.feeds import EVENT_STREAM, Feeds
from api.questions import AskedEvents, EventQuery
from api.refusals import InvalidRequest
from ledger.access.permitted import Permitted
from ledger.errors import BadCursor
from ledger.views import EntryView, Page

router = APIRouter(prefix="/v1/events", tags=["events"])
FORMS = (*JSON, *NDJSON, EVENT_STREAM)
LAST_EVENT_ID = "Last-Event-ID"

LastEventId = Annotated[
    str | None,
    Header(
        alias=LAST_EVENT_ID,
        description="of a tail: the position of the last event that was received; it goes on after that, not `after`",
        examples=["41"],
    ),
]


@router.get("", **answers(Page[EntryView], forms=(NDJSON[0], EVENT_STREAM)))
def events(ledger: Served, asked: AskedEvents, request: Request, last: LastEventId = None) -> Response:
    """List the entries of the log after a position, in order: as `Accept` asks, a page of them, lines, or a tail.

    `application/x-ndjson` is every entry up to `recorded_until`, or to the head as it is now, exactly as it is stored,
    one a line. `text/event-stream` is every entry and whatever is appended from then on, until you go or the server
    stops: `id` is the position, `event` the type, `data` the entry as it is stored. Neither is cut into pages.
    """
    form = preferred(request.headers.get("accept", ""), FORMS)
    if form in JSON:
        found = ledger.events(after=asked.after, limit=asked.limit, recorded_until=asked.recorded_until)
        request.state.until = found.items[-1].position if found.items else asked.after  # for the log
        return page(found, request, before=_before(asked))
    feeds: Feeds = request.app.state.feeds
    return _tail(feeds, ledger, asked, last) if form == EVENT_STREAM else _lines(feeds, ledger, asked, form)


def _lines(feeds: Feeds, ledger: Permitted, asked: EventQuery, form: str) -> Response:
    _refuse(asked, limit="a feed is not cut into pages: leave it out")
    until = ledger.moment(asked.recorded_until, "recorded_until").position
    return feeds.lines(ledger, ledger.place(asked.after), until, form)


def _tail(feeds: Feeds, ledger: Permitted, asked: EventQuery, last: str | None) -> Response:
    endless = "a tail does not end: leave it out, or ask for application/x-ndjson"
    _refuse(asked, limit="a feed is not cut into pages: leave it out", recorded_until=endless)
    if last is None:
        return feeds.tail(ledger, ledger.place(asked.after))
    return feeds.tail(ledger, ledger.place(_position(last), LAST_EVENT_ID))


def _refuse(asked: EventQuery, **why: str) -> None:
    faults = tuple((name, reason) for name, reason in why.items() if name in asked.model_fields_set)
    if faults:
        raise InvalidRequest(faults)


def _position(last: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", last):
        raise BadCursor(f"{last[:40]!r} is not the id of an event: those are positions, such as 41", LAST_EVENT_ID)
    return int(last)


def _before(asked: EventQuery) -> dict[str, int]:
    """What to ask for to have the page before this one: positions have no gap."""
    first = max(0, asked.after - asked.limit)
    return {"after": first, "limit": asked.after - first} if asked.after else {}
