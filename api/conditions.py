"""Conditions: what a client knows of a thing already, and as of which version it means to change it (RFC 9110, 13).

The tag of a thing is its version and a digest of how it is shown: the one says to the ledger what was read, the other
changes with whatever else shows, such as a quote from a document that was attached since.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Annotated, NoReturn

from fastapi import Depends, Header
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.answers import JSON
from api.refusals import InvalidRequest
from ledger.belief.view import DealBelief

_TAG = re.compile(r'(?:^|,)[ \t]*((?:W/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)')
_VERSION = re.compile(r'"([0-9]{1,18})(?:-[0-9a-f]{16})?"')
_ANY = "*"

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="`ETag`s of what is changed: it is changed only as it was read then"),
]
IfNoneMatch = Annotated[
    str | None,
    Header(alias="If-None-Match", description="`ETag`s that are known: 304 where one of them is still right"),
]


class Known:
    """What whoever asks knows already, by its tags."""

    def __init__(self, tags: Iterable[str]) -> None:
        self._tags = {tag.removeprefix("W/") for tag in tags}

    def answer(self, view: BaseModel, version: int) -> Response:
        """A thing at a version, with its tag; 304 where that is known."""
        body = view.model_dump_json()
        return self._unless(f'"{version}-{_digest(body)}"', body)

    def believed(self, belief: DealBelief) -> Response:
        """A belief. Its tag is weak: it changes with what is believed, not with whatever else was recorded since."""
        told = belief.model_dump_json(exclude={"recorded_as_of"})
        return self._unless(f'W/"{_digest(told)}"', belief.model_dump_json())

    def _unless(self, tag: str, body: str) -> Response:
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if self._tags & {tag.removeprefix("W/"), _ANY}:
            return Response(None, 304, headers)
        return Response(body, 200, headers, JSON)


async def known(request: Request, if_none_match: IfNoneMatch = None) -> Known:
    """What the request's headers say that it knows."""
    return Known(_tags(request, "if-none-match"))


AlreadyKnown = Annotated[Known, Depends(known)]


async def expected(request: Request, if_match: IfMatch = None) -> tuple[int, ...] | None:
    """The versions of which what is changed must have one; None where any will do. A weak tag matches nothing.

    Raises InvalidRequest for what is no list of tags: whoever sent it meant a version that nobody can tell.
    """
    if "if-match" not in request.headers:
        return None
    given = ",".join(request.headers.getlist("if-match"))
    tags = _tags(request, "if-match")
    if _ANY in tags:
        return None
    if not tags or _TAG.sub("", given).strip(", \t"):
        why = 'expected the ETag that was answered, with its quotes, as in "3-0123456789abcdef", several with commas '
        raise InvalidRequest((("If-Match", f"{why}between them, or *; found {given!r:.80}"),))
    return tuple(int(found[1]) for tag in tags if (found := _VERSION.fullmatch(tag)) is not None)


Expected = Annotated[tuple[int, ...] | None, Depends(expected)]


async def check_conditions(request: Request) -> None:
    """Raises InvalidRequest for an `If-Match` on an operation that would not heed it."""
    if "if-match" in request.headers:
        path = request.app.openapi()["paths"].get(request.scope["route"].path, {})
        described = path.get(request.method.lower(), {}).get("parameters", ())
        if not any(found["name"] == "If-Match" for found in described):
            refuse_condition()


def refuse_condition() -> NoReturn:
    """Raises InvalidRequest: whoever sends `If-Match` counts on its being heeded."""
    raise InvalidRequest((("If-Match", "nothing that was read before is changed here: leave it out"),))


def _tags(request: Request, name: str) -> list[str]:
    given = ",".join(request.headers.getlist(name))
    return [_ANY] if given.strip() == _ANY else _TAG.findall(given)


def _digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()[:16]
