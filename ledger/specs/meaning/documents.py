"""Documents: rows of documents into what the ledger is told of them."""

from hashlib import sha256
from typing import Any

from ledger.errors import NotFound
from ledger.specs.cells import a_document, a_source
from ledger.specs.faults import Miswritten
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Row, date, day, quoted, word

CAPTURED, CITED, SEEN_BY = HELD = ("captured", "cited", "seen-by")
DOCUMENT = Columns(
    {
        "recorded": day,
        "document": a_document,
        "publisher": a_source,
        "published": date,
        "held": word(HELD),
        "seen by": a_source,
        "corrects": a_document,
        "translates": a_document,
        "text": quoted,
    },
    ("document",),
    declares="document",
)
"""The columns of a table of documents. What is captured has a `text`, which is kept; of what is cited the text is not
kept, and only its digest and length are noted."""


def put(scene: Scene, row: Row) -> None:
    """Record a document; where it was cited and is captured now, attach its text. Raises a Refusal."""
    document = scene.document(row["document"])
    held = row.get("held", CAPTURED if "text" in row else CITED)
    if held == CAPTURED and "text" not in row:
        raise Miswritten(f'"{row["document"]}" is captured, so its text is here: write it in the column text')
    if (held == SEEN_BY) != ("seen by" in row):
        raise Miswritten(f'who saw "{row["document"]}"? Its column `seen by` says so, and `held` that it is {SEEN_BY}')
    if held == CAPTURED and _is_cited(scene, document):
        scene.attach(document, row["text"])
    else:
        scene.record(**_record(scene, row, document, held))


def _is_cited(scene: Scene, document: str) -> bool:
    try:
        return scene.ledger.document(document).held != CAPTURED
    except NotFound:
        return False


def _record(scene: Scene, row: Row, document: str, held: str) -> dict[str, Any]:
    text = row.get("text")
    holding: dict[str, Any] = {"by": scene.source(row["seen by"])} if held == SEEN_BY else {}
    if held == CAPTURED:
        holding = {"text": text, "media_type": "text/plain"}
    elif held == CITED and text is not None:
        holding = {"sha256": sha256(text.encode()).hexdigest(), "length": len(text)}
    return {
        "record": "document",
        "id": document,
        "title": row["document"],
        "publisher": scene.source(row["publisher"]) if "publisher" in row else None,
        "published": row.get("published"),
        "held": held,
        **{tie: scene.named("document", row[tie]) for tie in ("corrects", "translates") if tie in row},
        **holding,
    }
