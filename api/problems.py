"""Problems: every refusal as RFC 9457 says it. The status codes of refusals stand here and nowhere else."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.refusals import (
    ForeignHost,
    HeadTooLong,
    IncompleteRequest,
    InvalidRequest,
    MethodNotAllowed,
    TooManyReads,
    TooManyRequests,
    TooSlow,
    Unexpected,
    UnknownAddress,
    UnsupportedMediaType,
)
from ledger.errors import (
    BrokenLine,
    Conflict,
    Forbidden,
    InvalidRecord,
    MovedOn,
    NotFound,
    Refusal,
    Rejected,
    TooLarge,
    Unauthenticated,
    Unavailable,
)
from ledger.terms import Value

PROBLEM_JSON = "application/problem+json"

STATUS: Mapping[type[Refusal], int] = {
    IncompleteRequest: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    MethodNotAllowed: 405,
    TooSlow: 408,
    Conflict: 409,
    MovedOn: 412,
    TooLarge: 413,
    UnsupportedMediaType: 415,
    ForeignHost: 421,
    Rejected: 422,
    TooManyRequests: 429,
    HeadTooLong: 431,
    Unexpected: 500,
    Unavailable: 503,
}
"""The status of each family of refusals, and of those that differ from their family."""


class ProblemFault(Value):
    """One of several faults: the field, as a dotted path, and what was expected and found."""

    field: str
    detail: str


class Problem(Value):
    """Why a request was refused. Nothing was recorded, unless `line` and `resume` say from where on it was not."""

    type: str = Field(description="the address of a page about this kind of refusal")
    title: str
    status: int
    detail: str = Field(description="what was found, what was expected and what to do")
    instance: str | None = Field(None, description="the path of the request that was refused, if one could be read")
    field: str | None = Field(None, description="the field or parameter that it is about, as a dotted path")
    faults: tuple[ProblemFault, ...] | None = None
    line: int | None = Field(None, description="the line of a batch that was refused, from 1")
    resume: int | None = Field(None, description="the line of the batch to go on from, from 1")
    cause: str | None = Field(None, description="the kind of refusal that the line met with, as `type` names kinds")


def status_of(kind: type[Refusal]) -> int:
    """The status code of a kind of refusal: its own, or the nearest of those that it is a kind of."""
    return next(STATUS[family] for family in kind.__mro__ if family in STATUS)


def problem_of(refusal: Refusal, instance: str | None) -> Problem:
    """A refusal as a problem; `instance` is the path of the request, None where none could be read."""
    line = refusal if isinstance(refusal, BrokenLine) else None
    field = refusal.field or (line.cause.field if line else "")
    cause = line.cause if line else refusal
    faults = cause.faults if isinstance(cause, InvalidRecord | InvalidRequest) else ()
    return Problem(
        type=f"/problems/{refusal.slug}",
        title=refusal.title,
        status=status_of(type(refusal)),
        detail=refusal.detail,
        instance=instance and quote(instance, safe="/:"),
        field=field or None,
        faults=tuple(ProblemFault(field=name, detail=detail) for name, detail in faults) or None,
        line=line.line if line else None,
        resume=line.resume if line else None,
        cause=f"/problems/{cause.slug}" if line else None,
    )


def problem_response(refusal: Refusal, request: Request, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to a request that was refused."""
    problem = problem_of(refusal, request.scope["path"])
    request.state.problem = refusal.slug  # for the log
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, problem.status, _said_by(refusal) | dict(headers or {}), PROBLEM_JSON)


def _said_by(refusal: Refusal) -> dict[str, str]:
    """What a refusal says in headers of its own."""
    if isinstance(refusal, Unauthenticated):
        return {"WWW-Authenticate": "Bearer"}
    return {"Retry-After": str(refusal.wait)} if isinstance(refusal, TooManyRequests | TooManyReads) else {}


def answer_with_problems(app: FastAPI) -> None:
    """Have every error of an application answered as a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    return problem_response(refusal, request)


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = (
        (".".join(map(str, fault["loc"][1:])), f"{fault['msg'].lower()}; found {fault['input']!r:.60}")
        for fault in error.errors()
    )
    return problem_response(InvalidRequest(tuple(faults)), request)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path, method = request.scope["path"], request.method
    if error.status_code == 404:
        return problem_response(UnknownAddress(f"nothing is served at {path}: /openapi.json lists what is"), request)
    if error.status_code == 405:
        allow = ", ".join(request.app.methods_at(path)) or (error.headers or {}).get("Allow", "")
        return problem_response(MethodNotAllowed(f"{path} takes {allow}, not {method}"), request, {"Allow": allow})
    return problem_response(IncompleteRequest(error.detail), request)


async def _failed(request: Request, _: Exception) -> Response:
    said = request.state.request_id
    detail = f"the server's log says more under the request id {said}; whether it was recorded, asking again will tell"
    # Past the entrance, which gives all other answers these headers: this handler stands around it.
    headers = {"X-Request-ID": said, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return problem_response(Unexpected(detail), request, headers)
