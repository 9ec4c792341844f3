"""Refused: what a ledger says of what it refuses, in a specification's words: columns for fields, names for ids.

Of what the ledger itself speaks of, a feature has neither.
"""

import re

from ledger.errors import Refusal
from ledger.specs.naming import Names

COLUMNS = {
    "asserted_at": "said",
    "attribution": "the columns publisher, speaker and origin",
    "on": "reported",
    "text": "statement",
    "recorded_at": "recorded",
}
"""By the field of a record, the column that it is written in where that has another name."""

_ID = re.compile(r"'([a-z0-9][a-z0-9._-]*|sha256:[0-9a-f]{64})'|\b(sha256:[0-9a-f]{64})\b")
_FIELD = re.compile(r"\b(asserted_at|attribution|recorded_at)(?:\.\d+)?(?:\.(\w+))?\b")


def in_words(refusal: Refusal, names: Names) -> str:
    """What a refusal says, with its columns and names; the column that it is about first, unless it is named anyway."""
    detail = _ID.sub(lambda found: _called(found[1] or found[2], found[0], names), refusal.detail)
    detail = _FIELD.sub(lambda found: _column(found[2] or found[1]), detail)
    column = _column(refusal.field.rpartition(".")[2]) if refusal.field else ""
    return detail if not column or column.lower() in detail.lower() else f"{column}: {detail}"


def says(refusal: Refusal, words: str, names: Names) -> bool:
    """Whether a refusal holds some words, whole ones, as the ledger puts it or as a specification is told."""
    told = f"{refusal.title}: {refusal.detail}\n{refusal.title}: {in_words(refusal, names)}"
    whole = re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)
    return whole.search(told) is not None or whole.search(told.replace('"', "")) is not None


def _column(field: str) -> str:
    return COLUMNS.get(field, field)


def _called(thing: str, written: str, names: Names) -> str:
    """A thing by its name, in quotation marks; as it was written where it has none."""
    name = names.calls(thing)
    return f'"{name}"' if name is not None else written
