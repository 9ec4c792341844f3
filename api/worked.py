"""Worked examples: of each operation one request that the seeds can be sent, in this order, and what is answered."""

from importlib.resources import files
from typing import Any

import orjson
from fastapi.sse import format_sse_event
from pydantic import BaseModel, ConfigDict

LINES, TAIL = "application/x-ndjson", "text/event-stream"
FILE = files("api") / "worked.json"


class Worked(BaseModel):
    """A request and its answer. `sent` and `answered` are JSON, or text where that is what goes over the wire."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    operation: str
    path: dict[str, str] = {}
    query: dict[str, str] = {}
    accept: str | None = None
    media_type: str | None = None
    sent: Any = None
    status: int = 200
    answered: Any = None


def worked() -> tuple[Worked, ...]:
    """Every worked example."""
    return tuple(Worked.model_validate(one) for one in orjson.loads(FILE.read_bytes()))


def show(document: dict[str, Any]) -> None:
    """Put the examples into an OpenAPI document: parameters, bodies and answers."""
    for one in worked():
        if one.answered is None:  # it is about to be written down
            continue
        method, _, path = one.operation.partition(" ")
        operation = document["paths"][path][method.lower()]
        for parameter in operation.get("parameters", ()):
            given = one.path | one.query
            if parameter["name"] in given:
                parameter["example"] = _typed(given[parameter["name"]], parameter["schema"])
        for content in operation.get("requestBody", {}).get("content", {}).values():
            content["example"] = one.sent
        content = operation["responses"][str(one.status)]["content"]
        content[one.accept or next(iter(content))]["example"] = one.answered
        if one.accept == LINES:
            content[TAIL]["example"] = _tail(one.answered)


def _tail(lines: str) -> str:
    """Entries that were answered as lines, as a tail sends them: it has no end, so it has no example of its own."""
    entries = [(line, orjson.loads(line)) for line in lines.splitlines()]
    events = [format_sse_event(data_str=line, event=one["type"], id=str(one["position"])) for line, one in entries]
    return b"".join(events).decode()


def _typed(given: str, schema: dict[str, Any]) -> Any:
    """A parameter as its schema has it: a number, a list of one, or the text that it is."""
    match schema.get("type") or schema["anyOf"][0].get("type"):
        case "integer":
            return int(given)
        case "boolean":
            return given == "true"
        case "array":
            return [given]
    return given
