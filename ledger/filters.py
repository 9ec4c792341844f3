"""Filters: which claims a list is asked for."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from ledger.bounds import bounds
from ledger.clocks import asserted_end
from ledger.errors import BadDate, Rejected
from ledger.terms import Mode, Slug, Stance
from ledger.wording import words_of

LONGEST_TEXT = 500
"""The most characters of what is looked for in the claims' texts."""

STATUSES = ("standing", "restated", "retracted", "corrected", "voided")
"""What can have become of a claim."""

_PIECE = re.compile(r'"([^"]*)"(\*?)|(\S+)')
_CHOICES = {"stance": tuple(Stance), "mode": tuple(Mode), "status": STATUSES}
_IDS = ("source", "origin", "voice", "occasion", "document", "deal", "proposition")
_SLUG = TypeAdapter[str](Slug)
_SHOWN = 100


class Phrase(NamedTuple):
    """Words that follow one another, with a space between; where `begun` the last of them may go on."""

    words: str
    begun: bool


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to list: those that agree with every field that is given.

    `text` is looked for in the claim's own text, value, verbs and words of hedging, and in its proposition: words,
    "phrases in quotation marks" and beginnings*, in any script, without regard to case and accents. `source` stands at
    any hop, `origin` at the last as its origin; `voice` is the deepest that is named, or of one voice with it by ties
    that are known now; `occasion` is what it was said on; `document` is among those that the claim cites; `unfiled`
    lets through only claims that have no deal yet. `period` and `asserted_at` are EDTF: the claim's own date (for the
    period, else its proposition's) may lie in them; a claim without one is not let through. `asserted_since` and
    `asserted_until` are days (their end, UTC) or instants: it may have been said after the one, and may have been said
    by the other. `recorded_since` and `recorded_until` are positions, days or instants; it was recorded after the one
    and not after the other.

    Raises Rejected or BadDate, naming the field, where one cannot be read; places on the recorded clock are for the
    log to judge.
    """

    text: str | None = None
    source: str | None = None
    origin: str | None = None
    voice: str | None = None
    occasion: str | None = None
    document: str | None = None
    deal: str | None = None
    proposition: str | None = None
    unfiled: bool = False
    stance: str | None = None
    mode: str | None = None
    status: str | None = None
    period: str | None = None
    asserted_at: str | None = None
    asserted_since: str | None = None
    asserted_until: str | None = None
    recorded_since: str | None = None
    recorded_until: str | None = None

    def __post_init__(self) -> None:
        for field in _IDS:
            _check_id(field, getattr(self, field))
        for field, choices in _CHOICES.items():
            given = getattr(self, field)
            if given is not None and given not in choices:
                raise Rejected(f"{given!r} is none of {', '.join(choices)}", field)
        for field in ("period", "asserted_at"):
            _check_date(field, getattr(self, field))
        after, by = self.asserted_after, self.asserted_by
        if after is not None and by is not None and after > by:
            raise BadDate("asserted_since lies after asserted_until", "asserted_since")
        if self.text is not None:
            phrases(self.text)

    @property
    def asserted_after(self) -> datetime | None:
        """The instant after which it may have been said."""
        return asserted_end(self.asserted_since, "asserted_since") if self.asserted_since is not None else None

    @property
    def asserted_by(self) -> datetime | None:
        """The instant by which it may have been said."""
        return asserted_end(self.asserted_until, "asserted_until") if self.asserted_until is not None else None


def phrases(text: str) -> tuple[Phrase, ...]:
    """What is looked for: each word and each phrase in quotation marks, once; a star after it lets it go on.

    All else is punctuation. Raises Rejected where there is no word in it, or it is too long.
    """
    if len(text) > LONGEST_TEXT:
        raise Rejected(f"it has {len(text)} characters, at most {LONGEST_TEXT} are looked for", "text")
    pieces = (Phrase(words_of(quoted or bare), bool(star) or bare.endswith("*")) for quoted, star, bare in _found(text))
    found = tuple(dict.fromkeys(piece for piece in pieces if piece.words))
    if not found:
        raise Rejected(f'{text!r} holds no word to look for: write words, "a phrase" or a beginn*', "text")
    return found


def _found(text: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = _PIECE.findall(text)
    return found


def _check_id(field: str, given: str | None) -> None:
    if given is not None:
        try:
            _SLUG.validate_python(given)
        except ValidationError:
            shown = given if len(given) <= _SHOWN else given[:_SHOWN] + "..."
            why = "an id has 1 to 100 characters: lower-case letters and digits, joined by - . or _"
            raise Rejected(f"{shown!r} is no id: {why}", field) from None


def _check_date(field: str, given: str | None) -> None:
    if given is not None:
        try:
            bounds(given)
        except ValueError as reason:
            raise BadDate(str(reason), field) from None
