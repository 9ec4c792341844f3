"""What is believed: of each proposition how likely it is, how good the basis is, and the terms that add up to it."""

from collections.abc import Iterator

from ledger.belief.sentences import confidence
from ledger.belief.view import Explanation, PropositionBelief, ValuedBelief, VerdictView, VoiceTerm
from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import quoted, said, together
from ledger.dossier.view import Block, Row, Section, Sentence, Table
from ledger.terms import LADDER, Ruling
from ledger.words import counted, log_odds, remarks, share

AnyBelief = PropositionBelief | ValuedBelief
OF_THE_POLICY = {
    "base": "base rate",
    "learnt": "learnt from verdicts",
    "clamp": "held within the policy's bounds",
}
"""What the terms are called that the policy adds."""


def believed(grounds: Grounds) -> Section:
    """A section for each proposition, in the order in which they were raised."""
    how = "Likelihood says what the record makes of it; how good its basis is stands in a sentence of its own."
    return Section(
        heading="What is believed",
        blocks=(together(said(how, grounds.policy)),),
        sections=tuple(
            Section(heading=belief.id, position=grounds.raised(belief.id), blocks=tuple(_blocks(grounds, belief)))
            for belief in grounds.belief.propositions
        ),
    )


def _blocks(grounds: Grounds, belief: AnyBelief) -> Iterator[Block]:
    if isinstance(belief, ValuedBelief):
        yield together(_asked(grounds, belief), _settled(belief.verdict), _moved(grounds, belief))
        if belief.answers:
            yield _answers(grounds, belief)
        return
    behind = grounds.behind(belief.id)
    found = grounds.explanations[belief.id]
    yield together(
        _asked(grounds, belief),
        _settled(belief.verdict),
        _likelihood(grounds, belief, behind),
        None if belief.vacuous else said(confidence(belief), behind),
        _without_interested(belief, behind),
        _moved(grounds, belief),
    )
    yield _terms(grounds, found)


def _asked(grounds: Grounds, belief: AnyBelief) -> Sentence:
    raised = grounds.deal.proposition(belief.id)
    period = f", and speaks of the period {raised.period}" if raised.period is not None else ""
    asks = "which value holds" if isinstance(belief, ValuedBelief) else "whether this is true"
    told = f"The question is {asks}: {quoted(belief.text)} It is about a {belief.about.value} {_place(belief)}{period}."
    return said(told, grounds.raised(belief.id))


def _place(belief: AnyBelief) -> str:
    """Where on the ladder it stands, or beside it."""
    if belief.stage is None:
        return "of no stage"
    if belief.stage not in LADDER:
        return f"beside the ladder, as {belief.stage.value}"
    return f"at the stage of {belief.stage.value}"


def _settled(verdict: VerdictView | None) -> Sentence | None:
    if verdict is None:
        return None
    value = "" if verdict.value is None else f", {verdict.value}"
    on = "" if verdict.on is None else f" on {verdict.on}"
    ruled = f"A verdict on {verdict.given_on} settles it{on} as {verdict.ruling.value}{value}"
    return said(f"{ruled}: {quoted(verdict.reason)}.", verdict.position)


def _likelihood(grounds: Grounds, belief: PropositionBelief, behind: tuple[int, ...]) -> Sentence | None:
    if belief.verdict is not None and belief.verdict.ruling is not Ruling.UNDETERMINABLE:
        return None
    if belief.probability is None:
        return _no_basis(grounds, belief, behind)
    return said(f"It is {share(belief.probability)}: probability {belief.probability}.", behind)


def _no_basis(grounds: Grounds, belief: PropositionBelief, behind: tuple[int, ...]) -> Sentence:
    left = (claim for claim in grounds.provenances.values() if claim.claim not in grounds.left_out)
    filed = [claim.position for claim in left if claim.proposition == belief.id]
    if not filed and grounds.left_out:
        return said("There is no basis for a belief: no claim that is not left out is filed under it.", behind)
    if not filed:
        return said("There is no basis for a belief: no claim is filed under it.", behind)
    are, weigh = ("is", "weighs") if len(filed) == 1 else ("are", "weigh")
    claims = f"{counted(len(filed), 'claim')} {are} filed under it, which {weigh} too little, or nothing"
    return said(f"There is no basis for a belief: {claims}.", behind, filed)


def _without_interested(belief: PropositionBelief, behind: tuple[int, ...]) -> Sentence | None:
    alone = belief.without_interested.probability
    if alone == belief.probability:
        return None
    figure = "" if alone is None else f": probability {alone}"
    return said(f"Without interested sources it is {share(alone)}{figure}.", behind)


def _moved(grounds: Grounds, belief: AnyBelief) -> Sentence | None:
    if belief.changed_at < 1 or belief.changed_at == grounds.raised(belief.id):
        return None
    return said(f"Nothing that was recorded after position {belief.changed_at} can have moved it.", belief.changed_at)


def _terms(grounds: Grounds, found: Explanation) -> Table:
    rows = []
    for term in found.terms:
        added = log_odds(term.millionths).strip()
        if isinstance(term, VoiceTerm):
            cells = (term.voice, term.stance, added, "; ".join(remarks(term)))
            rows.append(Row(cells=cells, at=grounds.at(term.claims) or (grounds.head,)))
        elif term.millionths or term.kind == "base":
            rows.append(Row(cells=(OF_THE_POLICY[term.kind], "", added, ""), at=(grounds.policy,)))
    total = log_odds(sum(term.millionths for term in found.terms)).strip()
    rows.append(Row(cells=("sum", "", total, ""), at=tuple(sorted({at for row in rows for at in row.at}))))
    return Table(columns=("Term", "Stance", "Log-odds", "Remarks"), rows=tuple(rows))


def _answers(grounds: Grounds, belief: ValuedBelief) -> Table:
    unit = f" {belief.unit}" if belief.unit else ""
    given: dict[str | None, list[str]] = {}
    for item in grounds.timeline.items:
        if item.proposition == belief.id and item.claim not in grounds.left_out:
            given.setdefault(item.value, []).append(item.claim)
    return Table(
        columns=("Answer", "Origins", "Reports"),
        rows=tuple(
            Row(
                cells=(f"{answer.value}{unit}", str(answer.origins), str(answer.reports)),
                at=grounds.at(given.get(answer.value, ())) or grounds.behind(belief.id),
            )
            for answer in belief.answers
        ),
    )
