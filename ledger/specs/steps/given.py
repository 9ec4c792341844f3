"""Given: what is on record before anything happens."""

from typing import Annotated

from pytest_bdd import given

from ledger.specs.faults import Miswritten
from ledger.specs.meaning.coding import CLAIM, REQUIRED, prepared
from ledger.specs.meaning.documents import DOCUMENT, put
from ledger.specs.meaning.raising import PROPOSITION, raise_propositions
from ledger.specs.meaning.relating import RELATION, RELATION_NEEDS, relate
from ledger.specs.phrases import Phrase
from ledger.specs.scene import UNSAID, Scene
from ledger.specs.tables import Cell, Columns, Datatable, Row, day, quoted, rows, word
from ledger.terms import Favours, Reliability, SourceClass, SourceKind

PARTY: dict[str, Cell] = {"party": quoted, "role": quoted, "favours": word(Favours)}
SOURCE: dict[str, Cell] = {
    "recorded": day,
    "source": quoted,
    "kind": word(SourceKind),
    "class": word(SourceClass),
    "reliability": word(Reliability),
}


@given(Phrase('the deal {"deal"} between:'))
def the_deal(
    claim_ledger_scene: Scene, deal: str, datatable: Annotated[Datatable, Columns(PARTY, ("party", "role"))]
) -> None:
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
def the_propositions(
    claim_ledger_scene: Scene, datatable: Annotated[Datatable, Columns(PROPOSITION, ("proposition",))]
) -> None:
    """What may be true of the deal. One that has a unit, or says what is counted, asks for a value.

    Example:
        Given the propositions:
          | proposition             | stage    | implies                 |
          | "containers were moved" | shipment |                         |
          | "containers arrived"    | delivery | "containers were moved" |
    """
    raise_propositions(claim_ledger_scene, rows(datatable, PROPOSITION, ("proposition",)))


@given(Phrase("the sources:"))
def the_sources(claim_ledger_scene: Scene, datatable: Annotated[Datatable, Columns(SOURCE, ("source",))]) -> None:
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
def the_relations(
    claim_ledger_scene: Scene, datatable: Annotated[Datatable, Columns(RELATION, RELATION_NEEDS)]
) -> None:
    """How sources hang together, and who gains from the deal's being believed (affirms) or not (denies).

    Example:
        Given the relations:
          | source    | relation   | other        | direction |
          | "State U" | member of  | "Joint team" |           |
          | "State U" | gains from | "the deal"   | denies    |
    """
    for row in rows(datatable, RELATION, RELATION_NEEDS):
        if "recorded" in row:
            claim_ledger_scene.clock.turn_to(row["recorded"])
        claim_ledger_scene.record(**relate(claim_ledger_scene, row))


@given(Phrase("the claims:"))
def the_claims(claim_ledger_scene: Scene, datatable: Annotated[Datatable, Columns(CLAIM, REQUIRED)]) -> None:
    """Who said what, who passed it on, when it was said and when the ledger learned of it.

    Example:
        Given the claims:
          | recorded   | said       | publisher | origin    | stance  | proposition             |
          | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "containers were moved" |
    """
    prepared(claim_ledger_scene, rows(datatable, CLAIM, REQUIRED))()


@given(Phrase("the documents:"))
def the_documents(claim_ledger_scene: Scene, datatable: Annotated[Datatable, Columns(DOCUMENT, ("document",))]) -> None:
    """What was published. It is captured where its text is here to be kept, cited where it is not, or seen by another.

    Example:
        Given the documents:
          | document         | publisher | published  | text                             |
          | "Tuesday report" | "Wire"    | 2031-10-13 | "A state said that boxes moved." |
    """
    for row in rows(datatable, DOCUMENT, ("document",)):
        if "recorded" in row:
            claim_ledger_scene.clock.turn_to(row["recorded"])
        put(claim_ledger_scene, row)


def _register(scene: Scene, row: Row) -> None:
    if "class" not in row and "kind" not in row:
        scene.source(row["source"])
    elif scene.is_named("source", row["source"]):
        raise Miswritten(f'"{row["source"]}" is on record already: say of which class it is before it is spoken of')
    else:
        scene.source(row["source"], kind=row.get("kind", "other"), class_=row.get("class", "other"))
