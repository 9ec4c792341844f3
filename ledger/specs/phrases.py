"""Phrases: how a step is worded. `{"source"}` is a quoted name, `{date}` a typed slot; all else stands as written."""

import re

from pytest_bdd.parsers import StepParser

from ledger.specs.slots import SLOTS

_SLOT = re.compile(r'\{("?)([a-z_]+)\1\}')


class Phrase(StepParser):
    """A step's wording, matched whole. Quoted names hold no quotation mark, so that no two readings are possible."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.slots: dict[str, str] = {}
        pattern, end = "", 0
        for found in _SLOT.finditer(name):
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
        return {key: SLOTS[key].read(text) if key in self.slots else text for key, text in found.groupdict().items()}
