"""Grounds: everything that a dossier is made of, asked of a ledger as of one moment on each clock."""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.belief.matrix import Matrix
from ledger.belief.view import Change, DealBelief, Explanation, PropositionBelief, RecordedAsOf, ValuedBelief
from ledger.dossier.view import Dossier
from ledger.errors import BadCursor, NotFound, Rejected
from ledger.foundation import foundation
from ledger.provenance import Provenance
from ledger.verbs import Questions
from ledger.views import DealView, Timeline


@dataclass(frozen=True, slots=True)
class Last:
    """The last report: when it was, what the ledger says was believed then, and what it said itself, if it is here."""

    at: RecordedAsOf
    before: DealBelief | None
    report: Dossier | None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What was asked, all of it as of one moment.

    `counted` are the claims of which some belief is made, `changes` all events that bear on the deal, from the first.
    """

    belief: DealBelief
    deal: DealView
    foundation: str
    explanations: dict[str, Explanation]
    timeline: Timeline
    provenances: dict[str, Provenance]
    counted: frozenset[str]
    matrix: Matrix
    changes: tuple[Change, ...]
    last: Last | None

    @property
    def head(self) -> int:
        """The position up to which all of it was read: where it is said that something is not there, that is cited."""
        return self.belief.recorded_as_of.position

    @property
    def policy(self) -> int:
        """The position of the policy in force."""
        return max((c.position for c in self.changes if c.event == "policy-adopted"), default=self.head)

    @property
    def opened(self) -> int:
        """The position at which the deal was opened."""
        return next(c.position for c in self.changes if c.event == "deal-opened")

    def raised(self, proposition: str) -> int:
        """The position at which a proposition was raised: they are listed in that order."""
        raised = [c.position for c in self.changes if c.event == "proposition-raised"]
        return raised[[p.id for p in self.deal.propositions].index(proposition)]

    def at(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The positions of claims."""
        return tuple(sorted({self.provenances[name].position for name in claims if name in self.provenances}))

    def behind(self, proposition: str) -> tuple[int, ...]:
        """The positions of a verdict and of the claims that move a belief; where none does, where it was raised."""
        believed = next(b for b in self.belief.propositions if b.id == proposition)
        verdict = (believed.verdict.position,) if believed.verdict is not None else ()
        if isinstance(believed, ValuedBelief):
            claims = [p.claim for p in self.provenances.values() if p.proposition == proposition]
        else:
            claims = [name for term in self.explanations[proposition].voices for name in term.claims]
        return tuple(sorted({*verdict, *self.at(claims)})) or (self.raised(proposition),)


def gather(
    ledger: Questions,
    deal: str,
    *,
    recorded_as_of: str | None = None,
    asserted_as_of: str | None = None,
    since: str | Dossier | None = None,
) -> Grounds:
    """Ask for all of it. Raises NotFound, BadCursor, BadDate, and Rejected for a last report on another deal."""
    belief = ledger.beliefs(deal, recorded_as_of=recorded_as_of, asserted_as_of=asserted_as_of)
    at = str(belief.recorded_as_of.position)
    yes_no = [p.id for p in belief.propositions if isinstance(p, PropositionBelief)]
    timeline = ledger.timeline(deal, recorded_as_of=at, asserted_as_of=asserted_as_of)
    explanations = {
        name: ledger.explanation(deal, name, recorded_as_of=at, asserted_as_of=asserted_as_of) for name in yes_no
    }
    provenances = {
        item.claim: ledger.provenance(item.claim, recorded_as_of=at)
        for item in sorted(timeline.items, key=lambda item: item.position)
    }
    return Grounds(
        belief=belief,
        deal=ledger.deal(deal),
        foundation=foundation(ledger, belief, ()),
        explanations=explanations,
        timeline=timeline,
        provenances=provenances,
        counted=_counted(explanations, provenances),
        matrix=ledger.matrix(deal, recorded_as_of=at, asserted_as_of=asserted_as_of),
        changes=ledger.changes(deal, recorded_until=at, asserted_as_of=asserted_as_of).items,
        last=_last(ledger, belief, since),
    )


def _counted(explanations: dict[str, Explanation], provenances: dict[str, Provenance]) -> frozenset[str]:
    """What voices were heard with, and what counts without a voice in any sum: the answers to valued propositions."""
    heard = {name for found in explanations.values() for term in found.voices for name in term.claims}
    return frozenset(heard | {name for name, claim in provenances.items() if claim.voice.counts})


def _last(ledger: Questions, belief: DealBelief, since: str | Dossier | None) -> Last | None:
    if since is None:
        return None
    if isinstance(since, Dossier):
        if since.deal != belief.deal:
            raise Rejected(f"the last report is on the deal {since.deal!r}: name one on {belief.deal!r}", "since")
        moment, said_by = str(since.recorded_as_of.position), since.asserted_as_of
    else:
        moment, said_by = since, belief.asserted_as_of
    try:
        before = ledger.beliefs(belief.deal, recorded_as_of=moment, asserted_as_of=said_by)
    except BadCursor as refusal:
        raise BadCursor(refusal.detail, "since") from None
    except NotFound:
        return Last(RecordedAsOf(position=int(moment) if moment.isdigit() else 0, recorded_at=None), None, None)
    if before.recorded_as_of.position > belief.recorded_as_of.position:
        later = f"the last report goes to position {before.recorded_as_of.position}, this one only to"
        raise BadCursor(f"{later} {belief.recorded_as_of.position}: name an earlier one", "since")
    return Last(before.recorded_as_of, before, since if isinstance(since, Dossier) else None)
