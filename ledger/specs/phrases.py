"""Phrases: how a step is worded. `{"source"}` is a quoted name, `{date}` a typed slot; all else stands as written.

What stands in square brackets, `[ on {date}]`, may be left out; the slots in it are then nothing. Of a part without a
slot, `[the analyst previews that ]`, the step is told whether it was there.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from pytest_bdd.parsers import StepParser

from ledger.specs.slots import SLOTS

_SLOT = re.compile(r'\{("?)([a-z_]+)\1\}')
_OPTION = re.compile(r"\[([^]]+)\]")
PREVIEWED = "previewed"
OPTIONS = {"the analyst previews that ": PREVIEWED, " between:": "between"}
"""The parts without a slot that may be left out, and the arguments that say whether they were there."""


class Phrase(StepParser):
    """A step's wording, matched whole. Quoted names hold no quotation mark, so that no two readings are possible."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.names = tuple(found[2] for found in _SLOT.finditer(name))
        self.slots = {found[2]: SLOTS[found[2]].meaning for found in _SLOT.finditer(name) if not found[1]}
        self.literal = _SLOT.sub("", name)
        """What of it stands as written."""
        self._pattern = self._compiled('"{}"', "{}")

    def is_matching(self, name: str) -> bool:
        """Whether a step is worded so."""
        return self._pattern.fullmatch(name) is not None

    def parse_arguments(self, name: str) -> dict[str, object] | None:
        """What stands in the slots, read; None where the step is worded otherwise. Raises Miswritten for a bad date."""
        found = self._pattern.fullmatch(name)
        if found is None:
            return None
        return {key: self._read(key, text) for key, text in found.groupdict().items()}

    def quoted(self, name: str) -> str | None:
        """A step that is worded so but for quotation marks, with them; None where it is worded otherwise."""
        found = self._unquoted.fullmatch(name)
        return None if found is None else self._filled(found.groupdict())

    def framed(self, name: str) -> dict[str, str] | None:
        """What stands in the typed slots of a step that is worded so but for these; None where it is not."""
        found = self._frame.fullmatch(name)
        return None if found is None else {slot: found[slot] for slot in self.slots if found[slot] is not None}

    @cached_property
    def _unquoted(self) -> re.Pattern[str]:
        return self._compiled('"?{}"?', "{}")

    @cached_property
    def _frame(self) -> re.Pattern[str]:
        return self._compiled('"{}"', ".+?")

    def _compiled(self, quoted: str, typed: str) -> re.Pattern[str]:
        """The pattern of the phrase, where these stand around a text and for what a typed slot takes."""

        def matching(worded: str) -> str:
            pattern, end = "", 0
            for found in _SLOT.finditer(worded):
                slot = found[2]
                text = f'(?P<{slot}>[^"]+)'
                inside = quoted.format(text) if found[1] else f"(?P<{slot}>{typed.format(SLOTS[slot].pattern)})"
                pattern += re.escape(worded[end : found.start()]) + inside
                end = found.end()
            return pattern + re.escape(worded[end:])

        parts = [f"({_group(text)}{matching(text)})?" if option else matching(text) for option, text in self._parts()]
        return re.compile("".join(parts))

    def _filled(self, texts: Mapping[str, str | None]) -> str:
        """The phrase with these texts in its slots; of what may be left out, whatever there is a text for."""
        parts = (text for option, text in self._parts() if not option or all(texts[name] for name in _told(text)))
        return _SLOT.sub(lambda found: f"{found[1]}{texts[found[2]]}{found[1]}", "".join(parts))

    def _parts(self) -> Iterator[tuple[bool, str]]:
        """The wording piece by piece, and of each whether it may be left out."""
        for number, text in enumerate(_OPTION.split(self.name)):
            yield number % 2 == 1, text

    def _read(self, key: str, text: str | None) -> object:
        if key in OPTIONS.values():
            return text is not None
        return SLOTS[key].read(text) if key in self.slots and text is not None else text


def _told(option: str) -> list[str]:
    """The arguments that say whether an optional part was there: its slots, or that it was."""
    return [found[2] for found in _SLOT.finditer(option)] or [OPTIONS[option]]


def _group(option: str) -> str:
    return "?:" if _SLOT.search(option) else f"?P<{OPTIONS[option]}>"
