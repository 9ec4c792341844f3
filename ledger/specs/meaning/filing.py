"""Filing: rows that give claims their proposition, which were recorded without one."""

from ledger.specs.cells import a_proposition, a_source
from ledger.specs.meaning.finding import filed_as
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Row, quoted

FILING = Columns(
    {"source": a_source, "statement": quoted, "proposition": a_proposition}, ("source", "statement", "proposition")
)
"""The columns of a table of filings: whose claim, in which words, and what it speaks to."""


def file(scene: Scene, row: Row) -> None:
    """File a claim under a proposition. Raises a Refusal."""
    claim = filed_as(scene, row["source"], row["statement"]).id
    proposition = scene.named("proposition", row["proposition"])
    scene.record(record="assignment", claim=claim, deal=scene.deal(), proposition=proposition)
