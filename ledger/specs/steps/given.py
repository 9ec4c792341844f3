"""Given: what is on record before anything happens."""

from typing import Annotated

from pytest_bdd import given

from ledger.specs.cells import a_source
from ledger.specs.faults import Miswritten
from ledger.specs.meaning.things import COLUMNS, give
from ledger.specs.phrases import Phrase
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Datatable, quoted, word
from ledger.terms import Favours

PARTY = Columns({"party": a_source, "role": quoted, "favours": word(Favours)}, ("party", "role"), declares="party")


@given(Phrase('the deal {"deal"}[ between:]'))
def the_deal(
    claim_ledger_scene: Scene, deal: str, between: bool, datatable: Annotated[Datatable | None, PARTY] = None
) -> None:
    """The alleged deal that the scenario is about, and its parties, if any; `favours` is what a party gains by having
    believed.

    Example:
        Given the deal "engines for grain" between:
          | party     | role       | favours |
          | "State U" | "supplier" | denies  |
    """
    if between != (datatable is not None):
        raise Miswritten("a deal is `between:` the parties in a table below, or has neither")
    parties: list[dict[str, str]] = []
    for row in PARTY.rows(datatable) if datatable is not None else ():
        party = {"source": claim_ledger_scene.source(row["party"], declared=True), "role": row["role"]}
        parties.append(party | ({"favours": row["favours"]} if "favours" in row else {}))
    claim_ledger_scene.open_deal(deal, parties)


@given(Phrase("the {things}:"))
def the_things(claim_ledger_scene: Scene, things: str, datatable: Annotated[Datatable, COLUMNS]) -> None:
    """What is on record, each on its day: propositions, which may be true of the deal; sources, who may speak, of which
    class, and how an analyst graded them; relations, how sources hang together, and who gains from the deal's being
    believed (affirms) or not (denies); documents, what was published; claims, who said what, who passed it on, when it
    was said and when the ledger learned of it; filings, to which proposition a claim speaks that was recorded without.

    A proposition that has a unit, or says what is counted, asks for a value. A source that no table names is not
    graded. A document is captured where its text is here to be kept, cited where it is not, or seen by another.

    Example:
        Given the claims:
          | recorded   | said       | publisher | origin    | stance  | proposition             |
          | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "containers were moved" |
        And the propositions:
          | proposition             | stage    | implies                 |
          | "containers were moved" | shipment |                         |
          | "containers arrived"    | delivery | "containers were moved" |
        And the sources:
          | source | class | reliability |
          | "Wire" | press | B           |
        And the relations:
          | source    | relation   | other        | direction |
          | "State U" | member of  | "Joint team" |           |
          | "State U" | gains from | "the deal"   | denies    |
        And the documents:
          | document         | publisher | published  | text                             |
          | "Tuesday report" | "Wire"    | 2031-10-13 | "A state said that boxes moved." |
    """
    give(claim_ledger_scene, things, COLUMNS[things].rows(datatable))
