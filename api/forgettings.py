"""Forgettings: erasing text of claims and documents from the vault, with an admin's key for all deals."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from api.access import Served
from api.answers import forgotten
from api.bodies import body_of
from api.conditions import Expected
from api.description import forgets
from api.idempotency import IdempotencyKey
from api.questions import AskedPreview
from api.sent import Sent, addressed
from ledger.access.roles import Ability
from ledger.errors import InvalidRecord, NotFound, UnknownReference
from ledger.forgetting import ForgetClaim, ForgetDocument
from ledger.idempotency import Keyed
from ledger.parsing import faults, parse_object
from ledger.views import Forgetting

router = APIRouter(prefix="/v1", tags=["forgetting"])


async def _sent(request: Request, ledger: Served, expected: Expected, key: IdempotencyKey = None) -> Sent:
    ledger.key.demand(Ability.ADMINISTER)  # before anything is read
    return Sent(ledger, await body_of(request), key, request.state, expected)


SentForgetting = Annotated[Sent, Depends(_sent)]


@router.post("/claims/{claim}/forgettings", **forgets(ForgetClaim))
def forget_claim(claim: str, sent: SentForgetting, asked: AskedPreview) -> Response:
    """Erase a claim's note and quotes from the vault, for a legal reason. What was claimed stays, and every proof."""
    return forgotten(_forget(sent, "claim", claim, _told(ForgetClaim, sent.body), preview=asked.preview))


@router.post("/documents/{document}/forgettings", **forgets(ForgetDocument))
def forget_document(document: str, sent: SentForgetting, asked: AskedPreview) -> Response:
    """Erase a document's bytes from the vault, for a legal reason. That it was held stays, and every proof."""
    return forgotten(_forget(sent, "document", document, _told(ForgetDocument, sent.body), preview=asked.preview))


def _told(model: type[ForgetDocument], body: bytes) -> ForgetDocument:
    parse_object(body)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise InvalidRecord(faults(error)) from None


def _forget(sent: Sent, kind: str, thing: str, told: ForgetDocument, *, preview: bool) -> Forgetting:
    of = told.of if isinstance(told, ForgetClaim) else ()
    try:
        with addressed({kind: thing}):
            if preview:
                return sent.ledger.forgetting(thing, of=of)
            payload = b"forgetting %b %b" % (thing.encode(), told.model_dump_json(exclude_unset=True).encode())
            keyed = None if sent.key is None else Keyed(sent.key, payload)
            found = sent.ledger.forget(thing, told.reason, of=of, keyed=keyed, expected=sent.expected)
    except UnknownReference as refusal:
        raise NotFound(refusal.detail) from None
    assert found.receipt is not None
    sent.state.position = found.receipt.position
    return found
