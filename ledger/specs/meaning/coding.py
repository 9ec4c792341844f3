"""Coding: rows of claims into records."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from ledger.records import ClaimRecord
from ledger.specs.cells import a_document, a_hop, a_proposition
from ledger.specs.faults import Miswritten
from ledger.specs.scene import Scene
from ledger.specs.tables import Cell, Columns, Row, date, day, plain, quoted, span, word
from ledger.terms import Basis, Credibility, HedgeLevel, Mode, Role, Stance
from ledger.views import ClaimView

ROLES = tuple(Role)
"""The hops of a claim, nearest to the reader first, each in the column of its role."""


def _check(row: Row) -> None:
    """Raises Miswritten where a row of claims says too little, or something of what it does not name."""
    if not any(role in row for role in ROLES):
        raise Miswritten("nobody says this: a claim has a publisher, a speaker or an origin")
    for role in ROLES:
        if role not in row and (found := [name for name in (f"{role} hedge", f"{role} words") if name in row]):
            raise Miswritten(f"`{found[0]}` speaks of a {role}, and the column {role} names none")
    if "proposition" not in row and "statement" not in row:
        raise Miswritten("a claim that names no proposition says in `statement` what was claimed")
    if "document" not in row and (found := [name for name in ("at", "quote") if name in row]):
        raise Miswritten(f"{found[0]} stands in some document: name it in the column document")


CLAIM = Columns(
    {
        "recorded": day,
        "reported": date,
        "said": date,
        **{role: a_hop for role in ROLES},
        **{f"{role} hedge": word(HedgeLevel) for role in ROLES},
        **{f"{role} words": quoted for role in ROLES},
        "basis": word(Basis),
        "stance": word(Stance),
        "proposition": a_proposition,
        "value": plain,
        "mode": word(Mode),
        "hedge": word(HedgeLevel),
        "statement": quoted,
        "period": date,
        "occasion": quoted,
        "credibility": word(Credibility),
        "document": a_document,
        "at": span,
        "quote": quoted,
        "note": quoted,
    },
    ("recorded", "stance"),
    check=_check,
)
"""The columns of a table of claims. `recorded` and `said` are two clocks, `period` is the third; `reported` is when the
publisher passed it on. Basis and hedge are those of the deepest hop; `publisher hedge` and `publisher words`, and so of
any role, are what was made of them on the way. A hop that the document does not name is `unnamed`."""


def code(scene: Scene, row: Row) -> dict[str, Any]:
    """The record of one row; its sources and proposition are put on record where they are not."""
    hops = [_hop(scene, role, row) for role in ROLES if role in row]
    if "reported" in row:
        hops[0]["on"] = row["reported"]
    _deepen(hops[-1], row)
    return {
        "record": "claim",
        **_filing(scene, row),
        "stance": row["stance"],
        "mode": row.get("mode"),
        "value": row.get("value"),
        "period": row.get("period"),
        "text": row.get("statement"),
        "attribution": hops,
        "evidence": _evidence(scene, row),
        "occasion": scene.occasion(row["occasion"]) if "occasion" in row else None,
        "asserted_at": row.get("said"),
        "credibility": row.get("credibility"),
        "note": row.get("note"),
    }


def prepared(scene: Scene, rows: list[Row]) -> Callable[[], None]:
    """Codes rows, and returns what records them in their order, each on its day; of one day all of them, or none."""
    coded = [(row["recorded"], code(scene, row)) for row in rows]

    def record() -> None:
        for recorded, of_the_day in groupby(coded, key=lambda each: each[0]):
            scene.clock.turn_to(recorded)
            scene.record_all([claim for _, claim in of_the_day])

    return record


def again(claim: ClaimView) -> dict[str, Any]:
    """The record of a claim on record, for another report of it: less its evidence and its grade, which are its own."""
    kept = claim.model_dump(mode="json", exclude_none=True, include=set(ClaimRecord.model_fields))
    for name in ("evidence", "corrects", "restates", "credibility", "recorded_at"):
        kept.pop(name, None)
    return {"record": "claim", **kept}


def corrected(scene: Scene, claim: ClaimView, row: Row) -> dict[str, Any]:
    """The record that corrects a claim: all that was recorded of it, with some fields as a row has them."""
    places = [place.model_dump(mode="json", exclude_none=True, exclude={"forgotten"}) for place in claim.evidence]
    record = again(claim) | ({"evidence": places} if places else {}) | {"corrects": claim.id}
    if claim.credibility is not None:
        record["credibility"] = claim.credibility
    changed = change(scene, record, row)
    dated = [hop for hop in changed["attribution"] if "on" in hop]
    if "said" in row and dated and dated[-1]["on"] == claim.asserted_at:
        dated[-1]["on"] = row["said"]
    return changed


def restated(scene: Scene, claim: ClaimView, row: Row) -> dict[str, Any]:
    """The record of what a source says in place of a claim: as it was, but for a row, the days on which it was passed
    on and where it stands, which are those of the earlier claim alone."""
    record = again(claim)
    record["attribution"] = [{name: hop[name] for name in hop if name != "on"} for hop in record["attribution"]]
    return change(scene, record, row) | {"restates": claim.id}


FIXED = ("recorded", "reported", "proposition", "credibility", "document", "at", "quote", "note")
CHANGES: dict[str, Cell] = {name: cell for name, cell in CLAIM.cells.items() if name not in FIXED}
"""What can be changed of a claim, by the columns of a table of claims."""


def change(scene: Scene, record: dict[str, Any], row: Row) -> dict[str, Any]:
    """A claim's record with some fields as a row has them."""
    hops = [dict(hop) for hop in record["attribution"]]
    for role in ROLES:
        if role in row or f"{role} hedge" in row or f"{role} words" in row:
            _change_hop(scene, hops, role, row)
    _deepen(hops[-1], row)
    changed = {**record, "attribution": hops}
    fields = {"said": "asserted_at", "stance": "stance", "mode": "mode", "value": "value", "period": "period"}
    changed |= {field: row[column] for column, field in (fields | {"statement": "text"}).items() if column in row}
    return changed | ({"occasion": scene.occasion(row["occasion"])} if "occasion" in row else {})


def _change_hop(scene: Scene, hops: list[dict[str, Any]], role: Role, row: Row) -> None:
    """Change the hop of a role where it stands; one that is new stands where its role does among the others."""
    places = [place for place, hop in enumerate(hops) if hop["role"] == role]
    if len(places) > 1:
        raise Miswritten(
            f"{len(places)} hops of that claim have the role {role}: which of them is meant cannot be said"
        )
    if not places and role not in row:
        raise Miswritten(f"no hop of that claim has the role {role}: say in the column {role} who it is")
    if not places:
        deeper = (place for place, hop in enumerate(hops) if ROLES.index(hop["role"]) > ROLES.index(role))
        hops.insert(next(deeper, len(hops)), _hop(scene, role, row))
    else:
        kept = {name: given for name, given in hops[places[0]].items() if name not in ("source", "naming", "inferred")}
        hop = kept | _named(scene, row[role]) if role in row else hops[places[0]]
        hops[places[0]] = _hedged(hop, role, row)


def _named(scene: Scene, name: str) -> dict[str, Any]:
    return {"source": scene.source(name)} if name else {"naming": "unnamed"}


def _hop(scene: Scene, role: Role, row: Row) -> dict[str, Any]:
    return _hedged(_named(scene, row[role]) | {"role": role.value}, role, row)


def _hedged(hop: dict[str, Any], role: Role, row: Row) -> dict[str, Any]:
    """A hop with what it made of what it passed on."""
    level, words = row.get(f"{role} hedge"), row.get(f"{role} words")
    if level is None and words is None:
        return hop
    return {**hop, "hedge": {"level": level or HedgeLevel.CERTAIN} | ({"words": words} if words is not None else {})}


def _deepen(deepest: dict[str, Any], row: Row) -> None:
    """Give the deepest hop what a row says of how it knows and how firmly it commits itself."""
    if "basis" in row:
        deepest["basis"] = row["basis"]
    if "hedge" in row:
        deepest["hedge"] = {**deepest.get("hedge", {}), "level": row["hedge"]}


def _filing(scene: Scene, row: Row) -> dict[str, Any]:
    """Which proposition it speaks to; none where the row names none, and says in `statement` what was claimed."""
    if "proposition" not in row:
        return {}
    text = row["proposition"]
    form: dict[str, Any] = {"kind": "valued"} if "value" in row and not scene.is_named("proposition", text) else {}
    return {"deal": scene.deal(), "proposition": scene.raise_proposition(text, **form)}


def _evidence(scene: Scene, row: Row) -> list[dict[str, Any]] | None:
    if "document" not in row:
        return None
    evidence: dict[str, Any] = {"document": scene.named("document", row["document"]), "quote": row.get("quote")}
    if "at" in row:
        start, _, end = row["at"].partition("-")
        evidence |= {"start": int(start), "end": int(end)}
    return [{name: given for name, given in evidence.items() if given is not None}]
