"""A shadow of the ledger in plain Python: what it must record of what it is sent, what it must refuse, and why.

Records are taken as the JSON objects that are sent. Nothing is kept but the rows; every question goes through them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

from torture.dates import before, day_anywhere, span
from torture.oracle import LADDER, Oracle
from torture.standing import Row, said

Body = Mapping[str, Any]
Fact = tuple[str, str, Body]
APART = ("record", "ref", "credibility", "note", "reason", "recorded_at")


@dataclass(frozen=True)
class Told:
    """What a receipt must say: where it stands, whether it did before, and in which stream."""

    row: Row
    again: bool


@dataclass(frozen=True)
class Refused:
    """What a refusal must be: one of these kinds."""

    kinds: frozenset[str]


def claim_id(record: Body) -> str:
    """The digest of what was claimed, without what says no more than is said anyway."""
    content = {name: value for name, value in record.items() if name not in APART}
    content = {n: v for n, v in content.items() if (n, v) not in (("stance", "affirms"), ("mode", "fact"))}
    if content.get("asserted_at") == next((h["on"] for h in reversed(record["attribution"]) if "on" in h), None):
        content.pop("asserted_at", None)
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{sha256(canonical.encode()).hexdigest()}"


class Shadow:
    """Rows in order of position; the first of every ledger is its policy."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def take(self, records: Sequence[Body], clock: str, *, keep_going: bool = False) -> list[Told | Refused]:
        """What becomes of each record: all are recorded or, where one is refused, none, unless it is to keep going."""
        begun, found = list(self.rows), list[Told | Refused]()
        at = max(clock, self.rows[-1].at if self.rows else "")
        if not self.rows:
            self._append(at, "policy", "policy", {})
        for record in records:
            found.append(outcome := self._taken(record, at))
            if isinstance(outcome, Refused) and not keep_going:
                break
        if (isinstance(found[-1], Refused) and not keep_going) or all(isinstance(one, Refused) for one in found):
            self.rows = begun
        return found

    def until(self, point: str | int) -> list[Row]:
        """What was recorded up to a position or an instant."""
        return [row for row in self.rows if (row.position if isinstance(point, int) else row.at) <= point]  # type: ignore[operator]

    def status(self, told: Told) -> str:
        """What a receipt must say of the present state of what was recorded."""
        kind, body = told.row.kind, told.row.body
        if told.row.stream.startswith("source:"):
            grade = [row.body["reliability"] for row in self.of(told.row.stream, "source-grade")]
            return f"reliability {grade[-1]}" if grade else "not graded"
        if kind in ("proposition", "verdict", "reopening"):
            verdict = self.verdicts(body["deal"]).get(body.get("proposition", body.get("id")))
            return "open" if verdict is None else f"settled {verdict}"
        return "open" if kind == "deal" else self.standing(told.row.stream)

    def standing(self, stream: str) -> str:
        """What a claim is now: the first of these that holds."""
        if corrected := next(self.of(stream, "corrected"), None):
            return "corrected" if corrected.body["replacement"] else "voided"
        if self.withdrawn(stream):
            return "retracted"
        return "restated" if any(self.of(stream, "restated")) else "standing"

    def of(self, stream: str, kind: str = "") -> Iterator[Row]:
        """The rows of a stream, or those of one kind."""
        return (row for row in self.rows if row.stream == stream and kind in ("", row.kind))

    def verdicts(self, deal: str) -> dict[str, str]:
        """The propositions that are settled, and how."""
        found: dict[str, str] = {}
        for row in self.of(f"deal:{deal}"):
            if row.kind == "verdict":
                found[row.body["proposition"]] = row.body["verdict"]
            elif row.kind == "reopening":
                found.pop(row.body["proposition"])
        return found

    def withdrawn(self, stream: str) -> set[str]:
        """The scopes in which a claim is taken back."""
        found: set[str] = set()
        for row in self.of(stream):
            found ^= {row.body["scope"]} if row.kind in ("retraction", "voiding") else set()
        return found

    # -- deciding ------------------------------------------------------------------------------------------------------

    def _taken(self, record: Body, at: str) -> Told | Refused:
        facts = list(_facts(record))
        stream, kind, body = facts[0]
        if known := next((row for row in self.of(stream, kind) if row.body == body or kind == "claim"), None):
            return Told(known, again=True)
        if kinds := set(self._faults(record, at)):
            return Refused(frozenset(kinds))
        before_it = list(self.rows)
        for fact in facts:
            self._append(at, *fact)
        if record.get("credibility") == "1" and not self._confirmed(stream):
            self.rows = before_it
            return Refused(frozenset({"not-independent"}))
        return Told(self.rows[len(before_it)], again=False)

    def _append(self, at: str, stream: str, kind: str, body: Body) -> None:
        self.rows.append(Row(len(self.rows) + 1, at, stream, 1 + sum(1 for _ in self.of(stream)), kind, body))

    def _confirmed(self, stream: str) -> bool:
        deal, _ = self.filing(stream)
        oracle = Oracle(self.rows, deal or "")
        return deal is not None and oracle.confirmed(oracle.claims[stream.partition(":")[2]])

    def filing(self, stream: str) -> tuple[str | None, str | None]:
        """The deal and the proposition that a claim speaks to."""
        filed = [row.body for row in self.of(stream) if row.kind in ("claim", "assignment") and "deal" in row.body]
        return (filed[-1]["deal"], filed[-1]["proposition"]) if filed else (None, None)

    def raised(self, deal: str) -> dict[str, Body]:
        """The propositions of a deal."""
        return {row.body["id"]: row.body for row in self.of(f"deal:{deal}", "proposition")}

    def _faults(self, record: Body, at: str) -> Iterator[str]:
        """The kinds of refusal that are true of a record. Where it names what is unknown, nothing else is looked at."""
        if any(not any(self.of(stream)) for stream in _named(record)):
            yield "unknown-reference"
            return
        kind = record["record"]
        if "deal" in record and "proposition" in record and record["proposition"] not in self.raised(record["deal"]):
            yield "unknown-reference"
        match kind:
            case "source" | "deal":
                if any(self.of(f"{kind}:{record['id']}")):
                    yield "already-otherwise"
            case "relation":
                if record.get("to") == record["source"]:
                    yield "rejected"
            case "proposition":
                yield from self._against_raising(record)
            case "claim":
                yield from self._against_claim(record, at)
            case "verdict" | "reopening":
                yield from self._against_ruling(record)
            case "assignment" | "correction" | "retraction" | "voiding":
                yield from self._against_change(record, f"claim:{record['claim']}", at)

    def _against_raising(self, record: Body) -> Iterator[str]:
        raised = self.raised(record["deal"])
        if record["id"] in raised:
            yield "already-otherwise"
        for name in record.get("implies", ()):
            if name not in raised:
                yield "unknown-reference"
            elif (record["about"], raised[name]["about"]) == ("plan", "deed") or _rung(raised[name]) > _rung(record):
                yield "climbing-implication"

    def _against_claim(self, record: Body, at: str) -> Iterator[str]:
        hops = record["attribution"]
        if not any("source" in hop for hop in hops):
            yield "bad-attribution"
        dated = [span(hop["on"]) for hop in hops if "on" in hop]
        own = span(record.get("asserted_at"))
        apart = "on" in hops[-1] and (before(own, dated[-1]) or before(dated[-1], own))
        if apart or any(before(nearer, deeper) for nearer, deeper in pairwise([*dated, own])):
            yield "contradicted-date"
        if any(before(day_anywhere(at), date) for date in [*dated, own]):
            yield "contradicted-date"
        if "deal" not in record and "text" not in record:
            yield "invalid-record"
        if "corrects" in record and "restates" in record:
            yield "rejected"
        for old in (f"claim:{record[link]}" for link in ("corrects", "restates") if link in record):
            if any(self.of(old, "corrected")):
                yield "already-corrected"
        if "restates" in record:
            mine = record.get("deal"), record.get("proposition")
            if self.filing(f"claim:{record['restates']}") != mine:
                yield "rejected"

    def _against_ruling(self, record: Body) -> Iterator[str]:
        verdicts, raised = self.verdicts(record["deal"]), self.raised(record["deal"])
        name = record["proposition"]
        if (name in verdicts) == (record["record"] == "verdict"):
            yield "not-in-that-state"
        oracle = Oracle(self.rows, record["deal"])
        for other in raised if record.get("verdict") in ("true", "false") else ():
            above, below = (name, other) if record["verdict"] == "true" else (other, name)
            opposite = {"true": "false", "false": "true"}[record["verdict"]]
            if other != name and below in oracle.implied(above) and verdicts.get(other) == opposite:
                yield "contrary-verdict"

    def _against_change(self, record: Body, stream: str, at: str) -> Iterator[str]:
        kind, claim = record["record"], next(self.of(stream)).body
        if kind == "assignment":
            if self.filing(stream) != (None, None):
                yield "already-assigned"
            return
        if kind != "voiding" and any(self.of(stream, "corrected")):
            yield "already-corrected"
        if kind == "voiding" and record["scope"] not in self.withdrawn(stream):
            yield "not-in-that-state"
        if kind == "retraction":
            named = [hop["source"] for hop in claim["attribution"] if "source" in hop]
            if record["scope"] in self.withdrawn(stream):
                yield "already-retracted"
            if record["by"] not in (named[-1:] if record["scope"] == "origin" else named):
                yield "rejected"
            on = span(record.get("on"))
            if before(on, said(claim)) or before(day_anywhere(at), on):
                yield "contradicted-date"


def _facts(record: Body) -> Iterator[Fact]:
    """What a record comes to if it is not refused: in which stream, of which kind, and what it says."""
    kind, body = record["record"], {name: value for name, value in record.items() if name != "record"}
    match kind:
        case "claim":
            name = claim_id(record)
            yield f"claim:{name}", "claim", {**body, "id": name}
            if "corrects" in body:
                replaced = {"claim": body["corrects"], "replacement": name, "reason": body.get("reason")}
                yield f"claim:{body['corrects']}", "corrected", replaced
            if "restates" in body:
                yield f"claim:{body['restates']}", "restated", {"claim": body["restates"], "restatement": name}
        case "correction":
            yield f"claim:{body['claim']}", "corrected", {**body, "replacement": None}
        case "grade" if "source" in body:
            yield f"source:{body['source']}", "source-grade", body
        case "grade":
            yield f"claim:{body['claim']}", "claim-grade", body
        case "relation":
            yield f"source:{body['source']}", kind, body
        case "source" | "deal":
            yield f"{kind}:{body['id']}", kind, body
        case "proposition" | "verdict" | "reopening":
            yield f"deal:{body['deal']}", kind, body
        case _:
            yield f"claim:{body['claim']}", kind, body


def _named(record: Body) -> Iterator[str]:
    """The streams that must have begun before a record is taken."""
    yield from (f"source:{record[name]}" for name in ("source", "to") if name in record)
    if "deal" in record:
        yield f"deal:{record['deal']}"
    yield from (f"claim:{record[name]}" for name in ("claim", "corrects", "restates") if name in record)
    yield from (f"source:{party['source']}" for party in record.get("parties", ()))
    yield from (f"source:{hop['source']}" for hop in record.get("attribution", ()) if "source" in hop)


def _rung(proposition: Body) -> int:
    """How high it stands on the ladder; what stands beside it is below."""
    return LADDER.index(proposition["stage"]) if proposition.get("stage") in LADDER else -1
