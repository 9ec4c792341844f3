"""Grounds: everything that a dossier is made of, asked of a ledger as of one moment on each clock."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ledger.belief.difference import DealShift, difference
from ledger.belief.matrix import Matrix
from ledger.belief.view import Change, DealBelief, Explanation, PropositionBelief, ValuedBelief
from ledger.dossier.last import How, Last, assumed_by, last_report
from ledger.dossier.view import Dossier, WhatIf
from ledger.foundation import foundation
from ledger.provenance import Provenance
from ledger.terms import Mode
from ledger.verbs import Questions
from ledger.views import DealView, Timeline

WEIGHTIEST = 3
"""How many sources it is told of what would be believed without each."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What was asked, all of it as of one moment.

    `left_out` are the claims that stand but pass through a source that is left out, `counted` those of which some
    belief is made, `changes` all events that bear on the deal, from the first. `weightiest` are the sources whose word
    most claims are, with what would be believed otherwise without each; None where nothing would.
    """

    belief: DealBelief
    deal: DealView
    foundation: str
    explanations: dict[str, Explanation]
    timeline: Timeline
    modes: dict[str, Mode]
    provenances: dict[str, Provenance]
    left_out: frozenset[str]
    counted: frozenset[str]
    matrix: Matrix
    changes: tuple[Change, ...]
    last: Last | None
    weightiest: dict[str, DealShift | None]
    what_if: WhatIf | None

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

    def mode(self, claim: str) -> str:
        """What kind of statement a claim is."""
        return self.modes[claim].value

    def at(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The positions of claims."""
        return tuple(sorted({self.provenances[name].position for name in claims if name in self.provenances}))

    def behind(self, proposition: str) -> tuple[int, ...]:
        """The positions of a verdict and of the claims that move a belief; where none does, where it was raised."""
        believed = next(b for b in self.belief.propositions if b.id == proposition)
        verdict = (believed.verdict.position,) if believed.verdict is not None else ()
        if isinstance(believed, ValuedBelief):
            found = (p.claim for p in self.provenances.values() if p.proposition == proposition)
            claims = [claim for claim in found if claim not in self.left_out]
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
    without: Collection[str] = (),
    policy: str | None = None,
) -> Grounds:
    """Ask for all of it. Raises NotFound, BadCursor, BadDate, and Rejected for a last report that is no such one."""
    how: How = {"asserted_as_of": asserted_as_of, "without": tuple(without), "policy": policy}
    belief = ledger.beliefs(deal, recorded_as_of=recorded_as_of, **how)
    at = str(belief.recorded_as_of.position)
    timeline = ledger.timeline(deal, recorded_as_of=at, asserted_as_of=asserted_as_of)
    explanations = {
        p.id: ledger.explanation(deal, p.id, recorded_as_of=at, **how)
        for p in belief.propositions
        if isinstance(p, PropositionBelief)
    }
    provenances = {
        item.claim: ledger.provenance(item.claim, recorded_as_of=at)
        for item in sorted(timeline.items, key=lambda item: item.position)
    }
    matrix = ledger.matrix(deal, recorded_as_of=at, asserted_as_of=asserted_as_of, without=tuple(without))
    whole = ledger.matrix(deal, recorded_as_of=at, asserted_as_of=asserted_as_of) if without else matrix
    left_out = _left_out(whole, matrix)
    counted = _counted(explanations, provenances) - left_out
    return Grounds(
        belief=belief,
        deal=ledger.deal(deal),
        foundation=foundation(ledger, belief, tuple(without)),
        explanations=explanations,
        timeline=timeline,
        modes={item.claim: item.mode for item in timeline.items},
        provenances=provenances,
        left_out=left_out,
        counted=counted,
        matrix=matrix,
        changes=ledger.changes(deal, recorded_until=at, **how).items,
        weightiest=_weightiest(ledger, belief, provenances, counted, how),
        last=last_report(ledger, belief, since, how),
        what_if=assumed_by(belief, how),
    )


def _weightiest(
    ledger: Questions, belief: DealBelief, claims: dict[str, Provenance], counted: frozenset[str], how: How
) -> dict[str, DealShift | None]:
    """What would be believed otherwise without each of the sources whose word most of the claims are."""
    words = Counter(claims[name].voice.source for name in counted)
    at = str(belief.recorded_as_of.position)
    found: dict[str, DealShift | None] = {}
    for name, _ in sorted(words.items(), key=lambda word: (-word[1], word[0]))[:WEIGHTIEST]:
        less: How = {**how, "without": (*how["without"], name)}
        found[name] = difference(belief, ledger.beliefs(belief.deal, recorded_as_of=at, **less))
    return found


def _left_out(whole: Matrix, left: Matrix) -> frozenset[str]:
    """The claims that stand in the whole matrix, and not in what is left of it."""
    before, after = (
        {claim for row in one.rows for cell in row.cells for said in cell.said for claim in said.claims}
        for one in (whole, left)
    )
    return frozenset(before - after)


def _counted(explanations: dict[str, Explanation], provenances: dict[str, Provenance]) -> frozenset[str]:
    """What voices were heard with, and what counts without a voice in any sum: the answers to valued propositions."""
    heard = {name for found in explanations.values() for term in found.voices for name in term.claims}
    return frozenset(heard | {name for name, claim in provenances.items() if claim.voice.counts})
