"""Timelines: the claims of a deal by the period that they speak of."""

from collections.abc import Iterable, Iterator

from ledger import claim
from ledger.belief.standing import Standing
from ledger.claim import Claim
from ledger.dates import chronology
from ledger.entries import Entry
from ledger.events import ClaimFact, ContentForgotten, PropositionRaised
from ledger.reading.finding import Finding
from ledger.showing import shown_moment, timeline_item
from ledger.views import Timeline, TimelineItem


class Timelines(Finding):
    """The question what is said to have happened when."""

    def timeline(self, deal: str, *, recorded_as_of: str | None = None, asserted_as_of: str | None = None) -> Timeline:
        """The claims of a deal by the period that they speak of, earliest first; those of no period last."""
        at = self.moment(recorded_as_of)
        docket = self._docket(deal, at)
        entries = self._dockets.entries(deal, at.position)
        said_by_then = Standing(docket, docket.voices, asserted_as_of, ()).is_said
        propositions = {e.fact.proposition: e.fact for e in entries if isinstance(e.fact, PropositionRaised)}
        items: list[TimelineItem] = []
        for of_it, state in _claims(entries):
            said = claim.asserted_at(state.content)
            if state.filing is None or not said_by_then(docket.claims[state.id]):
                continue
            raised = propositions.get(state.filing.proposition)
            items.append(timeline_item(of_it, state, said, raised.period if raised is not None else None))
        items.sort(key=lambda item: (chronology(item.period), item.position))
        return Timeline(deal=deal, recorded_as_of=shown_moment(at), asserted_as_of=asserted_as_of, items=tuple(items))


def _claims(entries: Iterable[Entry]) -> Iterator[tuple[list[Entry], Claim]]:
    """The entries of each claim among these, the one that recorded it first; in order of recording."""
    found: dict[str, list[Entry]] = {}
    states: dict[str, Claim] = {}
    for entry in entries:
        about = entry.fact.claim if isinstance(entry.fact, ClaimFact | ContentForgotten) else None
        if about is not None:
            found.setdefault(about, []).append(entry)
            states[about] = claim.evolve(states.get(about), entry.fact)
    return ((found[key], states[key]) for key in found)
