"""Changes: which events moved what, with echoes told apart from news."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ledger.belief.believe import estimated
from ledger.belief.folding import Folding
from ledger.belief.policy import Policy
from ledger.belief.reading import Reading
from ledger.belief.verdicts import verdict_view
from ledger.belief.view import Change, Move, News, Shown
from ledger.belief.voices import Groups
from ledger.entries import Entry
from ledger.events import (
    ClaimAssigned,
    ClaimFact,
    ClaimRecorded,
    DealFact,
    DealOpened,
    PolicyAdopted,
    PropositionRaised,
    SourceFact,
    SourcesRelated,
    Tie,
    YesNo,
)

UNASKED = Shown(probability=None, likelihood=None, range=None)


@dataclass(frozen=True, slots=True)
class _State:
    """What is shown of a proposition, and all else of it that news would alter."""

    shown: Shown
    rest: tuple[object, ...]


NOT_RAISED = _State(UNASKED, ())


def changes(
    deal: str,
    entries: Iterable[Entry],
    *,
    policy: Policy | None = None,
    asserted_as_of: str | None = None,
    without: Collection[str] = (),
    since: int = 0,
) -> Iterator[Change]:
    """For each entry after `since` that bears on the deal, which beliefs it moved and whether it was news.

    The entries come in order of position from the first on. News is what alters any log-odds, verdict, or answer to a
    valued proposition, even by less than shows; an echo is a claim that takes a side and alters none of them.
    Raises BadDate.
    """
    watch = _Watch(deal, policy, asserted_as_of, without)
    for entry in entries:
        if entry.position <= since:
            watch.pass_over(entry)
        elif (change := watch.take(entry)) is not None:
            yield change


class _Watch:
    """Folds entries in and works out anew only what each can touch."""

    def __init__(self, deal: str, policy: Policy | None, asserted_as_of: str | None, without: Collection[str]) -> None:
        self._folding = Folding(deal)
        self._policy, self._asserted_as_of, self._without = policy, asserted_as_of, without
        self._ties, self._involved = Groups(), set[str]()
        self._tied_unheard = self._outdated = False
        self._reading: Reading | None = None
        self._states: dict[str, _State] = {}

    def pass_over(self, entry: Entry) -> None:
        """Fold an entry that is not asked about."""
        self._folding.take(entry)
        self._note(entry)

    def take(self, entry: Entry) -> Change | None:
        """Fold an entry and tell what it moved; None where it does not bear on the deal."""
        reading = self._ready()
        self._folding.take(entry)
        self._note(entry)
        touched = self._touched(entry, reading)
        if touched is None:
            return None
        before = {name: self._states.get(name, NOT_RAISED) for name in touched}
        after = {name: _state(self._ready(), name) for name in touched}
        self._states.update(after)
        altered = [name for name in touched if _is_altered(before[name], after[name])]
        claim = entry.fact.claim if isinstance(entry.fact, ClaimFact) else None
        return Change(
            position=entry.position,
            recorded_at=entry.recorded_at,
            event=entry.fact.wire,
            claim=claim,
            news=self._news(entry, bool(altered)),
            moved=tuple(
                Move(proposition=name, from_=before[name].shown, to=after[name].shown)
                for name in altered
                if before[name].shown != after[name].shown
            ),
        )

    def _ready(self) -> Reading:
        if self._reading is None:
            self._reading = Reading(
                self._folding.docket(),
                policy=self._policy,
                asserted_as_of=self._asserted_as_of,
                without=self._without,
            )
            fresh = {name: _state(self._reading, name) for name in self._reading.docket.propositions}
            self._states = fresh | self._states
        return self._reading

    def _note(self, entry: Entry) -> None:
        """Keep who is involved in the deal, and who is tied to whom.

        A reading does not know of ties made since among sources not yet heard: it is outdated once one of them is.
        """
        fact, docket = entry.fact, self._folding.docket()
        if isinstance(fact, ClaimRecorded | ClaimAssigned) and fact.claim in docket.claims:
            heard = set(docket.claims[fact.claim].named)
            self._outdated = self._tied_unheard and not heard <= self._involved
            self._involved |= heard
        elif isinstance(fact, DealOpened) and fact.deal == docket.deal:
            self._involved.update(party.source for party in fact.parties)
        elif isinstance(fact, SourcesRelated) and isinstance(fact.relation, Tie):
            self._ties.join(fact.source, fact.relation.to)
            self._tied_unheard = True

    def _touched(self, entry: Entry, reading: Reading) -> list[str] | None:
        """The propositions that an entry can move; None where it does not bear on the deal."""
        fact, docket = entry.fact, self._folding.docket()
        if isinstance(fact, ClaimFact):
            claim = docket.claims.get(fact.claim)
            if claim is None or claim.proposition not in docket.propositions:
                return None
            if self._outdated:
                self._reading, self._tied_unheard, self._outdated = None, False, False
                return reading.implications.relatives(claim.proposition)
            moved = reading.take(claim) if isinstance(fact, ClaimRecorded) else None
            if moved is not None:
                return [name for name in docket.propositions if name in moved]
            reading.forget(claim.proposition)
            return reading.hanging_on(claim.proposition)
        if isinstance(fact, DealFact):
            if fact.deal != docket.deal:
                return None
            if not isinstance(fact, DealOpened | PropositionRaised):
                return reading.implications.relatives(getattr(fact, "proposition", ""))
        elif isinstance(fact, SourceFact):
            if self._ties.of(fact.source) not in {self._ties.of(name) for name in self._involved}:
                return None
        elif not (isinstance(fact, PolicyAdopted) and self._policy is None):
            return None
        self._reading = None
        return list(docket.propositions)

    def _news(self, entry: Entry, altered: bool) -> News:
        if altered:
            return News.NEWS
        if isinstance(entry.fact, ClaimRecorded | ClaimAssigned):
            reading = self._ready()
            weighed = reading.weighed(reading.docket.claims[entry.fact.claim].proposition)
            # What was just filed is the last of those that are weighed, if it is weighed at all.
            if weighed and weighed[-1].claim.id == entry.fact.claim:
                return News.ECHO
        return News.NONE


def _state(reading: Reading, name: str) -> _State:
    verdict = verdict_view(reading.implications.verdict(name, reading.docket.verdicts))
    if not isinstance(reading.docket.propositions[name].fact.form, YesNo):
        return _State(
            UNASKED, (verdict, *((answer.value, answer.origins) for answer in reading.answering(name).answers()))
        )
    odds = reading.odds(name)
    estimate, found = estimated(reading, name, odds)
    word, ends = (found.word, (found.low, found.high)) if found else (None, None)
    return _State(
        Shown(probability=estimate.probability, likelihood=word, range=ends),
        (estimate.vacuous, odds.raw, verdict and verdict.ruling),
    )


def _is_altered(before: _State, after: _State) -> bool:
    """Whether it is news; a proposition just raised is, if it inherits a belief."""
    return after.shown.probability is not None if before is NOT_RAISED else before != after
