"""Phrases: how a step is worded. `{"source"}` is a quoted name, `{date}` a typed slot; all else stands as written.

What stands in square brackets, `[the analyst previews that ]`, may be left out; the step is told whether it was.
"""

import re

from pytest_bdd.parsers import StepParser

from ledger.specs.slots import SLOTS

_SLOT = re.compile(r'\{("?)([a-z_]+)\1\}')
_OPTION = re.compile(r"\[([^]]+)\]")
PREVIEWED = "previewed"
"""The argument that says whether the optional part of a phrase was there."""


class Phrase(StepParser):
    """A step's wording, matched whole. Quoted names hold no quotation mark, so that no two readings are possible."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.slots: dict[str, str] = {}
        self.names = tuple(found[2] for found in _SLOT.finditer(name))
        option = _OPTION.match(name)
        pattern, end = "", 0
        if option is not None:
            pattern, end = f"(?P<{PREVIEWED}>{re.escape(option[1])})?", option.end()
        for found in _SLOT.finditer(name, end):
            quoted, slot = bool(found[1]), found[2]
            inside = f'"(?P<{slot}>[^"]+)"' if quoted else f"(?P<{slot}>{SLOTS[slot].pattern})"
            pattern += re.escape(name[end : found.start()]) + inside
            end = found.end()
            if not quoted:
                self.slots[slot] = SLOTS[slot].meaning
        self._pattern = re.compile(pattern + re.escape(name[end:]))

    def is_matching(self, name: str) -> bool:
        """Whether a step is worded so."""
        return self._pattern.fullmatch(name) is not None

    def parse_arguments(self, name: str) -> dict[str, object] | None:
        """What stands in the slots, read; None where the step is worded otherwise. Raises Miswritten for a bad date."""
        found = self._pattern.fullmatch(name)
        if found is None:
            return None
        return {key: self._read(key, text) for key, text in found.groupdict().items()}

    def _read(self, key: str, text: str | None) -> object:
        if key == PREVIEWED:
            return text is not None
        return SLOTS[key].read(text or "") if key in self.slots else text
