"""Asking: cells that say how belief is asked about, as a question."""

from typing import Any

from ledger.specs.cells import sources
from ledger.specs.scene import Question, Scene
from ledger.specs.tables import Columns, Row, day, quoted

ASKED = Columns({"recorded by": day, "said by": day, "without": sources, "policy": quoted})
"""The columns that say how belief is asked about: by which day on either clock, without whom, under which policy."""


def question(scene: Scene, row: Row) -> Question:
    """The question that a row puts. Raises Miswritten for a source that the scenario did not name."""
    left_out = row["without"].splitlines() if "without" in row else []
    return Question(
        recorded_by=row.get("recorded by"),
        said_by=row.get("said by"),
        without=tuple(scene.named("source", name) for name in left_out),
        policy=scene.policy(row["policy"]) if "policy" in row else None,
    )


def in_words(scene: Scene, question: Question) -> str:
    """A question in words."""
    clocks = {"recorded": question.recorded_by, "said": question.said_by}
    parts = [f"{clock} by {by}" for clock, by in clocks.items() if by is not None]
    if question.without:
        parts.append("without " + " and ".join(f'"{scene.name_of("source", name)}"' for name in question.without))
    if question.policy is not None:
        parts.append(f"under {question.policy}")
    return ", ".join(parts) or "now"


def until(asked: dict[str, Any]) -> dict[str, Any]:
    """What is asked of a stretch of the recorded clock, up to where it is asked as of."""
    return {"recorded_until" if name == "recorded_as_of" else name: given for name, given in asked.items()}
