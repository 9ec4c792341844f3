"""Given: what is on record before anything happens."""

from typing import Any

from pytest_bdd import given

from ledger.dates import certainly_before
from ledger.specs.coding import CLAIM, REQUIRED, claims_of, first_standing, prepared
from ledger.specs.faults import Miswritten
from ledger.specs.phrases import Phrase
from ledger.specs.raising import PROPOSITION, raise_propositions
from ledger.specs.relating import RELATION, RELATION_NEEDS, relate
from ledger.specs.scene import UNSAID, Scene
from ledger.specs.tables import Cell, Datatable, Row, date, day, quoted, rows, word
from ledger.terms import Favours, Reliability, Ruling, Scope, SourceClass, SourceKind
from ledger.views import ClaimView

PARTY: dict[str, Cell] = {"party": quoted, "role": quoted, "favours": word(Favours)}
SOURCE: dict[str, Cell] = {
    "recorded": day,
    "source": quoted,
    "kind": word(SourceKind),
    "class": word(SourceClass),
    "reliability": word(Reliability),
}
WITHDRAWAL: dict[str, Cell] = {
    "recorded": day,
    "on": date,
    "source": quoted,
    "proposition": quoted,
    "as": word(("origin", "outlet")),
}
VERDICT: dict[str, Cell] = {"recorded": day, "proposition": quoted, "verdict": word(Ruling), "because": quoted}


@given(Phrase('the deal {"deal"} between:'))
def the_deal(claim_ledger_scene: Scene, deal: str, datatable: Datatable) -> None:
    """The alleged deal that the scenario is about, and its parties; `favours` is what a party gains by having believed.

    Example:
        Given the deal "engines for grain" between:
          | party     | role       | favours |
          | "State U" | "supplier" | denies  |
    """
    parties: list[dict[str, str]] = []
    for row in rows(datatable, PARTY, ("party", "role")):
        party = {"source": claim_ledger_scene.source(row["party"]), "role": row["role"]}
        parties.append(party | ({"favours": row["favours"]} if "favours" in row else {}))
    claim_ledger_scene.open_deal(deal, parties)


@given(Phrase("the propositions:"))
def the_propositions(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """What may be true of the deal. One that has a unit, or says what is counted, asks for a value.

    Example:
        Given the propositions:
          | proposition             | stage    | implies                 |
          | "containers were moved" | shipment |                         |
          | "containers arrived"    | delivery | "containers were moved" |
    """
    raise_propositions(claim_ledger_scene, rows(datatable, PROPOSITION, ("proposition",)))


@given(Phrase("the sources:"))
def the_sources(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """Who may speak, of which class, and how an analyst graded them. Sources that no table names are not graded.

    Example:
        Given the sources:
          | source | class | reliability |
          | "Wire" | press | B           |
    """
    for row in rows(datatable, SOURCE, ("source",)):
        if "recorded" in row:
            claim_ledger_scene.clock.turn_to(row["recorded"])
        _register(claim_ledger_scene, row)
        if "reliability" in row:
            source = claim_ledger_scene.named("source", row["source"])
            claim_ledger_scene.record(record="grade", source=source, reliability=row["reliability"], reason=UNSAID)


@given(Phrase("the relations:"))
def the_relations(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """How sources hang together, and who gains from the deal's being believed (affirms) or not (denies).

    Example:
        Given the relations:
          | source    | relation   | other        | direction |
          | "State U" | member of  | "Joint team" |           |
          | "State U" | gains from | "the deal"   | denies    |
    """
    for record in [relate(claim_ledger_scene, row) for row in rows(datatable, RELATION, RELATION_NEEDS)]:
        if (recorded := record.pop("recorded", None)) is not None:
            claim_ledger_scene.clock.turn_to(recorded)
        claim_ledger_scene.record(**record)


@given(Phrase("the claims:"))
def the_claims(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """Who said what, who passed it on, when it was said and when the ledger learned of it.

    Example:
        Given the claims:
          | recorded   | said       | publisher | origin    | stance  | proposition             |
          | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "containers were moved" |
    """
    prepared(claim_ledger_scene, rows(datatable, CLAIM, REQUIRED))()


@given(Phrase("the withdrawals:"))
def the_withdrawals(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """Who took back what, on which day: as the origin what it said, or as an outlet its own report.

    Example:
        Given the withdrawals:
          | recorded   | on         | source    | as     | proposition             |
          | 2031-10-16 | 2031-10-15 | "State U" | origin | "containers were moved" |
    """
    for row in rows(datatable, WITHDRAWAL, tuple(WITHDRAWAL)):
        claim_ledger_scene.clock.turn_to(row["recorded"])
        claim_ledger_scene.record(
            **withdrawal(claim_ledger_scene, row["source"], row["proposition"], row["on"], row["as"])
        )


@given(Phrase("the verdicts:"))
def the_verdicts(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """What analysts settled, and why.

    Example:
        Given the verdicts:
          | recorded   | proposition             | verdict | because               |
          | 2031-12-01 | "containers were moved" | true    | "the state owned up"  |
    """
    for row in rows(datatable, VERDICT, tuple(VERDICT)):
        claim_ledger_scene.clock.turn_to(row["recorded"])
        proposition = claim_ledger_scene.named("proposition", row["proposition"])
        verdict = {"record": "verdict", "verdict": row["verdict"], "reason": row["because"]}
        claim_ledger_scene.record(**verdict, deal=claim_ledger_scene.deal(), proposition=proposition)


def withdrawal(scene: Scene, source: str, proposition: str, on: str, role: str) -> dict[str, Any]:
    """The record of a withdrawal by an origin of what it said, or by an outlet of its own report."""
    made = claims_of(scene, source, proposition, None if role == "origin" else "publisher")
    by, scope = scene.named("source", source), Scope.ORIGIN if role == "origin" else Scope.REPORT
    claim = _withdrawn(made, by) or first_standing(made) if scope is Scope.ORIGIN else first_standing(made)
    return {"record": "retraction", "claim": claim.id, "by": by, "scope": scope, "on": on, "reason": UNSAID}


def _withdrawn(made: list[ClaimView], by: str) -> ClaimView | None:
    """The claim under which an origin withdrew all that it said so far; None where it said something since."""
    for claim in reversed(made):
        for retraction in claim.retractions:
            if retraction.by == by and retraction.scope is Scope.ORIGIN and retraction.on is not None:
                said_since = (certainly_before(retraction.on, c.asserted_at) for c in made if c.asserted_at is not None)
                return None if any(said_since) else claim
    return None


def _register(scene: Scene, row: Row) -> None:
    if "class" not in row and "kind" not in row:
        scene.source(row["source"])
    elif scene.is_named("source", row["source"]):
        raise Miswritten(f'"{row["source"]}" is on record already: say of which class it is before it is spoken of')
    else:
        scene.source(row["source"], kind=row.get("kind", "other"), class_=row.get("class", "other"))
