"""Claims: each on record as a row of what it says, and of what became of it."""

from collections.abc import Iterator
from dataclasses import replace

from ledger.attribution import deepest_named
from ledger.filters import STATUSES, ClaimFilter
from ledger.provenance import Provenance
from ledger.specs.cells import a_document, a_proposition, a_source
from ledger.specs.faults import unmet
from ledger.specs.scene import Question, Scene
from ledger.specs.tables import Columns, Row, date, day, plain, quoted, word
from ledger.terms import Basis, Credibility, HedgeLevel, Mode, Naming, Role, Stance
from ledger.verbs import every
from ledger.views import ClaimView, TimelineItem

STATUS = Columns(
    {
        "publisher": a_source,
        "source": a_source,
        "voice": a_source,
        "stance": word(Stance),
        "proposition": a_proposition,
        "value": plain,
        "said": date,
        "period": date,
        "status": word(STATUSES),
        "counts": word(("yes", "no")),
        "credibility": word(Credibility),
        "mode": word(Mode),
        "hedge": word(HedgeLevel),
        "basis": word(Basis),
        "naming": word(Naming),
        "inferred": word(("yes", "no")),
        "speaker": a_source,
        "occasion": replace(quoted, names="occasion"),
        "recorded": day,
        "statement": quoted,
        "document": a_document,
        "held": word(("captured", "cited", "seen-by", "forgotten")),
        "quote": quoted,
        "note": quoted,
    }
)
"""The columns of a table of what became of claims; `source` is the deepest hop that is named."""

TOLD_ALIKE = ("position", "recorded_at", "asserted_at", "proposition", "stance", "value", "text", "origin", "status")
"""What a claim, its provenance and its place on the timeline all tell."""


def claims_on_record(scene: Scene, text: str | None = None) -> Iterator[Row]:
    """Every claim of the deal in the order of the periods that it speaks of, then those of no deal; or those on one
    proposition alone.

    Raises Unmet where the timeline, or its provenance, tells of a claim otherwise than the claim itself.
    """
    about = scene.named("proposition", text) if text is not None else None
    question = scene.question()
    asked, by = scene.asked_with(question, "recorded_by", "said_by"), question.recorded_by
    items = scene.ledger.timeline(scene.deal(), **asked).items
    timeline = {item.claim: item for item in items if about in (None, item.proposition)}
    for name in (*timeline, *(_unfiled(scene, question) if about is None else ())):
        claim = scene.ledger.claim(name, recorded_as_of=by)
        provenance, item = scene.ledger.provenance(name, recorded_as_of=by), timeline.get(name)
        _check_alike(claim, "its provenance", provenance)
        if item is not None:
            _check_alike(claim, "the timeline", item)
        yield _row(scene, claim, provenance, item.period if item is not None else None)


def _check_alike(claim: ClaimView, where: str, told: TimelineItem | Provenance) -> None:
    """Raises Unmet where something else is told of a claim in another place than the claim itself tells."""
    for field in TOLD_ALIKE:
        if (found := getattr(told, field)) != (said := getattr(claim, field)):
            raise unmet(f"{field.replace('_', ' ')} of a claim in {where}", f"{said}, as the claim has it", str(found))


def _unfiled(scene: Scene, question: Question) -> list[str]:
    """The claims that were of no deal yet by then, and may have been said by then, in order."""
    by = question.recorded_by
    if by is None:
        where = ClaimFilter(unfiled=True, asserted_until=question.said_by)
        return [claim.id for claim in every(scene.ledger.claims, where)]
    there = every(scene.ledger.claims, ClaimFilter(recorded_until=by, asserted_until=question.said_by))
    maybe = (claim.id for claim in there if claim.deal is None or claim.version > 1)  # it may have been filed since
    return [claim for claim in maybe if scene.ledger.claim(claim, recorded_as_of=by).deal is None]


def _row(scene: Scene, claim: ClaimView, provenance: Provenance, period: str | None) -> Row:
    deepest = deepest_named(claim.attribution)
    named = claim.attribution[deepest].source if deepest is not None else None
    last = claim.attribution[-1]
    of_role = {hop.role: hop.source for hop in reversed(claim.attribution)}
    evidence = claim.evidence[0] if claim.evidence else None
    row = {
        "publisher": _name(scene, "source", of_role.get(Role.PUBLISHER)),
        "source": _name(scene, "source", named),
        "voice": _name(scene, "source", provenance.voice.voice),
        "stance": claim.stance,
        "proposition": _name(scene, "proposition", claim.proposition),
        "value": claim.value,
        "said": claim.asserted_at,
        "period": period,
        "status": claim.status,
        "counts": "yes" if provenance.voice.counts else "no",
        "credibility": claim.credibility,
        "mode": claim.mode,
        "hedge": last.hedge.level if last.hedge is not None else HedgeLevel.CERTAIN,
        "basis": last.basis,
        "naming": last.naming,
        "inferred": "yes" if last.inferred else "no",
        "speaker": _name(scene, "source", of_role.get(Role.SPEAKER)),
        "occasion": _name(scene, "occasion", claim.occasion),
        "recorded": claim.recorded_at[:10],
        "statement": claim.text,
        "document": _name(scene, "document", evidence.document if evidence is not None else None),
        "held": scene.ledger.document(evidence.document).held if evidence is not None else None,
        "quote": evidence.quote if evidence is not None else None,
        "note": claim.note,
    }
    return {column: cell or "" for column, cell in row.items()}


def _name(scene: Scene, what: str, thing: str | None) -> str:
    return scene.name_of(what, thing) if thing is not None else ""
