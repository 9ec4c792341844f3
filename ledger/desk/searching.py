"""Searching: the steps of the vocabulary that some words are about."""

import re

from ledger.desk.vocabulary import StepEntry, vocabulary
from ledger.specs.slots import SLOTS

ENDINGS = ("ings", "ing", "ies", "ied", "als", "al", "wn", "ed", "es", "s", "y", "e")
"""What English puts behind the stem of a word, longest first: `withdrawal`, `withdrawn` and `withdraws` have one."""

SHORTEST = 3
"""The fewest letters that a stem has."""


def found(words: str | None) -> list[StepEntry]:
    """The steps in which these words stand, whatever their case; where they stand in none, those that have a word of
    the stem of each somewhere. All of them where there are no words."""
    if words is None:
        return list(vocabulary())
    told = {entry.phrase: _text(entry) for entry in vocabulary()}
    if exact := [entry for entry in vocabulary() if words.lower() in told[entry.phrase]]:
        return exact
    wanted = _stems(words)
    return [entry for entry in vocabulary() if wanted and wanted <= _stems(told[entry.phrase])]


def _text(entry: StepEntry) -> str:
    """All that is told of a step, and whatever its slots take."""
    choices = (choice for slot in entry.slots if slot.name in SLOTS for choice in SLOTS[slot.name].choices)
    return " ".join([entry.model_dump_json(), *choices]).lower()


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[^\W_]+", text.lower())}


def stem(word: str) -> str:
    """A word without its ending, roughly."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            left = word.removesuffix(ending) + ("w" if ending == "wn" else "")
            return left.removesuffix("y") if len(left) > SHORTEST else left
    return word
