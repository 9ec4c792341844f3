"""Claims: each on record as a row of what it says, and of what became of it."""

from collections.abc import Iterator

from ledger.attribution import deepest_named
from ledger.filters import STATUSES, ClaimFilter
from ledger.specs.cells import a_document, a_proposition, a_source
from ledger.specs.scene import Question, Scene
from ledger.specs.tables import Columns, Row, date, plain, quoted, word
from ledger.terms import Credibility, Role, Stance
from ledger.verbs import every
from ledger.views import ClaimView

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
        "statement": quoted,
        "document": a_document,
        "held": word(("captured", "cited", "seen-by", "forgotten")),
        "quote": quoted,
        "note": quoted,
    }
)
"""The columns of a table of what became of claims; `source` is the deepest hop that is named."""


def claims_on_record(scene: Scene) -> Iterator[Row]:
    """Every claim of the deal in the order of the periods that it speaks of, then those of no deal."""
    question = scene.question()
    asked = scene.asked_with(question, "recorded_by", "said_by")
    periods = {item.claim: item.period for item in scene.ledger.timeline(scene.deal(), **asked).items}
    for claim in (*periods, *_unfiled(scene, question)):
        found = scene.ledger.claim(claim, recorded_as_of=question.recorded_by)
        yield _row(scene, found, periods.get(claim), question.recorded_by)


def _unfiled(scene: Scene, question: Question) -> list[str]:
    """The claims that were of no deal yet by then, and may have been said by then, in order."""
    by = question.recorded_by
    if by is None:
        where = ClaimFilter(unfiled=True, asserted_until=question.said_by)
        return [claim.id for claim in every(scene.ledger.claims, where)]
    there = every(scene.ledger.claims, ClaimFilter(recorded_until=by, asserted_until=question.said_by))
    maybe = (claim.id for claim in there if claim.deal is None or claim.version > 1)  # it may have been filed since
    return [claim for claim in maybe if scene.ledger.claim(claim, recorded_as_of=by).deal is None]


def _row(scene: Scene, claim: ClaimView, period: str | None, by: str | None) -> Row:
    provenance = scene.ledger.provenance(claim.id, recorded_as_of=by)
    deepest = deepest_named(claim.attribution)
    named = claim.attribution[deepest].source if deepest is not None else None
    publisher = next((hop.source for hop in claim.attribution if hop.role is Role.PUBLISHER), None)
    evidence = claim.evidence[0] if claim.evidence else None
    row = {
        "publisher": _name(scene, "source", publisher),
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
        "statement": claim.text,
        "document": _name(scene, "document", evidence.document if evidence is not None else None),
        "held": scene.ledger.document(evidence.document).held if evidence is not None else None,
        "quote": evidence.quote if evidence is not None else None,
        "note": claim.note,
    }
    return {column: cell or "" for column, cell in row.items()}


def _name(scene: Scene, what: str, thing: str | None) -> str:
    return scene.name_of(what, thing) if thing is not None else ""
