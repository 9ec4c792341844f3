"""Answers made wrong, one field of one question at a time: what the scenarios that ask it have to find."""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import wraps
from typing import Any

import pytest

from ledger.service import Ledger
from ledger.terms import Value

WHOLE = ""
"""In place of a field: the whole answer."""

SPOILT: dict[str, dict[str, tuple[str, ...]]] = {
    "beliefs": {
        "law-01": ("propositions.reports",),
        "law-02": ("propositions.probability", "propositions.confidence", "propositions.origins"),
        "law-05": ("propositions.against",),
        "law-08": ("propositions.without_interested.vacuous", "propositions.interested_origins"),
        "verdicts": ("propositions.verdict",),
        "ladder": ("ladder.furthest",),
        "figures": ("propositions.answers.origins",),
    },
    "explanation": {"law-06": ("terms", "log_odds", "terms.claims", "terms.origin", "terms.remarks", "terms.stance")},
    "matrix": {"who-spoke": ("rows", "rows.cells", "rows.cells.said.claims", "rows.cells.said.first")},
    "changes": {"clock-recorded": ("items", "items.news", "items.moved", "items.event")},
    "history": {"clock-recorded": ("items", "items.probability", "items.proposition")},
    "timeline": {
        "what-became": ("items", "items.status", "items.stance", "items.origin", "items.asserted_at", "items.period"),
        "filing": ("items.text", "items.value"),
    },
    "provenance": {
        "growth": ("hops",),
        "what-became": ("voice.counts", "status", "origin", "asserted_at"),
        "earlier-history": ("taken_back",),
    },
    "deal": {"clock-period": ("propositions.form",), "earlier-history": ("propositions.text",)},
    "claims": {"filing": ("items",)},
    "claim": {"what-became": ("status", "asserted_at"), "forgetting": ("note",), "law-10": ("credibility",)},
    "sources": {"earlier-history": ("items", "items.name")},
    "document": {"documents": ("held",)},
    "deals": {"earlier-history": ("items", "items.title")},
    "footprint": {"linchpin": ("items", "items.claims", "items.without")},
    "entries": {"audit": (WHOLE,)},
    "checkpoint": {"audit": ("note", "size")},
    "verifiers": {"audit": ("items",)},
    "inclusion": {"audit": ("hashes", "digest")},
    "consistency": {"audit": ("hashes",)},
    "tile": {"audit": (WHOLE,)},
    "health": {"audit": ("head",)},
    "preview": {"preview": ("deals",)},
}
"""Of each verb, by the feature that finds it: the fields of its answer that are emptied, one at a time."""

UNSEEN = {
    "source": "a scenario asks for no source's card, in a list or alone: its grade and relations show in the beliefs",
    "forgetting": "it is held against what `forget` erases, and one is made of the other: the claims show what is gone",
    "documents": "they are listed only to find one by its title, and what is found is asked for by `document`",
    "events": "it is asked whether the When recorded nothing: what it left out of that, `entries` would have",
}
"""The questions whose answers no scenario looks at, with the reason."""


def spoilt(thing: Any, path: list[str]) -> Any:
    """The same with one field emptied: of each, where there are several; as it is where it has no such field."""
    if isinstance(thing, tuple):
        return tuple(spoilt(one, path) for one in thing)
    field, *deeper = path
    if field == WHOLE:
        return emptied(thing)
    if not isinstance(thing, Value) or field not in type(thing).model_fields:
        return thing
    found = getattr(thing, field)
    return thing.model_copy(update={field: spoilt(found, deeper) if deeper else emptied(found)})


def emptied(found: Any) -> Any:
    """Something of the same kind that says nothing, or something else."""
    if isinstance(found, Enum):
        return next(other for other in type(found) if other is not found)
    if isinstance(found, bool):
        return not found
    if isinstance(found, str):
        return "0.0000" if found[:2] in ("0.", "1.") else "another"
    if isinstance(found, Iterator):
        return iter(())
    return {tuple: (), int: 0, bytes: b""}.get(type(found))


def spoil(monkeypatch: pytest.MonkeyPatch, verb: str, field: str) -> None:
    """Have the ledger answer a question with a field emptied."""
    ask: Callable[..., Any] = getattr(Ledger, verb)

    @wraps(ask)
    def answer(ledger: Ledger, *asked: Any, **how: Any) -> Any:
        return spoilt(ask(ledger, *asked, **how), field.split("."))

    monkeypatch.setattr(Ledger, verb, answer)


def cases() -> Iterator[tuple[str, str, str]]:
    """Each field that is spoilt: its verb, the field, the feature that finds it."""
    for verb, by_feature in SPOILT.items():
        for feature, fields in by_feature.items():
            for field in fields:
                yield verb, field, feature
