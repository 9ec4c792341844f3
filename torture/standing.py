"""What rows say is on record of a deal, who is who, and which claims count: half of the oracle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from torture.dates import NEVER, Span, span

Gain = tuple[str | None, str | None, str]
"""Which stance serves it, since when, and whether that is established or suspected."""


@dataclass(frozen=True)
class Row:
    """What was recorded: its place in the log and in its stream, when, and the record, or the part that it meant."""

    position: int
    at: str
    stream: str
    version: int
    kind: str
    body: Mapping[str, Any]


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Everything named, with all that it hangs together with, however far."""
    sets: dict[str, frozenset[str]] = {}
    for one, other in pairs:
        union = sets.get(one, frozenset({one})) | sets.get(other, frozenset({other}))
        sets |= dict.fromkeys(union, union)
    return sets


def reached(start: str, edges: Mapping[str, Iterable[str]]) -> set[str]:
    """All that edges lead to from there, itself included."""
    found, waiting = {start}, [start]
    while waiting:
        fresh = set(edges.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found


def said(claim: Mapping[str, Any]) -> Span:
    """When it was said: its own date, else that of its deepest dated hop."""
    dates: Iterator[str] = (hop["on"] for hop in reversed(claim["attribution"]) if "on" in hop)
    return span(claim.get("asserted_at") or next(dates, None))


def speaker(claim: Mapping[str, Any]) -> str:
    """The deepest source that is named."""
    return next(str(hop["source"]) for hop in reversed(claim["attribution"]) if "source" in hop)


def heard(claim: Mapping[str, Any]) -> str | None:
    """Who was heard saying it: the first that spoke, or is the origin; None where that is not named."""
    hops = [hop for hop in claim["attribution"] if hop["role"] in ("speaker", "origin")]
    return hops[0].get("source") if hops else None


def origin(claim: Mapping[str, Any]) -> str | None:
    """Its origin, None where that is unknown."""
    last = claim["attribution"][-1]
    return last.get("source") if last["role"] == "origin" else None


class Standing:
    """The rows of a deal by what was said by `end` (an instant; NEVER asks of all), without some sources."""

    def __init__(self, rows: Sequence[Row], deal: str, end: str = NEVER, without: Iterable[str] = ()) -> None:
        self.deal, self.end = deal, end
        self.raised: dict[str, Mapping[str, Any]] = {}
        self.verdicts: dict[str, Row] = {}
        self.parties: dict[str, Gain] = {}
        self.interests: dict[str, Gain] = {}
        self.grades: dict[str, str] = {}
        self.ties: dict[tuple[str, str, str], str] = {}
        self.claims: dict[str, dict[str, Any]] = {}
        for row in rows:
            self._fold(row)
        self.claims = {name: claim for name, claim in self.claims.items() if claim["deal"] == deal}
        self._relate()
        left = set(without)
        self.left_out = left.union(*(self.same.get(name, frozenset()) for name in left))
        self.fallen = cache(self._fallen)

    # -- what is on record ---------------------------------------------------------------------------------------------

    def _fold(self, row: Row) -> None:
        body = row.body
        match row.kind:
            case "deal" if body["id"] == self.deal:
                self.parties = {p["source"]: (p.get("favours"), None, "established") for p in body["parties"]}
            case "proposition" if body["deal"] == self.deal:
                self.raised[body["id"]] = body
            case "verdict" if body["deal"] == self.deal:
                self.verdicts[body["proposition"]] = row
            case "reopening" if body["deal"] == self.deal:
                self.verdicts.pop(body["proposition"])
            case "source-grade":
                self.grades[body["source"]] = body["reliability"]
            case "relation" if body["kind"] != "interest":
                self.ties[body["source"], body["kind"], body["to"]] = body["degree"]
            case "relation" if body["deal"] == self.deal:
                self.interests[body["source"]] = body["favours"], body.get("since"), body["degree"]
            case "claim":
                kept = {"at": row.at, "void": False, "by": None, "later": [], "withdrawn": {}, "credibility": None}
                filed = {"deal": None, "proposition": None, "occasion": None, "stance": "affirms", "mode": "fact"}
                self.claims[body["id"]] = {**filed, **kept, **body}
            case "assignment":
                self.claims[body["claim"]] |= {"deal": body["deal"], "proposition": body["proposition"]}
            case "claim-grade":
                self.claims[body["claim"]]["credibility"] = body["credibility"]
            case "corrected":
                self.claims[body["claim"]] |= {"void": True, "by": body["replacement"]}
            case "restated":
                self.claims[body["claim"]]["later"].append(body["restatement"])
            case "retraction":
                self.claims[body["claim"]]["withdrawn"][body["scope"]] = row
            case "voiding":
                del self.claims[body["claim"]]["withdrawn"][body["scope"]]

    def _relate(self) -> None:
        """Who is one voice, who is the same, who hangs together, and in whose cluster a body is counted."""
        sure = [(one, kind, to) for (one, kind, to), degree in self.ties.items() if degree == "established"]
        self.voices = joined((one, to) for one, kind, to in sure if kind in ("speaks-for", "same-as", "dependence"))
        self.echoing: dict[str, set[str]] = {}
        for one, kind, to in sure:
            if kind in ("speaks-for", "same-as", "dependence"):
                self.echoing.setdefault(to, set()).add(one)
            if kind == "same-as":
                self.echoing.setdefault(one, set()).add(to)
        self.same = joined((one, to) for one, kind, to in sure if kind == "same-as")
        ties = [(one, to) for one, kind, to in self.ties if kind != "member-of"]
        self.tied = joined(ties)
        self.members: dict[str, set[str]] = {}
        for one, kind, to in self.ties:
            if kind == "member-of":
                self.members.setdefault(self.group(to), set()).add(self.group(one))
        self.clusters = joined([*ties, *((body, min(members)) for body, members in self.members.items())])

    def group(self, name: str) -> str:
        """The group of sources tied to one another, by its smallest name."""
        return min(self.tied.get(name, {name}))

    def voice(self, name: str) -> str:
        """The voice of a source, by its smallest name."""
        return min(self.voices.get(name, {name}))

    def dependent(self, one: str, other: str) -> bool:
        """Whether two sources are tied, or one is a body and the other its member, however far down."""
        one, other = self.group(one), self.group(other)
        return one in reached(other, self.members) or other in reached(one, self.members)

    # -- which claims stand --------------------------------------------------------------------------------------------

    def by_then(self, dated: Span, at: str) -> bool:
        """Whether it was certainly said or done by then; what has no end was before it was recorded, if it can be."""
        return (at if dated[1] == NEVER and dated[0] <= at else dated[1]) <= self.end

    def there(self, claim: Mapping[str, Any]) -> bool:
        """Whether it was not corrected, was said by then, and rests on nobody left out."""
        hops = {hop.get("source") for hop in claim["attribution"]}
        return not claim["void"] and self.by_then(said(claim), claim["at"]) and not hops & self.left_out

    def taken_back(self, claim: Mapping[str, Any] | None) -> list[Row]:
        """The retractions of a claim, and of what it corrects, that were made by then."""
        found: list[Row] = []
        while claim is not None:
            found += [w for w in claim["withdrawn"].values() if self.by_then(span(w.body.get("on")), w.at)]
            claim = self.claims.get(claim.get("corrects", ""))
        return found

    def _fallen(self, proposition: str) -> set[str]:
        """The claims on a proposition that a retraction takes down: their own, or that of whom they echo."""
        filed = [claim for claim in self.claims.values() if claim["proposition"] == proposition]
        fallen: set[str] = set()
        for claim in filed:
            for withdrawn in self.taken_back(claim):
                fallen.add(claim["id"])
                if withdrawn.body["scope"] == "origin" and not claim["void"]:
                    fallen |= self._echoes(withdrawn, filed)
        return fallen

    def _echoes(self, withdrawn: Row, filed: list[dict[str, Any]]) -> set[str]:
        """What was said before that day by it or its echoes, and on its occasions by nobody who is named."""
        day = span(withdrawn.body["on"])[1] if "on" in withdrawn.body else withdrawn.at
        day = f"{day[:10]}T00:00:00.000000Z" if "on" in withdrawn.body and day != NEVER else day
        early = [claim for claim in filed if said(claim)[0] < day]
        echoes = reached(withdrawn.body["by"], self.echoing)
        own = [claim for claim in early if speaker(claim) in echoes or heard(claim) in echoes]
        told = [c for c in own if self.there(c) and all(w.body["scope"] != "report" for w in self.taken_back(c))]
        occasions = {(claim["occasion"], claim["stance"]) for claim in told if claim["occasion"]}
        nobody = [c for c in early if heard(c) is None and (c["occasion"], c["stance"]) in occasions]
        return {claim["id"] for claim in own + nobody}

    def stands(self, claim: Mapping[str, Any]) -> bool:
        """Whether a claim counts: it is there, nobody took it back, and its source does not say otherwise by now."""
        if not self.there(claim) or claim["id"] in self.fallen(claim["proposition"]):
            return False
        for name in claim["later"]:
            newer = self.claims.get(name)
            while newer is not None and newer["by"]:
                newer = self.claims.get(newer["by"])
            if newer is not None and self.there(newer) and newer["id"] not in self.fallen(newer["proposition"]):
                return False
        return True

    def standing(self, proposition: str) -> list[dict[str, Any]]:
        """The claims filed under a proposition that count."""
        return [claim for claim in self.claims.values() if claim["proposition"] == proposition and self.stands(claim)]
