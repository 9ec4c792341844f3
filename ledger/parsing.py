"""Parsing: bytes of JSON into a record, or a refusal that says which field is wrong and what was expected."""

import json
from collections import Counter
from typing import Any, get_args

import orjson
from pydantic import BaseModel, Tag, ValidationError
from pydantic_core import ErrorDetails

from ledger.attribution import Hedge, Hop
from ledger.errors import InvalidRecord
from ledger.events import Party
from ledger.records import RECORDS, AnyRecord, EvidenceRecord
from ledger.terms import TieKind

_SHOWN = 60
_TAGS = frozenset(
    tag.tag for branch in get_args(get_args(AnyRecord)[0]) for tag in get_args(branch)[1:] if isinstance(tag, Tag)
)
"""What an error's location begins with: the branch of the union that was tried, which is no field."""

_MODELS: dict[str, type[BaseModel]] = {
    tag.tag: get_args(branch)[0]
    for branch in get_args(get_args(AnyRecord)[0])
    for tag in get_args(branch)[1:]
    if isinstance(tag, Tag)
} | {"attribution": Hop, "publisher": Hop, "hedge": Hedge, "evidence": EvidenceRecord, "parties": Party}
"""Whose fields stand in a record of each kind, and in each field that has fields of its own."""

_SAID_ELSEWHERE = ("record", "recorded_at")
"""Fields that only some ways in have."""

_KINDS = ", ".join(sorted({tag.partition("/")[0] for tag in _TAGS}))

_OWN = (
    "bad_date",
    "bad_value",
    "hop_without_source",
    "origin_not_last",
    "half_locator",
    "empty_locator",
    "one_content",
)
"""The kinds of error that are worded in this package, and say what was found themselves."""

_PATTERNS = {
    "^[a-z0-9]+": "lower-case letters and digits joined by single - . or _, as in john-kirby",
    "^sha256:": "a claim's id, sha256: and 64 hex digits",
    "^[A-Za-z0-9][A-Za-z0-9._-]": "the ref of an earlier line",
    "^[0-9a-f]": "64 hex digits",
    "^\\d{4}": "an instant such as 2023-08-31T10:00:00.000000Z",
    "^[A-Za-z]{2,3}": "a language tag such as en or ko-KP",
}


MOST = 100
"""The most faults of a record that are told."""

_TOO_DEEP = (("", "this is nested too deep to be a record"),)


def parse_record(data: bytes) -> AnyRecord:
    """The record that one JSON object is. Raises InvalidRecord with every fault found."""
    try:
        record = RECORDS.validate_json(data)
    except ValidationError as error:
        raise InvalidRecord(faults(error)) from None
    parse_object(data)
    return record


def record_from(fields: dict[str, Any]) -> AnyRecord:
    """The record that the fields of a JSON object make. Raises InvalidRecord with every fault found."""
    try:
        return RECORDS.validate_json(orjson.dumps(fields))
    except ValidationError as error:
        raise InvalidRecord(faults(error)) from None


def parse_object(data: bytes) -> dict[str, Any]:
    """One JSON object (RFC 8259), as a dict. Raises InvalidRecord where it is none, or gives a field twice."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise InvalidRecord((("", f"this is not JSON: {error.msg} at column {error.colno}"),)) from None
    if not isinstance(value, dict):
        raise InvalidRecord((("", f"a record is a JSON object, but this is {_shown(value)}"),))
    # Which of two stances was meant, nobody can tell. A field that was lost takes its quotation marks along; where
    # marks may also stand inside of strings, each object is looked at.
    if b"\\" in data or data.count(b'"') != _written(value).count(b'"'):
        _check_names(data)
    return value


def _written(value: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # it reads four times as deep as it writes
        raise InvalidRecord(_TOO_DEEP) from None


def _check_names(data: bytes) -> None:
    try:
        json.loads(data, object_pairs_hook=_named_once)
    except RecursionError:
        raise InvalidRecord(_TOO_DEEP) from None


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
        raise InvalidRecord(tuple((name, "this field is given more than once: give it once") for name in twice))
    return found


def faults(error: ValidationError) -> tuple[tuple[str, str], ...]:
    """Each fault as (dotted path of the field, what was expected and found), without repeats.

    A list that is too short only because its items were refused is no fault of its own.
    """
    if error.error_count() > MOST:  # each would be worded, and told
        return (("", f"it has {error.error_count():,} faults, more than are worth telling: is this a record at all?"),)
    details = error.errors(include_url=False)
    inner = {detail["loc"][:n] for detail in details for n in range(len(detail["loc"]))}
    found = [_fault(detail) for detail in details if detail["type"] != "too_short" or detail["loc"] not in inner]
    return tuple(dict.fromkeys(found))


def _fault(detail: ErrorDetails) -> tuple[str, str]:
    place = detail["loc"][1:] if detail["loc"] and detail["loc"][0] in _TAGS else detail["loc"]
    path = ".".join(str(part) for part in place if part != "constrained-str")
    kind, given = detail["type"], detail["input"]
    match kind:
        case "missing":
            return path, "this field is required"
        case "extra_forbidden":
            return path, f"there is no such field here{_instead(detail)}"
        case "union_tag_invalid" | "union_tag_not_found":
            if not isinstance(given, dict):
                return path, f"a record is a JSON object, but this is {_shown(given)}"
            record = given.get("record")
            if record == "document":
                return "held", f"expected captured, cited or seen-by; found {_shown(given.get('held'))}"
            return "record", f"expected one of {_KINDS}; found {_shown(record)}"
        case "json_invalid":
            # A record is on one line, whose number in its file is another than the parser's.
            found = str(detail.get("ctx", {}).get("error", detail["msg"]))
            return path, f"this is not JSON: {found.replace(' at line 1 column ', ' at column ')}"
        case "string_pattern_mismatch":
            pattern = str(detail.get("ctx", {}).get("pattern", ""))
            words = next((said for start, said in _PATTERNS.items() if pattern.startswith(start)), pattern)
            return path, f"expected {words}; found {_shown(given)}"
        case "enum" if detail["loc"] == ("relation/tie", "kind"):
            return path, f"expected {', '.join(TieKind)} or interest; found {_shown(given)}"
        case "literal_error" if detail["loc"] == ("proposition/yes-no", "kind"):
            return path, f"expected yes-no or valued; found {_shown(given)}"
        case "too_short" if not given:
            return path, "expected at least one; found none"
    message = detail["msg"].removeprefix("Value error, ").replace("Input should be", "expected")
    message = message[:1].lower() + message[1:]
    return path, f"{message}; found {_shown(given)}" if kind not in _OWN else message


def _instead(detail: ErrorDetails) -> str:
    """The fields that there are where one is that is not."""
    inside = [part for part in detail["loc"][:-1] if isinstance(part, str)]
    model = _MODELS.get(inside[-1]) if inside else None
    if model is None:
        return ""
    there = (field.alias or name for name, field in model.model_fields.items() if name not in _SAID_ELSEWHERE)
    return f"; there are: {', '.join(there)}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
