"""Misworded: a step that no phrase fits, beside the phrase that it was meant to be, and what is wrong with it."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches

from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext

from ledger.specs.phrases import Phrase
from ledger.specs.slots import SLOTS

MOST = 3
"""How many phrases are told where none is clearly meant."""

_CURLY = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))
_WORD = re.compile(r"\b[^\W\d_]{2,}\b")


def _straight(text: str) -> str:
    return text.translate(_CURLY)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _uncommented(text: str) -> str:
    return re.sub(r'\s+#[^"]*$', "", text)


def _unstopped(text: str) -> str:
    return re.sub(r"(?<=[^.])[.;,!]$", "", text)


def _lowered(text: str) -> str:
    """The text with its words in lower case, but for what stands between quotation marks."""
    parts = text.split('"')
    parts[::2] = [_WORD.sub(lambda found: found[0].lower(), part) for part in parts[::2]]
    return '"'.join(parts)


def _turned(text: str) -> str:
    """The text with a colon at its end where it has none, or without the one that it has."""
    return text.removesuffix(":").rstrip() if text.endswith(":") else f"{text}:"


REPAIRS: tuple[tuple[Callable[[str], str], str], ...] = (
    (_straight, 'quotation marks are straight, "'),
    (_spaced, "between words stands one plain space, not a no-break space or several"),
    (_uncommented, "comments stand on lines of their own"),
    (_unstopped, "no full stop stands at the end"),
    (_lowered, "what is not quoted is written in lower case"),
    (_turned, "a colon stands at the end where a table follows, and only there"),
)
"""What may be wrong with a step whose words are right, and the rule that it breaks."""


def misworded(step: Step, known: Sequence[StepFunctionContext]) -> str:
    """What to say of a step that no definition matches: how it is written rightly, else the phrases nearest to it."""
    open_to = [c for c in known if c.type in (None, step.type)]
    phrases = list(dict.fromkeys(c.parser for c in open_to if isinstance(c.parser, Phrase)))
    said = f'no step is worded "{step.name}".'
    keyword = step.type.title()
    others = {str(c.type).title() for c in known if c not in open_to and c.parser.is_matching(step.name)}
    if others:
        return f"{said} It is a {' or a '.join(sorted(others))}.{_listed(keyword, _nearest(step.name, phrases))}"
    if (repaired := _repaired(step.name, open_to)) is not None:
        text, why = repaired
        return f"{said} {_sentence(why)} Write:\n    {keyword} {text}"
    plain = _plain(step.name)
    if (quoted := next(filter(None, (p.quoted(plain) for p in phrases)), None)) is not None:
        return f"{said} {_sentence(['names and texts stand between quotation marks'])} Write:\n    {keyword} {quoted}"
    if framed := [(p, slots) for p in phrases if (slots := p.framed(plain)) is not None]:
        phrase, slots = max(framed, key=lambda each: len(each[0].literal))
        wrong = [hint for name, text in slots.items() if (hint := _wrong(name, text)) is not None]
        return " ".join([said, *wrong]) + _listed(keyword, [phrase])
    return said + _listed(keyword, _nearest(step.name, phrases))


def _plain(text: str) -> str:
    """The text with whatever of it is easily wrong put right, but for its colon."""
    for repair, _ in REPAIRS[:-1]:
        text = repair(text)
    return text


def _repaired(text: str, definitions: Sequence[StepFunctionContext]) -> tuple[str, list[str]] | None:
    """The text with as little as possible put right, and which rules it broke; None where that is not enough."""
    broken: list[str] = []
    for repair, rule in REPAIRS:
        if (mended := repair(text)) != text:
            text, broken = mended, [*broken, rule]
            if any(c.parser.is_matching(text) for c in definitions):
                return text, broken
    return None


def _sentence(rules: Sequence[str]) -> str:
    told = "; ".join(rules)
    return f"{told[0].upper()}{told[1:]}."


def _wrong(name: str, text: str) -> str | None:
    """What is wrong with what stands in a slot; None where nothing is."""
    slot = SLOTS[name]
    if re.fullmatch(slot.pattern, text):
        return None
    near = get_close_matches(text, slot.choices, n=1)
    return f"`{text}` is no {{{name}}}{f': did you mean `{near[0]}`?' if near else '.'}"


def _nearest(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    bare = _bare(text)
    ranked = sorted(phrases, key=lambda p: (-SequenceMatcher(None, bare, _bare(p.name)).ratio(), p.name))
    return ranked[:MOST]


def _bare(text: str) -> list[str]:
    """The words of a step or a phrase, less what stands in its slots."""
    return re.sub(r'"[^"]*"|\{[^}]*\}', " ", re.sub(r'\{"[^}]*\}', " ", text.lower())).split()


def _listed(keyword: str, phrases: Sequence[Phrase]) -> str:
    return f" The nearest {'are' if len(phrases) > 1 else 'is'}:" + "".join(_told(keyword, phrases))


def _told(keyword: str, phrases: Sequence[Phrase]) -> Iterator[str]:
    yield from (f"\n    {keyword} {phrase.name}" for phrase in phrases)
    slots = {slot: meaning for phrase in phrases for slot, meaning in phrase.slots.items()}
    yield from (f"\n    {{{slot}}}: {meaning}" for slot, meaning in sorted(slots.items()))
