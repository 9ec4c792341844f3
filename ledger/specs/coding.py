"""Coding: rows of claims into records, and finding a claim again by who made it."""

from collections.abc import Callable
from typing import Any

from ledger.records import ClaimRecord
from ledger.specs.faults import Miswritten
from ledger.specs.scene import Scene
from ledger.specs.slugs import slug
from ledger.specs.tables import Cell, Row, date, day, plain, quoted, word
from ledger.terms import Basis, Credibility, HedgeLevel, Mode, Stance
from ledger.verbs import every
from ledger.views import ClaimView

CLAIM: dict[str, Cell] = {
    "recorded": day,
    "said": date,
    "publisher": quoted,
    "speaker": quoted,
    "origin": quoted,
    "basis": word(Basis),
    "stance": word(Stance),
    "proposition": quoted,
    "value": plain,
    "mode": word(Mode),
    "hedge": word(HedgeLevel),
    "statement": quoted,
    "period": date,
    "occasion": quoted,
    "credibility": word(Credibility),
    "note": quoted,
}
"""The columns of a table of claims. `recorded` and `said` are the two clocks, `period` is the third."""

REQUIRED = ("recorded", "stance", "proposition")
STANDING = "standing"
ROLES = ("publisher", "speaker", "origin")


def code(scene: Scene, row: Row) -> dict[str, Any]:
    """The record of one row; its sources and proposition are put on record where they are not."""
    hops: list[dict[str, Any]] = [{"source": scene.source(row[role]), "role": role} for role in ROLES if role in row]
    if not hops:
        raise Miswritten("nobody says this: a claim has a publisher, a speaker or an origin")
    if "basis" in row:
        hops[-1]["basis"] = row["basis"]
    if "hedge" in row:
        hops[-1]["hedge"] = {"level": row["hedge"]}
    form = {"kind": "valued"} if "value" in row and not _is_raised(scene, row["proposition"]) else {}
    return {
        "record": "claim",
        "deal": scene.deal(),
        "proposition": scene.raise_proposition(row["proposition"], **form),
        "stance": row["stance"],
        "mode": row.get("mode"),
        "value": row.get("value"),
        "period": row.get("period"),
        "text": row.get("statement"),
        "attribution": hops,
        "occasion": slug(row["occasion"]) if "occasion" in row else None,
        "asserted_at": row.get("said"),
        "credibility": row.get("credibility"),
        "note": row.get("note"),
    }


def prepared(scene: Scene, rows: list[Row]) -> Callable[[], None]:
    """Codes rows, and returns what records them: in their order, each on the day that it was recorded."""
    coded = [(row["recorded"], code(scene, row)) for row in rows]

    def record() -> None:
        for recorded, claim in coded:
            scene.clock.turn_to(recorded)
            scene.record(**claim)

    return record


def claim_of(scene: Scene, source: str, proposition: str) -> ClaimView:
    """The one claim of a source on a proposition that stands, else the first that fell.

    Raises Miswritten where there is none, or several stand.
    """
    made = claims_of(scene, source, proposition)
    if (count := sum(claim.status == STANDING for claim in made)) > 1:
        raise Miswritten(f'"{source}" made {count} claims on "{proposition}", and this speaks of one')
    return first_standing(made)


def first_standing(claims: list[ClaimView]) -> ClaimView:
    """The first claim that stands, else the first."""
    return next((claim for claim in claims if claim.status == STANDING), claims[0])


def claims_of(scene: Scene, source: str, proposition: str, role: str | None = None) -> list[ClaimView]:
    """The claims that a source makes itself on a proposition, as the deepest hop named; or those that it has a role in.

    Raises Miswritten where there never was one.
    """
    asked, filed = scene.named("source", source), scene.named("proposition", proposition)
    made = [claim for claim in claims_on(scene, filed) if _makes(claim, asked, role)]
    if not made:
        part = f"as {role} of" if role else "of"
        raise Miswritten(f'no claim {part} "{source}" on "{proposition}" is on record here')
    return made


def claims_on(scene: Scene, proposition: str) -> list[ClaimView]:
    """Every claim that the scenario recorded on a proposition, in order."""
    return [claim for claim in every(scene.ledger.claims) if claim.proposition == proposition]


def again(claim: ClaimView) -> dict[str, Any]:
    """The record of a claim on record, to be recorded with something changed."""
    kept = claim.model_dump(mode="json", exclude_none=True, include=set(ClaimRecord.model_fields))
    kept.pop("evidence", None)
    for name in ("corrects", "restates", "credibility", "recorded_at"):
        kept.pop(name, None)
    return {"record": "claim", **kept}


CHANGES: dict[str, Cell] = {
    name: CLAIM[name] for name in CLAIM if name not in ("recorded", "proposition", "credibility", "note")
}
"""What can be changed of a claim, by the columns of a table of claims."""


def change(scene: Scene, record: dict[str, Any], row: Row) -> dict[str, Any]:
    """A claim's record with some fields as a row has them."""
    hops = [dict(hop) for hop in record["attribution"]]
    for role in ROLES:
        if role in row:
            hops = [hop for hop in hops if hop["role"] != role]
            hops.append({"source": scene.source(row[role]), "role": role})
    hops.sort(key=lambda hop: ROLES.index(hop["role"]))
    if "basis" in row:
        hops[-1]["basis"] = row["basis"]
    if "hedge" in row:
        hops[-1]["hedge"] = {"level": row["hedge"]}
    changed = {**record, "attribution": hops}
    fields = {"said": "asserted_at", "stance": "stance", "mode": "mode", "value": "value", "period": "period"}
    changed |= {field: row[column] for column, field in (fields | {"statement": "text"}).items() if column in row}
    return changed | ({"occasion": slug(row["occasion"])} if "occasion" in row else {})


def _is_raised(scene: Scene, text: str) -> bool:
    return any(record.record == "proposition" and record.text == text for record in scene.records)


def _makes(claim: ClaimView, source: str, role: str | None) -> bool:
    hops = [hop for hop in claim.attribution if hop.source is not None]
    if role is not None:
        return any(hop.source == source and hop.role == role for hop in hops)
    return bool(hops) and hops[-1].source == source
