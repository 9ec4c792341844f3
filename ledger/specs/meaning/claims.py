"""Claims: each on record as a row of what it says, and of what became of it."""

from collections.abc import Iterator

from ledger.attribution import deepest_named
from ledger.filters import STATUSES, ClaimFilter
from ledger.specs.cells import a_document, a_proposition, a_source
from ledger.specs.scene import Scene
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
    periods = {item.claim: item.period for item in scene.ledger.timeline(scene.deal()).items}
    unfiled = [claim.id for claim in every(scene.ledger.claims, ClaimFilter(unfiled=True))]
    for claim in (*periods, *unfiled):
        yield _row(scene, scene.ledger.claim(claim), periods.get(claim))


def _row(scene: Scene, claim: ClaimView, period: str | None) -> Row:
    provenance = scene.ledger.provenance(claim.id)
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
