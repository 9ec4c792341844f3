"""Things: what a table may list that the ledger learns, and how each row of it is put on record."""

from collections.abc import Callable
from typing import NamedTuple

from ledger.specs.cells import a_source
from ledger.specs.faults import Miswritten
from ledger.specs.meaning.coding import CLAIM, prepared
from ledger.specs.meaning.documents import DOCUMENT, put
from ledger.specs.meaning.filing import FILING, file
from ledger.specs.meaning.raising import PROPOSITION, raise_proposition
from ledger.specs.meaning.relating import RELATION, relate
from ledger.specs.scene import UNSAID, Scene
from ledger.specs.tables import Columns, Row, day, word
from ledger.terms import Reliability, SourceClass, SourceKind

Action = Callable[[], object]

SOURCE = Columns(
    {
        "recorded": day,
        "source": a_source,
        "kind": word(SourceKind),
        "class": word(SourceClass),
        "reliability": word(Reliability),
    },
    ("source",),
    declares="source",
)
"""The columns of a table of sources."""


class Thing(NamedTuple):
    """The columns of a table of such things, and what makes of a row that which puts it on record."""

    columns: Columns
    prepare: Callable[[Scene, Row], Action]


def _relation(scene: Scene, row: Row) -> Action:
    record = relate(scene, row)
    return lambda: scene.record(**record)


def _source(scene: Scene, row: Row) -> Action:
    if "class" not in row and "kind" not in row:
        source = scene.source(row["source"], declared=True)
    elif scene.is_named("source", row["source"]):
        raise Miswritten(f'"{row["source"]}" is on record already: say of which class it is before it is spoken of')
    else:
        source = scene.source(
            row["source"], kind=row.get("kind", "other"), class_=row.get("class", "other"), declared=True
        )
    if "reliability" not in row:
        return lambda: None
    return lambda: scene.record(record="grade", source=source, reliability=row["reliability"], reason=UNSAID)


THINGS = {
    "propositions": Thing(PROPOSITION, lambda scene, row: lambda: raise_proposition(scene, row)),
    "sources": Thing(SOURCE, _source),
    "relations": Thing(RELATION, _relation),
    "documents": Thing(DOCUMENT, lambda scene, row: lambda: put(scene, row)),
    "filings": Thing(FILING, lambda scene, row: lambda: file(scene, row)),
}
"""What is recorded row by row. Of claims, those of one day are recorded together, or none of them."""

COLUMNS = {"claims": CLAIM, **{things: thing.columns for things, thing in THINGS.items()}}
"""The columns of a table of such things."""


def give(scene: Scene, things: str, rows: list[Row]) -> None:
    """Put things on record in the order of their rows, each on its day. Raises a Refusal."""
    if things == "claims":
        prepared(scene, rows)()
        return
    for row in rows:
        if "recorded" in row:
            scene.clock.turn_to(row["recorded"])
        THINGS[things].prepare(scene, row)()


def learning(scene: Scene, things: str, rows: list[Row]) -> Action:
    """What has the ledger learn of things, every name in them found before: rows of no day on the next one."""
    if things == "claims":
        return prepared(scene, rows)
    scene.deal()
    actions = [THINGS[things].prepare(scene, row) for row in rows]
    if "recorded" not in rows[0]:
        scene.clock.next_day()

    def learn() -> None:
        for row, action in zip(rows, actions, strict=True):
            if "recorded" in row:
                scene.clock.turn_to(row["recorded"])
            action()

    return learn
