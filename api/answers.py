"""Answers: views and receipts as responses, each serialised once, on the worker thread that asked for it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from api.problems import Problem
from ledger.receipts import Fault, Receipt
from ledger.terms import Value
from ledger.views import Forgetting, Page

JSON = "application/json"
NOWHERE: Mapping[str, int] = MappingProxyType({})


class BatchLine(Value):
    """What became of one line of a batch; or, on a last line of its own, why the batch ended early."""

    line: int | None = Field(None, description="the line, from 1")
    receipt: Receipt | None = None
    refusal: Fault | None = Field(None, description="why the line was refused")
    resume: int | None = Field(None, description="the line to go on from, where the batch ended here")
    problem: Problem | None = Field(None, description="why the ledger could not go on")


def answer(view: BaseModel) -> Response:
    """A view as JSON."""
    return Response(view.model_dump_json(), media_type=JSON)


def recorded(receipt: Receipt, at: str) -> Response:
    """A receipt: 201 and where the thing is to be found, or 200 where the same was on record already."""
    status = 200 if receipt.again else 201
    return Response(receipt.model_dump_json(), status, {"Location": quote(at, safe="/:")}, JSON)


def recorded_claim(receipt: Receipt) -> Response:
    """The receipt of a claim, as `recorded`."""
    return recorded(receipt, f"/v1/claims/{receipt.id}")


def forgotten(told: Forgetting) -> Response:
    """What was forgotten: 201, or 200 where it was before, or only would be."""
    new = told.receipt is not None and not told.receipt.again
    return Response(told.model_dump_json(), 201 if new else 200, media_type=JSON)


def page(found: Page[Any], request: Request, before: Mapping[str, int] = NOWHERE) -> Response:
    """A page of a list, with `Link`s (RFC 8288) to the next one and the first, where this is not it.

    `before` is what to ask for to have the page before this one, where a list can tell.
    """
    response = answer(found)
    request.state.items = len(found.items)
    links = {
        "next": {} if found.next is None else {"after": found.next},
        "prev": before,
        "first": {"after": 0} if "after" in request.query_params else {},
    }
    said = [f'<{_address(request, asked)}>; rel="{rel}"' for rel, asked in links.items() if asked]
    if said:
        response.headers["Link"] = ", ".join(said)
    return response


def _address(request: Request, asked: Mapping[str, int]) -> str:
    """The address of a request that asks for something else, as an absolute path."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in asked]
    return f"{quote(request.scope['path'], safe='/:')}?{urlencode([*kept, *asked.items()])}"
