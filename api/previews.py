"""Previews: what would come of a record of any kind, which is not recorded."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer
from api.description import weighs
from api.sent import SentPreview
from ledger.views import Preview

router = APIRouter(prefix="/v1/previews", tags=["previews"])


@router.post("", **weighs(Preview))
def preview(sent: SentPreview, request: Request) -> Response:
    """Say what would change if a record of any kind were recorded now, in every deal that it would move.

    It is refused as recording it would be. Nothing is recorded.
    """
    return answer(sent.foresee(conditional="if-match" in request.headers))
