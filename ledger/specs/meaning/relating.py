"""Relating: rows of relations into records."""

from typing import Any

from ledger.specs.cells import a_source
from ledger.specs.faults import Miswritten
from ledger.specs.scene import UNSAID, Scene
from ledger.specs.tables import Columns, Row, date, day, word
from ledger.terms import Degree, Favours, TieKind

TIES: dict[str, TieKind] = {
    "speaks for": TieKind.SPEAKS_FOR,
    "owned by": TieKind.OWNERSHIP,
    "member of": TieKind.MEMBER_OF,
    "depends on": TieKind.DEPENDENCE,
    "affiliated with": TieKind.AFFILIATION,
    "same as": TieKind.SAME_AS,
}
INTEREST = "gains from"


def _check(row: Row) -> None:
    """Raises Miswritten where it is not said which way somebody gains, or said of a tie that has no direction."""
    if row["relation"] == INTEREST and "direction" not in row:
        raise Miswritten("who gains from a deal gains by its being believed (affirms) or not (denies): say which")
    if row["relation"] != INTEREST and "direction" in row:
        raise Miswritten(f"{row['relation']} has no direction: only who gains from a deal has one")


RELATION = Columns(
    {
        "recorded": day,
        "source": a_source,
        "relation": word((*TIES, INTEREST)),
        "other": a_source,
        "direction": word(Favours),
        "degree": word(Degree),
        "since": date,
    },
    ("source", "relation", "other"),
    check=_check,
)
"""The columns of a table of relations; a relation is established unless `degree` says that it is suspected."""


def relate(scene: Scene, row: Row) -> dict[str, Any]:
    """The record of one row. Its sources are put on record where they are not."""
    record = {
        "record": "relation",
        "source": scene.source(row["source"]),
        "degree": row.get("degree", Degree.ESTABLISHED),
        "since": row.get("since"),
        "reason": UNSAID,
    }
    if row["relation"] == INTEREST:
        return record | {"kind": "interest", "deal": _deal(scene, row["other"]), "favours": row["direction"]}
    return record | {"kind": TIES[row["relation"]], "to": scene.source(row["other"])}


def _deal(scene: Scene, title: str) -> str:
    deal = scene.deal()
    if scene.name_of("deal", deal) != title:
        raise Miswritten(f'who gains, gains from the deal, which is called "{scene.name_of("deal", deal)}" here')
    return deal
