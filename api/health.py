"""Health: whether the process lives, and whether the ledger answers."""

from asyncio import to_thread

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.answers import answer
from ledger.errors import Unavailable
from ledger.views import Health

router = APIRouter(tags=["health"])


@router.get("/healthz", response_class=JSONResponse)
async def alive() -> JSONResponse:
    """Say that the process serves requests. It asks the ledger nothing."""
    return JSONResponse({"alive": True})


@router.get("/readyz", response_model=Health)
async def ready(request: Request) -> Response:
    """Say whether the ledger answers, how far its index is behind the log, and how far a rebuild has come.

    It needs no key, as it tells nothing of what is on record but how much that is. It is asked on a thread of its own
    kind, so that requests that fill the others do not keep it waiting.
    """
    health = await to_thread(request.app.state.ledger.health)
    if not health.ready:
        raise Unavailable(health.error or "the ledger does not answer")
    return answer(health)
