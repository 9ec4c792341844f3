"""Keys: making, listing, narrowing and revoking them, with an admin's key for all deals."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from api.access import Served
from api.answers import JSON, answer
from api.bodies import body_of
from api.description import answers, sends
from ledger.access.keeping import Keeping, Narrowing, Wanted
from ledger.access.keys import Key, ShownKey
from ledger.errors import InvalidRecord
from ledger.parsing import faults, parse_object
from ledger.views import Page

router = APIRouter(prefix="/v1/keys", tags=["keys"])
Sent = TypeVar("Sent", bound=BaseModel)


async def keeping(request: Request, ledger: Served) -> Keeping:
    """The keys, as the key of a request may keep them. Raises Forbidden before anything is read."""
    return Keeping(request.app.state.keyring, ledger.key)


Kept = Annotated[Keeping, Depends(keeping)]


def sent(model: type[Sent]) -> Callable[..., Coroutine[Any, Any, Sent]]:
    """A dependency that reads a body of one shape. Raises InvalidRecord for what is of another."""

    async def read(request: Request, _: Kept) -> Sent:
        body = await body_of(request)
        parse_object(body)
        try:
            return model.model_validate_json(body)
        except ValidationError as error:
            raise InvalidRecord(faults(error)) from None

    return read


@router.post("", status_code=201, **sends(Wanted, ShownKey))
def create(keys: Kept, wanted: Annotated[Wanted, Depends(sent(Wanted))]) -> Response:
    """Make a key. Its text is in the answer and nowhere else: only a digest of it is kept."""
    made = keys.create(wanted)
    headers = {"Location": f"/v1/keys/{made.key.id}", "Cache-Control": "no-store"}
    return Response(made.shown().model_dump_json(), 201, headers, JSON)


@router.get("", **answers(Page[Key]))
def all_keys(keys: Kept) -> Response:
    """List every key there ever was, without its text, in the order in which they were made."""
    return answer(Page[Key](items=tuple(keys.keys()), next=None))


@router.get("/{key}", **answers(Key))
def one_key(keys: Kept, key: str) -> Response:
    """Show one key, what it is for and when it was last used."""
    return answer(keys.key(key))


@router.post("/{key}/narrowings", **sends(Narrowing, Key))
def narrow(keys: Kept, key: str, narrowing: Annotated[Narrowing, Depends(sent(Narrowing))]) -> Response:
    """Let a key do less, or on fewer deals, from its next request on. It is never widened: make another."""
    return answer(keys.narrow(key, narrowing))


@router.post("/{key}/revocation", response_model=Key)
def revoke(keys: Kept, key: str) -> Response:
    """Let a key open nothing from its next request on. To revoke it again changes nothing."""
    return answer(keys.revoke(key))
