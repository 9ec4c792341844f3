"""Implications: which propositions lend their voices to which, and which a verdict settles along with its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.belief.docket import Raised, Settled
from ledger.belief.voices import Groups
from ledger.events import YesNo
from ledger.terms import Ruling


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict that a proposition stands under, and the proposition that it was given on."""

    settled: Settled
    given_on: str


class Implications:
    """The implications among a deal's propositions, closed: whatever implies, or is implied, at any remove."""

    def __init__(self, propositions: Mapping[str, Raised]) -> None:
        self._implied: dict[str, tuple[str, ...]] = {}
        self._implying: dict[str, tuple[str, ...]] = {}
        families = Groups()
        up: dict[str, list[str]] = {name: [] for name in propositions}
        down: dict[str, list[str]] = {name: [] for name in propositions}
        for name, raised in propositions.items():
            form = raised.fact.form
            for implied in form.implies if isinstance(form, YesNo) else ():
                if implied in propositions:
                    down[name].append(implied)
                    up[implied].append(name)
                    families.join(name, implied)
        for name in propositions:
            self._implied[name], self._implying[name] = _closure(name, down), _closure(name, up)
        self._families: dict[str, list[str]] = {}
        for name in propositions:
            self._families.setdefault(families.of(name), []).append(name)
        self._family = {name: families.of(name) for name in propositions}

    def implied_by(self, proposition: str) -> tuple[str, ...]:
        """The proposition and all that must be true if it is, in order of name."""
        return self._implied[proposition]

    def implying(self, proposition: str) -> tuple[str, ...]:
        """The proposition and all that cannot be true unless it is, in order of name."""
        return self._implying[proposition]

    def family(self, proposition: str) -> str:
        """The name of the family of propositions that implications join, at any remove and in any direction."""
        return self._family[proposition]

    def relatives(self, proposition: str) -> list[str]:
        """Every proposition of the same family, itself included."""
        return self._families[self._family[proposition]]

    def verdict(self, proposition: str, verdicts: Mapping[str, Settled]) -> Verdict | None:
        """The verdict that a proposition stands under: its own, or one that settles it through the implications.

        What implies something false is false; what is implied by something true is true.
        """
        own = verdicts.get(proposition)
        if own is not None and own.fact.verdict is not Ruling.UNDETERMINABLE:
            return Verdict(own, proposition)
        for others, ruling in ((self._implied, Ruling.FALSE), (self._implying, Ruling.TRUE)):
            for other in others[proposition]:
                settled = verdicts.get(other)
                if settled is not None and settled.fact.verdict is ruling:
                    return Verdict(settled, other)
        return Verdict(own, proposition) if own is not None else None


def _closure(start: str, edges: Mapping[str, list[str]]) -> tuple[str, ...]:
    found = {start}
    waiting = [start]
    while waiting:
        fresh = set(edges[waiting.pop()]) - found
        found |= fresh
        waiting += fresh
    return tuple(sorted(found))
