"""Terms: the words and marks that a claim is listed under, and the expression that finds those that a filter asks for.

A word is one of `ledger.wording`, which has letters, marks and digits alone; a mark has a `:`, `=` or `<` in it, which
no word has. Between texts stands a `:`, so that no phrase runs from one into the next.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from ledger.attribution import deepest_named, origin_of
from ledger.claim import asserted_at
from ledger.events import ClaimContent
from ledger.filters import ClaimFilter, phrases
from ledger.projections.spans import marks, sought
from ledger.wording import words_of

UNFILED = "unfiled:"
"""The mark of a claim that has no deal yet."""

_EQUAL = ("source", "origin", "occasion", "document", "deal", "proposition", "stance", "mode", "status")


class Question(NamedTuple):
    """Of the proposition that a claim is filed under, what the claim is found by: its words and its period."""

    deal: str
    proposition: str
    words: str
    period: str | None


def terms(content: ClaimContent, status: str, about: Question | None) -> str:
    """The terms of a claim as they stand with this status and under this proposition, with a space between each."""
    texts = [words_of(content.text)] if content.text is not None else []
    texts += map(_words_of, _sayings(content))
    if about is not None:
        texts.append(about.words)
    return f"{' : '.join(texts)} : {' '.join(_marks(content, status, about))}"


def period(content: ClaimContent, about: Question | None) -> str | None:
    """The period that a claim speaks of: its own, else its proposition's."""
    return content.period or (about.period if about is not None else None)


def expression(where: ClaimFilter, speakers: Collection[str] = ()) -> str | None:
    """The FTS5 expression that finds what a filter asks for, or None where it asks for nothing that is a term.

    `speakers` are the sources that are of one voice with the one that is asked for. Of a date it finds some claims too
    many: the spans are to be compared.
    """
    every = [_quoted(f"{field}:{value}") for field in _EQUAL if (value := getattr(where, field)) is not None]
    if where.voice is not None:
        every.append(_anyof(f"speaker:{source}" for source in speakers or (where.voice,)))
    if where.unfiled:
        every.append(_quoted(UNFILED))
    if where.text is not None:
        every += [_quoted(phrase.words) + " *" * phrase.begun for phrase in phrases(where.text)]
    for clock in ("period", "asserted_at"):
        date = getattr(where, clock)
        if date is not None:
            every.append(_anyof(sought(clock, date)))
    if where.asserted_after or where.asserted_by:
        every.append(_anyof(sought("asserted_at", f"{_day(where.asserted_after)}/{_day(where.asserted_by)}")))
    return " AND ".join(every) or None


def _sayings(content: ClaimContent) -> Iterator[str]:
    """What else of a claim is text: its value, and the words of its hops."""
    if content.value is not None:
        yield content.value
    for hop in content.attribution:
        if hop.verb is not None:
            yield hop.verb
        if hop.hedge is not None and hop.hedge.words is not None:
            yield hop.hedge.words


def _marks(content: ClaimContent, status: str, about: Question | None) -> Iterable[str]:
    yield f"stance:{content.stance.value}"
    yield f"mode:{content.mode.value}"
    yield f"status:{status}"
    yield from {f"source:{hop.source}": None for hop in content.attribution if hop.source is not None}
    origin = origin_of(content.attribution)
    if origin is not None:
        yield f"origin:{origin}"
    speaker = deepest_named(content.attribution)
    if speaker is not None:
        yield f"speaker:{content.attribution[speaker].source}"
    if content.occasion is not None:
        yield f"occasion:{content.occasion}"
    yield from {f"document:{evidence.document}": None for evidence in content.evidence}
    if about is None:
        yield UNFILED
    else:
        yield f"deal:{about.deal}"
        yield f"proposition:{about.proposition}"
    spoken_of, said = period(content, about), asserted_at(content)
    if spoken_of is not None:
        yield marks("period", spoken_of)
    if said is not None:
        yield marks("asserted_at", said)


@lru_cache(maxsize=4_096)
def _words_of(text: str) -> str:
    """As `words_of`, of what is often the same."""
    return words_of(text)


def _day(at: datetime | None) -> str:
    return at.date().isoformat() if at is not None else ".."


def _anyof(terms: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quoted, terms))})"


def _quoted(term: str) -> str:
    return f'"{term}"'
