"""Recounting: an event on record in words, by the names and texts of what it is about, and not by ids."""

from collections.abc import Iterator
from contextlib import suppress

from ledger.errors import Refusal
from ledger.verbs import Verbs
from ledger.views import EntryView

LONGEST = 100
"""The characters that are shown of what somebody said, or gave as a reason."""


def recounted(ledger: Verbs, entry: EntryView) -> Iterator[str]:
    """What an event says: whose claim of which proposition, which source, which deal, and why; a sentence for each.

    What whoever asks may not see is called by its id.
    """
    return _Recounted(ledger).of(entry.fact)


class _Recounted:
    def __init__(self, ledger: Verbs) -> None:
        self._ledger = ledger

    def of(self, fact: dict[str, object]) -> Iterator[str]:
        content = fact.get("content")
        said = content if isinstance(content, dict) else fact
        if isinstance(claim := fact.get("claim"), str):
            yield from self._claim(claim, is_new=isinstance(content, dict))
        elif isinstance(source := fact.get("source"), str):
            yield f"of the source {self._source(source)}"
        elif isinstance(proposition := fact.get("proposition"), str):
            yield f"of {self._proposition(str(fact['deal']), proposition)}"
        if "claim" not in fact and isinstance(deal := fact.get("deal"), str):
            yield f"in the deal {self._deal(deal)}"
        yield from self._more(fact)
        yield from (f"{how} {quoted(str(said[name]))}" for name, how in WORDS if said.get(name))

    def _claim(self, claim: str, *, is_new: bool) -> Iterator[str]:
        try:
            found = self._ledger.claim(claim)
        except Refusal:
            yield f"of the claim {claim}"
            return
        whose = self._source(found.origin) if found.origin is not None else "an unknown origin"
        if found.deal is None or found.proposition is None:
            yield f"a claim of {whose}, filed under no proposition"
            return
        text = self._proposition(found.deal, found.proposition)
        yield f"{whose} {found.stance} {text}" if is_new else f"of the claim of {whose} that {found.stance} {text}"
        yield f"in the deal {self._deal(found.deal)}"

    def _more(self, fact: dict[str, object]) -> Iterator[str]:
        """What is told of whatever the event is about."""
        if isinstance(by := fact.get("by"), str):
            yield f"by {self._source(by)}"
        for name in ("reliability", "credibility", "verdict"):
            if fact.get(name) is not None:
                yield f"{name} {fact[name]}"
        if isinstance(relation := fact.get("relation"), dict):
            to = relation.get("to")
            other = self._source(str(to)) if to is not None else self._deal(str(relation.get("deal")))
            yield f"{relation.get('kind')}: {other}"

    def _source(self, source: str) -> str:
        with suppress(Refusal):
            return quoted(self._ledger.source(source).name)
        return source

    def _deal(self, deal: str) -> str:
        with suppress(Refusal):
            return quoted(self._ledger.deal(deal).title)
        return deal

    def _proposition(self, deal: str, proposition: str) -> str:
        with suppress(Refusal):
            for one in self._ledger.deal(deal).propositions:
                if one.id == proposition:
                    return quoted(one.text)
        return proposition


WORDS = (("text", "in the words"), ("reason", "because"))
"""Where an event has words of somebody, and how they are told."""


def quoted(text: str) -> str:
    """A text on one line in quotation marks, shortened where it is long."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"}"'
