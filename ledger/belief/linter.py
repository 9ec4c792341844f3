"""The linter of likelihood: what in a rendered text departs from ICD 203, rule by rule.

What stands between quotation marks (of the kind that open and close) is somebody else's, and so is code between
backticks: neither is looked at.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ledger.belief.scale import BANDS

TERMS = {band.word: (band.low, band.high) for band in BANDS}
"""The row of terms that is used, each with its range."""
OTHER_TERMS = tuple(band.other for band in BANDS if band.other != "remote")
"""The words of the other row of the directive, which is never mixed in. Remote is looked for only where a chance is."""
HEDGES = (
    *("quite", "rather", "fairly", "somewhat", "highly", "extremely", "more than", "most", "less", "more", "not"),
    *("possibly", "perhaps", "maybe", "apparently", "arguably", "seemingly", "virtually", "nearly", "almost"),
)
"""What may not stand before a term, or it would say more or less than its range does."""


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: -len(word)))


_WORD = r"(?<![-\w.]){}(?![-\w])"
_TERM = re.compile(_WORD.format(f"({_any(TERMS)})") + r"(?:\s*\((\d+)\s*-\s*(\d+)\s*%\))?", re.IGNORECASE)
_REMOTE = r"remote(?=\s*\(\d|\s+(?:chance|possibility|odds))|(?<=\bis )remote"
_OTHER = re.compile(_WORD.format(f"({_any([*OTHER_TERMS, 'probably'])}|{_REMOTE})"), re.IGNORECASE)
_HEDGED = re.compile(_WORD.format(f"({_any(HEDGES)})") + r"\s+" + _WORD.format(f"({_any(TERMS)})"), re.IGNORECASE)
_DOUBLED = re.compile(r"\b(may|might|could)\s+(?:well\s+)?(?:be\s+)?" + _WORD.format(f"({_any(TERMS)})"), re.IGNORECASE)
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t)\b", re.IGNORECASE)
_NOT_OURS = re.compile("\u201c(?:[^\u201c\u201d\n]|\u201c[^\u201c\u201d\n]*\u201d)*\u201d|(?<!`)`[^`\n]+`(?!`)")
_ENDS = re.compile(r"(?<=[.!?:;])\s+(?=[\"'(\[A-Z])|(?<=[.!?])\s*(?=\[\d)")
_ROW = re.compile(r"\S {2,}\S|^\s*\|")


class Rule(StrEnum):
    """What is looked for."""

    RANGE = "range"
    APART = "apart"
    ROW = "row"
    HEDGE = "hedge"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a text departs from a rule: in which line, counted from 1, what stands there, and what to do."""

    rule: Rule
    line: int
    text: str
    advice: str


def findings(text: str, rules: Collection[Rule] = tuple(Rule)) -> list[Finding]:
    """What in a text departs from these rules, in order of the lines. A row of a table stands for itself, as do the
    sentences of a paragraph, wherever its lines are broken."""
    return [
        Finding(rule, line, found, _ADVICE[rule])
        for line, sentence in _sentences(text)
        for rule in rules
        for found in _LOOKS[rule](sentence)
    ]


def findings_in(answer: Any, rules: Collection[Rule] = tuple(Rule)) -> list[Finding]:
    """The same of an answer in JSON: wherever it has a `likelihood`, its `range` stands beside it."""
    if isinstance(answer, list | tuple):
        return [found for one in answer for found in findings_in(one, rules)]
    if not isinstance(answer, dict):
        return []
    below = [found for one in answer.values() for found in findings_in(one, rules)]
    word = answer.get("likelihood")
    if not isinstance(word, str):
        return below
    ends = answer.get("range") or ("", "")
    return [*findings(f"{word} ({ends[0]}-{ends[1]} %)", rules), *below]


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence, each row and each line of code with the line that it begins in, without what is not ours."""
    paragraph: list[str] = []
    begun, is_code = 1, False
    for number, line in enumerate([*_NOT_OURS.sub("\N{HORIZONTAL ELLIPSIS}", text).splitlines(), ""], start=1):
        is_code ^= line.lstrip().startswith("```")
        is_row = is_code or bool(_ROW.search(line))
        if paragraph and (is_row or not line.strip()):
            yield from ((begun, one) for one in _ENDS.split(" ".join(paragraph)))
            paragraph = []
        if is_row:
            yield number, line
        elif line.strip():
            begun = begun if paragraph else number
            paragraph.append(line.strip())


def _without_range(sentence: str) -> Iterator[str]:
    for found in _TERM.finditer(sentence):
        word = " ".join(found[1].lower().split())
        if (found[2], found[3]) != tuple(map(str, TERMS[word])):
            yield found[0]


def _not_apart(sentence: str) -> Iterator[str]:
    if (_TERM.search(sentence) or _OTHER.search(sentence)) and (found := _CONFIDENCE.search(sentence)):
        yield found[0]


def _of_the_other_row(sentence: str) -> Iterator[str]:
    return (found[0] for found in _OTHER.finditer(sentence))


def _hedged(sentence: str) -> Iterator[str]:
    return (found[0] for pattern in (_HEDGED, _DOUBLED) for found in pattern.finditer(sentence))


_LOOKS: dict[Rule, Callable[[str], Iterator[str]]] = {
    Rule.RANGE: _without_range,
    Rule.APART: _not_apart,
    Rule.ROW: _of_the_other_row,
    Rule.HEDGE: _hedged,
}
_ADVICE = {
    Rule.RANGE: "put the term's range in brackets after it: likely (55-80 %)",
    Rule.APART: "say how likely it is and how good the basis is in two sentences",
    Rule.ROW: f"use the terms of one row: {', '.join(TERMS)}",
    Rule.HEDGE: "let the term stand alone: its range says how sure it is",
}
