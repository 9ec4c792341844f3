"""Raising: rows of propositions into records."""

from typing import Any

from ledger.specs.cells import a_proposition, propositions
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Row, date, day, quoted, word
from ledger.terms import LADDER, About, Answers, Stage

COUNTED = {"total by": "total-by", "within": "within"}
PROPOSITION = Columns(
    {
        "recorded": day,
        "proposition": a_proposition,
        "about": word(About),
        "stage": word((*LADDER, Stage.RESPONSE, Stage.CONTEXT)),
        "period": date,
        "implies": propositions,
        "unit": quoted,
        "counted": word(COUNTED),
        "answers": word(Answers),
    },
    ("proposition",),
    declares="proposition",
)
"""The columns of a table of propositions; a proposition is about a deed unless `about` says a plan."""

VALUED = ("unit", "counted", "answers")


def raise_proposition(scene: Scene, row: Row) -> None:
    """Raise one proposition. Raises a Refusal."""
    scene.raise_proposition(row["proposition"], declared=True, **_form(scene, row))


def _form(scene: Scene, row: Row) -> dict[str, Any]:
    form: dict[str, Any] = {"about": row.get("about", "deed")}
    form |= {name: row[name] for name in ("stage", "period", "unit", "answers") if name in row}
    if any(name in row for name in VALUED):
        form |= {"kind": "valued"}
    if "counted" in row:
        form |= {"counted": COUNTED[row["counted"]]}
    if "implies" in row:
        form |= {"implies": [scene.named("proposition", text) for text in row["implies"].splitlines()]}
    return form
