"""Slots: the typed words that a phrase or a column leaves open."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ledger.belief.scale import BANDS
from ledger.bounds import bounds
from ledger.clocks import day_end, recorded_cursor
from ledger.errors import BadCursor
from ledger.specs.faults import Miswritten, did_you_mean
from ledger.terms import LADDER, Credibility, Reliability, Ruling
from ledger.values import parse

NO_BASIS = "no basis"
SETTLED_FALSE, SETTLED_TRUE = "settled as false", "settled as true"
LIKELIHOODS: tuple[str, ...] = (SETTLED_FALSE, *(band.word for band in BANDS), SETTLED_TRUE)
"""The words of likelihood, lowest first: those of ICD 203 between the two verdicts."""
OTHER_WORDS = {band.other: band.word for band in BANDS}
"""By the other word that ICD 203 has for a band, the one that the ledger uses: both are read, one is printed."""

THE_WHEN = "the When"
NO_STAGE = "no stage"
MOVEMENTS = ("is unchanged", "rises", "falls")
AS_IT_WAS = "is as it was recorded by"
LIMITS = ("at", "at most at")
BOUNDS = ("at least", "at most")
HAS_NO_BASIS = f"has {NO_BASIS}"
THINGS = ("claims", "propositions", "sources", "relations", "documents", "filings")
MISTAKES = ("claim", "withdrawal")


NO_VERDICTS = ("yes", "no", "maybe", "perhaps", "unknown", "unclear", "undecided", "open", *LIKELIHOODS, *OTHER_WORDS)
"""Words that settle nothing, or not in the words of the ledger, and that nobody gives as a value."""

LAST = "9998-12-31"
"""The last day to which a scenario may go on: another comes after it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand in a slot: a pattern to find it by, what it is called in messages, and how it is read."""

    pattern: str
    meaning: str
    read: Callable[[str], object] = str
    choices: tuple[str, ...] = ()
    """All that it takes, where that can be listed."""


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _optional(words: Iterable[str]) -> str:
    return f"(?:(?:{_one_of(words)}) )?"


def a_belief(text: str) -> str:
    """How likely something is, as written but for the other words of ICD 203: `is likely` for `is probable`."""
    bound = next((f"is {bound} " for bound in BOUNDS if text.startswith(f"is {bound} ")), "is ")
    word = text.removeprefix(bound)
    return bound + OTHER_WORDS[word] if word in OTHER_WORDS else text


def a_date(text: str) -> str:
    """An EDTF date, as written. Raises Miswritten."""
    try:
        bounds(text)
    except ValueError as reason:
        raise Miswritten(f"{text} is no date: {reason}") from None
    return text


def a_day(text: str) -> str:
    """A day or an instant, as written: a point on a clock that is asked about. Raises Miswritten."""
    if day_end(text) is None:
        raise Miswritten(f"{text} is no day: write one such as 2031-10-31, or an instant such as 2031-10-31T09:00:00Z")
    if text[:10] > LAST:
        raise Miswritten(f"{text} is too late: the clock of a scenario goes to the end of {LAST}")
    return text


def a_ruling(text: str) -> str:
    """A verdict, or the value that a proposition is settled at, as written. Raises Miswritten."""
    if text not in tuple(Ruling):
        if text.casefold() in NO_VERDICTS or (meant := did_you_mean(text, Ruling)):
            meant = "" if text.casefold() in NO_VERDICTS else meant
            raise Miswritten(f"{text} is no verdict: write {', '.join(Ruling)}, or the value that is true{meant}")
        try:
            parse(text)
        except ValueError as reason:
            raise Miswritten(f"{text} is none of {', '.join(Ruling)}, and no value either: {reason}") from None
    return text


def a_movement(text: str) -> str:
    """What a When did to a belief, as written. Raises Miswritten."""
    if text.startswith(AS_IT_WAS):
        a_day(text.removeprefix(AS_IT_WAS).strip())
    return text


def a_start(text: str) -> str:
    """The When, or a moment, as written. Raises Miswritten."""
    return text if text == THE_WHEN else a_moment(text)


def a_moment(text: str) -> str:
    """A day, an instant or a position, as written. Raises Miswritten."""
    try:
        recorded_cursor(text)
    except BadCursor:
        raise Miswritten(f"{text} is no moment: write a day such as 2031-10-31, an instant, or a position") from None
    return text


def _listed(words: Iterable[str], meaning: str = "") -> Slot:
    choices = tuple(str(word) for word in words)
    return Slot(_one_of(choices), meaning or f"one of {', '.join(choices)}", choices=choices)


SLOTS: dict[str, Slot] = {
    "date": Slot(r"\S+", "a date in EDTF, such as 2031-10-31 or 2031-10", a_date),
    "day": Slot(r"\S+", "a day such as 2031-10-31, or an instant", a_day),
    "start": Slot(
        rf"{THE_WHEN}|\S+", f"{THE_WHEN}, or a day such as 2031-10-31, an instant, or a position such as 41", a_start
    ),
    "moment": Slot(r"\S+", "a day such as 2031-10-31, an instant, or a position such as 41", a_moment),
    "n": Slot(r"[1-9][0-9]{0,3}", "a number from 1 to 9999, in digits", int),
    "belief": Slot(
        f"is {_optional(BOUNDS)}(?:{_one_of((*LIKELIHOODS, *OTHER_WORDS))})|{HAS_NO_BASIS}",
        f"{HAS_NO_BASIS}, or is, is at least or is at most one of {', '.join(LIKELIHOODS)}",
        a_belief,
        tuple(
            [f"is {bound}{word}" for bound in ("", *map("{} ".format, BOUNDS)) for word in (*LIKELIHOODS, *OTHER_WORDS)]
            + [HAS_NO_BASIS]
        ),
    ),
    "stage": _listed([*LADDER, NO_STAGE]),
    "reliability": _listed(Reliability, "A to F"),
    "credibility": _listed(Credibility, "1 to 6"),
    "verdict": Slot(r"\S+", f"one of {', '.join(Ruling)}, or the value that is true", a_ruling),
    "movement": Slot(
        rf"{_one_of(MOVEMENTS)}|{AS_IT_WAS} \S+",
        f"one of {', '.join(MOVEMENTS)}, {AS_IT_WAS} some day",
        a_movement,
        MOVEMENTS,
    ),
    "limit": _listed(LIMITS, " or ".join(LIMITS)),
    "things": _listed(THINGS),
    "mistake": _listed(MISTAKES, " or ".join(MISTAKES)),
}
"""Every typed slot by its name. Whatever names a thing is quoted and needs no type."""
