"""A claim: one source's stance on one proposition, reported once, and what became of it."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from ledger.attribution import check_dates, check_sources, deepest_date
from ledger.deal import Deal, known
from ledger.decision import Again, Decision, Versions, once, seen
from ledger.document import Document
from ledger.errors import (
    AlreadyAssigned,
    AlreadyCorrected,
    BadValue,
    InvalidRecord,
    Rejected,
    UnknownReference,
)
from ledger.events import (
    ClaimAssigned,
    ClaimContent,
    ClaimCorrected,
    ClaimGraded,
    ClaimRecorded,
    ClaimRestated,
    ClaimRetracted,
    Evidence,
    Fact,
    Filing,
    PropositionRaised,
    RetractionVoided,
    Sealed,
    YesNo,
)
from ledger.evidence import check_locator
from ledger.records import (
    AssignmentRecord,
    ClaimGradeRecord,
    ClaimRecord,
    CorrectionRecord,
    is_ref,
)
from ledger.terms import Credibility, Scope, Stance


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim on record and what became of it; `retractions` holds the version of each that stands, by scope.

    `versions` are those of the facts after the first: that a claim is recorded again is told by its id.
    """

    recorded: ClaimRecorded
    filing: Filing | None
    credibility: Credibility | None
    corrected: ClaimCorrected | None
    restatements: tuple[ClaimRestated, ...]
    retractions: Mapping[Scope, int]
    versions: Versions

    @property
    def id(self) -> str:
        """`sha256:` and the digest of its canonical content."""
        return self.recorded.claim

    @property
    def content(self) -> ClaimContent:
        """What was recorded, unchanged since."""
        return self.recorded.content

    @property
    def status(self) -> str:
        """As `status_of`."""
        return status_of(self.corrected, retracted=bool(self.retractions), restated=bool(self.restatements))


def status_of(corrected: ClaimCorrected | None, *, retracted: bool, restated: bool) -> str:
    """`voided`, `corrected`, `retracted`, `restated` or `standing`: the first of these that holds of a claim."""
    if corrected is not None:
        return "voided" if corrected.replacement is None else "corrected"
    if retracted:
        return "retracted"
    return "restated" if restated else "standing"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The states that a claim refers to, as they are on record; what is missing here is not."""

    deal: Deal | None
    sources: Container[str]
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]


def evolve(state: Claim | None, fact: Fact) -> Claim:
    """The claim after one more fact of its stream."""
    if isinstance(fact, ClaimRecorded):
        return Claim(fact, fact.content.filing, fact.credibility, None, (), {}, {})
    assert state is not None
    after = replace(state, versions=seen(state.versions, fact, after=1))
    match fact:
        case ClaimAssigned():
            return replace(after, filing=Filing(deal=fact.deal, proposition=fact.proposition))
        case ClaimGraded():
            return replace(after, credibility=fact.credibility)
        case ClaimCorrected():
            return replace(after, corrected=fact)
        case ClaimRestated():
            return replace(after, restatements=(*state.restatements, fact))
        case ClaimRetracted():
            return replace(after, retractions={**state.retractions, fact.scope: after.versions[fact]})
        case RetractionVoided():
            left = {scope: version for scope, version in state.retractions.items() if version != fact.retraction}
            return replace(after, retractions=left)
        case _:
            return after


def content_of(command: ClaimRecord) -> ClaimContent:
    """The content of a claim as its id is taken over it. Refs must have been resolved to ids (UnknownReference).

    `asserted_at` is left out where it says no more than the deepest dated hop does.
    """
    asserted_at = command.asserted_at
    if asserted_at == deepest_date(command.attribution):
        asserted_at = None
    return ClaimContent.of_valid(
        deal=command.deal,
        proposition=command.proposition,
        stance=command.stance,
        mode=command.mode,
        value=command.value,
        period=command.period,
        text=command.text,
        attribution=command.attribution,
        evidence=tuple(_evidence(e.document, e.start, e.end, i) for i, e in enumerate(command.evidence)),
        occasion=command.occasion,
        asserted_at=asserted_at,
        corrects=_resolved(command.corrects, "corrects"),
        restates=_resolved(command.restates, "restates"),
    )


def asserted_at(content: ClaimContent) -> str | None:
    """When the source said it (EDTF): as recorded, else the date of the deepest dated hop, else None."""
    return content.asserted_at or deepest_date(content.attribution)


def record(
    command: ClaimRecord, content: ClaimContent, claim: str, sealed: tuple[Sealed, ...], around: Surroundings
) -> Decision:
    """Record a claim, with what it corrects or restates. `content` is `content_of(command)`, `claim` its id.

    Raises UnknownReference, BadAttribution, ContradictedDate, BadLocator, BadValue, AlreadyCorrected, InvalidRecord.
    """
    if claim in around.claims:
        return Again(f"claim:{claim}", 1)
    check_sources(content.attribution, around.sources)
    check_dates(content.attribution, content.asserted_at)
    _check_filing(content, around.deal)
    for index, evidence in enumerate(content.evidence):
        document = around.documents.get(evidence.document)
        if document is None:
            raise UnknownReference(
                f"no document {evidence.document!r} is on record: cite or capture it first",
                f"evidence.{index}.document",
            )
        check_locator(evidence, document, f"evidence.{index}")
    recorded = ClaimRecorded.of_valid(claim=claim, content=content, credibility=command.credibility, sealed=sealed)
    return (recorded, *_replaced(command, content, claim, around.claims))


def assign(command: AssignmentRecord, state: Claim | None, deal: Deal | None) -> Decision:
    """Give an unfiled claim its deal and proposition, once."""
    claim = on_record(state, command.claim)
    raised = known(deal, command.deal).proposition(command.proposition)
    fact = ClaimAssigned(claim=claim.id, deal=command.deal, proposition=command.proposition)
    if fact in claim.versions:
        return once(fact, claim.versions)
    if claim.filing is not None:
        raise AlreadyAssigned(
            f"it stands under {claim.filing.deal}/{claim.filing.proposition}; void it and record it anew instead",
            "claim",
        )
    _check_value(claim.content, raised)
    return (fact,)


def grade(command: ClaimGradeRecord, state: Claim | None) -> Decision:
    """Grade a claim's credibility. That grade 1 is earned is for the writer to check in its transaction."""
    claim = on_record(state, command.claim)
    fact = ClaimGraded(claim=claim.id, credibility=command.credibility, reason=command.reason)
    return once(fact, claim.versions)


def void(command: CorrectionRecord, state: Claim | None) -> Decision:
    """Void a claim that we recorded wrongly."""
    claim = on_record(state, command.claim)
    fact = ClaimCorrected(claim=claim.id, reason=command.reason)
    if fact not in claim.versions:
        check_uncorrected(claim, "claim")
    return once(fact, claim.versions)


def _replaced(command: ClaimRecord, content: ClaimContent, claim: str, claims: Mapping[str, Claim]) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    if content.corrects is not None and content.restates is not None:
        raise Rejected("a claim corrects our recording or restates what was said, not both", "restates")
    if content.corrects is not None:
        old = on_record(claims.get(content.corrects), content.corrects, "corrects")
        check_uncorrected(old, "corrects")
        facts.append(ClaimCorrected(claim=old.id, replacement=claim, reason=command.reason))
    if content.restates is not None:
        old = on_record(claims.get(content.restates), content.restates, "restates")
        check_uncorrected(old, "restates")
        if old.filing != content.filing:
            raise Rejected("a restatement speaks to the same proposition of the same deal", "restates")
        facts.append(ClaimRestated(claim=old.id, restatement=claim, on=asserted_at(content)))
    return tuple(facts)


def _check_filing(content: ClaimContent, deal: Deal | None) -> None:
    if (content.deal is None) != (content.proposition is None):
        missing = "proposition" if content.proposition is None else "deal"
        named = f"deal {content.deal!r}" if content.proposition is None else f"proposition {content.proposition!r}"
        why = f"a claim names both its deal and its proposition, or neither: here there is only the {named}"
        raise InvalidRecord(((missing, why),))
    if content.deal is None or content.proposition is None:
        if content.text is None:
            raise InvalidRecord((("text", "an unfiled claim says in `text` what was claimed"),))
        return
    _check_value(content, known(deal, content.deal).proposition(content.proposition))


def _check_value(content: ClaimContent, raised: PropositionRaised) -> None:
    if isinstance(raised.form, YesNo):
        if content.value is not None:
            raise BadValue(f"{raised.proposition!r} is a yes-no proposition: a claim on it has no value", "value")
    elif content.value is None and content.stance in (Stance.AFFIRMS, Stance.DENIES):
        raise BadValue(f"{raised.proposition!r} is valued: a claim that {content.stance} says which value", "value")


def check_uncorrected(claim: Claim, field: str) -> None:
    """Raises AlreadyCorrected where our recording of the claim was corrected or voided."""
    if claim.corrected is not None:
        hint = "it was voided" if claim.corrected.replacement is None else "look it up to see what stands in its place"
        raise AlreadyCorrected(f"{claim.id} was corrected already: {hint}", field)


def _resolved(claim: str | None, field: str) -> str | None:
    if claim is not None and is_ref(claim):
        raise UnknownReference(f"{claim!r} is no claim's id, and a ref is known only within its import", field)
    return claim


def _evidence(document: str | None, start: int | None, end: int | None, index: int) -> Evidence:
    if document is None:
        raise InvalidRecord(((f"evidence.{index}.document", "name the document, here or in a `defaults` line"),))
    if (start is None) != (end is None):
        raise InvalidRecord(((f"evidence.{index}", "a locator has both a start and an end, or neither"),))
    if start is not None and end is not None and start >= end:
        raise InvalidRecord(((f"evidence.{index}.end", f"the locator ends at {end}, at or before its start {start}"),))
    return Evidence(document=document, start=start, end=end)


def on_record(state: Claim | None, claim: str, field: str = "claim") -> Claim:
    """The claim, which must be on record. Raises UnknownReference."""
    if state is None:
        raise UnknownReference(f"no claim {claim!r} is on record", field)
    return state
