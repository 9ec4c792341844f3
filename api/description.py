"""The OpenAPI document: what is sent is described from the records themselves, less what the address says."""

from http import HTTPStatus
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.responses import Response, StreamingResponse

from api.access import is_open
from api.answers import BatchLine
from api.arrivals import wait_for
from api.bodies import JSON, NDJSON
from api.places import foreseeing, reading
from api.problems import PROBLEM_JSON, STATUS, Problem, status_of
from api.refusals import (
    ForeignHost,
    HeadTooLong,
    IncompleteRequest,
    InvalidRequest,
    MethodNotAllowed,
    TooManyRequests,
    Unexpected,
    UnsupportedMediaType,
)
from api.worked import show
from ledger.access.keeping import Narrowing, Wanted
from ledger.errors import Conflict, Forbidden, MovedOn, NotFound, Refusal, TooLarge, Unauthenticated, Unavailable
from ledger.forgetting import ForgetClaim, ForgetDocument
from ledger.receipts import Receipt
from ledger.records import DefaultsRecord, Record
from ledger.views import Forgetting, Preview

ABOUT: dict[str, Any] = {
    "title": "The claim ledger",
    "version": "0.1.0",
    "summary": "Who said what about an alleged deal, resting on whom, and what the record supports.",
}
REF = "#/components/schemas/{model}"
KEY = "key"
SCHEME = {"type": "http", "scheme": "bearer", "description": "a key of the ledger: `clk_...`"}
"""How requests say who they come from."""

_UNSENT = ("record", "recorded_at", "ref")

ANY_REQUEST = (IncompleteRequest, MethodNotAllowed, ForeignHost, InvalidRequest, HeadTooLong, Unexpected, Unavailable)
"""What any request can be refused with, whatever it asks for."""

Operation = dict[str, Any]


def answers(view: type[BaseModel], forms: tuple[str, ...] = ()) -> Operation:
    """How a read is declared: what it answers with, and that it waits for the position that it is to see.

    `forms` are the media types in which it answers besides.
    """
    content = {form: {"schema": {"type": "string"}} for form in forms}
    others = {"responses": {200: {"content": content}}} if content else {}
    return {"response_model": view, "dependencies": [Depends(wait_for)], **others}


def of_whole_deals(operation: Operation) -> Operation:
    """How a read is declared besides that reads all of a deal, or of more: it takes one of the places for such."""
    return operation | {"dependencies": [*operation["dependencies"], Depends(reading, scope="function")]}


def hands_out(form: str) -> Operation:
    """How a read is declared that answers with text or bytes of one media type."""
    schema = {"type": "string"} if form.startswith("text/") else {"type": "string", "format": "binary"}
    answered = {"description": "What was asked for, as it is", "content": {form: {"schema": schema}}}
    return {"response_class": Response, "dependencies": [Depends(wait_for)], "responses": {200: answered}}


def shows(view: type[BaseModel]) -> Operation:
    """How a read that answers with one thing and its tag is declared."""
    tag = {"ETag": {"description": "what it is known by", "schema": {"type": "string"}}}
    unchanged = {"description": "It is still what the `If-None-Match` names", "headers": tag}
    return {**answers(view), "responses": {200: {"headers": tag}, 304: unchanged}}


def takes(*records: type[Record], said: str | tuple[str, ...] = ()) -> Operation:
    """How an operation that records is declared. `said` are the fields that its address says."""
    left_out = (*_UNSENT, *((said,) if isinstance(said, str) else said))
    body = {"x-records": [record.__name__ for record in records], "x-left-out": left_out}
    return _recording({JSON[0]: {"schema": body}})


def foresees(recording: Operation) -> Operation:
    """How an operation that records is declared where it also says, under `preview`, what would come of that."""
    told = {"model": Receipt | Preview, "description": "On record already; or, under `preview`, what would change"}
    return recording | {"responses": {200: told}, "dependencies": [Depends(foreseeing, scope="function")]}


def weighs(view: type[BaseModel]) -> Operation:
    """How an operation that takes a record of any kind, records nothing and answers with a view is declared."""
    kinds = [kind.__name__ for kind in _kinds(Record) if kind is not DefaultsRecord]
    body = {"x-records": kinds, "x-left-out": ("recorded_at",)}
    content = {JSON[0]: {"schema": body}}
    sent = {"requestBody": {"required": True, "content": content}}
    return {"response_model": view, "openapi_extra": sent, "dependencies": [Depends(reading, scope="function")]}


def forgets(body: type[BaseModel]) -> Operation:
    """How an operation that erases text is declared: with what it is told, and what it says of it."""
    content = {JSON[0]: {"schema": {"$ref": REF.format(model=body.__name__)}}}
    told = {"model": Forgetting, "description": "Forgotten before; or, under `preview`, what would be"}
    return _recording(content) | {"response_model": Forgetting, "responses": {200: told}}


def takes_bytes() -> Operation:
    """How an operation that takes a document's bytes, of whatever media type, is declared."""
    return _recording({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}})


def sends(body: type[BaseModel], view: type[BaseModel]) -> Operation:
    """How an operation that takes something else than a record, and answers with a view, is declared."""
    content = {JSON[0]: {"schema": {"$ref": REF.format(model=body.__name__)}}}
    return {"response_model": view, "openapi_extra": {"requestBody": {"required": True, "content": content}}}


def lines(outcome: type[BaseModel]) -> Operation:
    """How an operation that takes and answers with NDJSON is declared."""
    sent = {NDJSON[0]: {"schema": {"type": "string"}}}
    schema = {"$ref": REF.format(model=outcome.__name__)}
    answered = {"description": "A line for each record", "content": {NDJSON[0]: {"schema": schema}}}
    return {
        "response_class": StreamingResponse,
        "responses": {200: answered},
        "openapi_extra": {"requestBody": {"required": True, "content": sent}},
    }


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application."""
    document = get_openapi(**ABOUT, routes=app.routes, separate_input_output_schemas=False)
    described = _schemas()
    components = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        components.pop(unused, None)
    components.update(described)
    document["components"]["responses"] = {str(status): _refusal(status) for status in sorted(STATUS.values())}
    document["components"]["securitySchemes"] = {KEY: SCHEME}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["security"] = [] if is_open(path) else [{KEY: []}]
            for status in _refused_with(operation):
                operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}
            _write_out(operation, described)
    show(document)
    return document


def _refusal(status: int) -> Operation:
    schema = {"$ref": REF.format(model="Problem")}
    return {"description": HTTPStatus(status).phrase, "content": {PROBLEM_JSON: {"schema": schema}}}


def _refused_with(operation: Operation) -> list[str]:
    """The statuses that an operation can be refused with."""
    parameters = operation.get("parameters", ())
    kinds: set[type[Refusal]] = {*ANY_REQUEST}
    if any(found["in"] == "path" for found in parameters):
        kinds.add(NotFound)
    if any(found["name"] == "If-Match" for found in parameters):
        kinds.add(MovedOn)
    if "requestBody" in operation:
        kinds |= {TooLarge, UnsupportedMediaType, Conflict}
    if operation["security"]:
        kinds |= {Unauthenticated, Forbidden, TooManyRequests}
    return sorted({str(status_of(kind)) for kind in kinds})


def _recording(content: dict[str, Any]) -> Operation:
    receipt = {"model": Receipt, "description": "On record already; nothing new was recorded"}
    return {
        "status_code": 201,
        "response_model": Receipt,
        "responses": {200: receipt},
        "openapi_extra": {"requestBody": {"required": True, "content": content}},
    }


def _schemas() -> dict[str, Any]:
    models: list[type[BaseModel]] = [
        *_kinds(Record),
        Problem,
        BatchLine,
        Wanted,
        Narrowing,
        ForgetClaim,
        ForgetDocument,
    ]
    _, found = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    schemas: dict[str, Any] = found["$defs"]
    return schemas


def _kinds(family: type[Record]) -> list[type[Record]]:
    kinds = [kind for member in family.__subclasses__() for kind in _kinds(member)]
    return kinds or [family]


def _write_out(operation: Operation, schemas: dict[str, Any]) -> None:
    """Put the schemas of what may be sent in the place of the records' names."""
    for sent in operation.get("requestBody", {}).get("content", {}).values():
        if "x-records" in sent["schema"]:
            left_out = sent["schema"]["x-left-out"]
            bodies = [_without(schemas[name], left_out) for name in sent["schema"]["x-records"]]
            sent["schema"] = bodies[0] if len(bodies) == 1 else {"anyOf": bodies}


def _without(schema: dict[str, Any], left_out: tuple[str, ...]) -> dict[str, Any]:
    return schema | {
        "properties": {name: field for name, field in schema["properties"].items() if name not in left_out},
        "required": [name for name in schema.get("required", ()) if name not in left_out],
    }
