"""The model: a ledger in a file, a shadow of it in plain Python, and a clock that goes wherever it likes.

Whatever is recorded, taken back, refused or asked, in whatever order, the two must say the same.
"""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import orjson
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from ledger import open_ledger
from ledger.belief import believe, fold_all
from ledger.errors import BadCursor, Refusal
from ledger.parsing import parse_record
from ledger.receipts import Receipt
from ledger.service import Ledger
from torture.comparing import hold, hold_log, hold_receipt, hold_refused, same
from torture.dates import end_of
from torture.oracle import Oracle
from torture.records import (
    CLAIMS,
    DEAL,
    DEALS,
    FILED,
    INTERESTS,
    MALFORMED,
    OTHER,
    PROPOSITIONS,
    REASONS,
    SCOPES,
    SOURCE_GRADES,
    SOURCES,
    TIES,
    Json,
    beginning,
    raising,
)
from torture.shadow import Shadow, claim_id

ENDS = ("2032-02-28", "2032-02-29", "2032-02-29T12:00:00Z", "2032-03-01", "2038-01-19", "2040-01-01")
MOMENTS = st.sampled_from(ENDS)
ANYWHERE = st.integers(0, 999)
VERDICTS = st.sampled_from(["true", "false", "undeterminable", None, None])
BEGINNING = datetime(2032, 2, 28, 22, 30, tzinfo=UTC)
TIMES = [BEGINNING, datetime(2032, 2, 29, 12, tzinfo=UTC), datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)]  # 2^31 - 1
STEPS = [timedelta(microseconds=1), timedelta(hours=-1), timedelta(hours=2), timedelta(days=1), timedelta(days=-400)]


class Model(RuleBasedStateMachine):
    """A ledger under any commands, its clock set at will, asked at any place on either clock."""

    claims: Bundle[str] = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="claim-ledger-model-"))
        self.time = BEGINNING
        self.shadow = Shadow()
        self.accepted: list[Json] = []
        self.open()

    def open(self) -> None:
        self.ledger: Ledger = open_ledger(str(self.folder / "claims.ledger"), create=True, clock=lambda: self.time)
        self.seen = 0

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.folder)

    @property
    def clock(self) -> str:
        return self.time.isoformat(timespec="microseconds").replace("+00:00", "Z")

    # -- commands ------------------------------------------------------------------------------------------------------

    def send(self, *records: Json, keep_going: bool = False) -> None:
        """Record these, or have them refused, as the shadow says."""
        expected = self.shadow.take(records, self.clock, keep_going=keep_going)
        parsed = [parse_record(orjson.dumps(record)) for record in records]
        found: Sequence[Receipt | Refusal]
        try:
            if keep_going:
                found = self.ledger.record_each(parsed, by="model", keep_going=True)
            else:
                found = self.ledger.record_all(parsed, by="model")
        except Refusal as refusal:
            same("which record was refused", refusal.index, len(expected) - 1)
            hold_receipt(refusal, expected[-1], self.shadow)
            return
        same("how many were answered", len(found), len(expected))
        for record, one, other in zip(records, found, expected, strict=True):
            hold_receipt(one, other, self.shadow)
            self.accepted += [record] if isinstance(one, Receipt) else []

    def send_claims(self, *records: Json, keep_going: bool = False) -> Any:
        """Record claims; answers the ids of those that are on record, for the bundle."""
        self.send(*records, keep_going=keep_going)
        return multiple(*(name for name in map(claim_id, records) if any(self.shadow.of(f"claim:{name}"))))

    @initialize(target=claims, records=st.lists(FILED, min_size=4, max_size=10))
    def begin(self, records: list[Json]) -> Any:
        self.send(*beginning())
        return self.send_claims(*records, keep_going=True)

    @rule(target=claims, records=st.lists(FILED, min_size=1, max_size=4), keep_going=st.booleans())
    def record_claims(self, records: list[Json], keep_going: bool) -> Any:
        return self.send_claims(*records, keep_going=keep_going)

    @rule(target=claims, record=FILED, outlets=st.lists(st.sampled_from(SOURCES), min_size=1, max_size=3))
    def record_echoes(self, record: Json, outlets: list[str]) -> Any:
        hops = [{"role": "publisher", "source": outlet} for outlet in outlets]
        plain = {name: value for name, value in record.items() if name != "credibility"}
        return self.send_claims(*({**plain, "attribution": [hop, *record["attribution"][-1:]]} for hop in hops))

    @rule(target=claims, record=FILED, old=claims, link=st.sampled_from(["corrects", "restates"]), reason=REASONS)
    def replace_a_claim(self, record: Json, old: str, link: str, reason: str) -> Any:
        deal, name = self.shadow.filing(f"claim:{old}")
        filed = {"deal": deal, "proposition": name} if deal else {}
        return self.send_claims({**record, **filed, link: old, **({"reason": reason} if link == "corrects" else {})})

    @rule(target=claims, record=CLAIMS)
    def record_an_unfiled_claim(self, record: Json) -> Any:
        return self.send_claims({**record, "text": "Cranes, they say."})

    @rule(old=claims, deal=DEALS, name=PROPOSITIONS)
    def assign(self, old: str, deal: str, name: str) -> None:
        self.send({"record": "assignment", "claim": old, "deal": deal, "proposition": name})

    @rule(old=claims, reason=REASONS)
    def void(self, old: str, reason: str) -> None:
        self.send({"record": "correction", "claim": old, "reason": reason})

    @rule(
        olds=st.lists(claims, min_size=1, max_size=4, unique=True),
        scope=SCOPES,
        reason=REASONS,
        by=st.sampled_from([-1, -1, -1, 0, None]),
        on=st.sampled_from(
            [None, None, "2032-02-29", "2032-03-01", "2032", "2032-02-28/..", "2038-01-19", "2032-02-28"]
        ),
    )
    def retract(self, olds: list[str], scope: str, reason: str, by: int | None, on: str | None) -> None:
        for old in olds:
            hops = next(self.shadow.of(f"claim:{old}")).body["attribution"]
            who = "rival" if by is None else [hop["source"] for hop in hops if "source" in hop][by]
            record = {"record": "retraction", "claim": old, "by": who, "scope": scope, "reason": reason}
            self.send({**record, "on": on} if on else record)

    @rule(old=claims, scope=SCOPES, reason=REASONS, place=ANYWHERE)
    def void_a_retraction(self, old: str, scope: str, reason: str, place: int) -> None:
        made = [(row.body["claim"], row.body["scope"]) for row in self.shadow.rows if row.kind == "retraction"]
        claim, scope = made[place % len(made)] if made else (old, scope)
        self.send({"record": "voiding", "claim": claim, "scope": scope, "reason": reason})

    @rule(records=st.lists(TIES | INTERESTS | SOURCE_GRADES, min_size=1, max_size=3))
    def tell_of_sources(self, records: list[Json]) -> None:
        for record in records:
            self.send(record)

    @rule(old=claims, credibility=st.sampled_from("1123456"), reason=REASONS)
    def grade_a_claim(self, old: str, credibility: str, reason: str) -> None:
        self.send({"record": "grade", "claim": old, "credibility": credibility, "reason": reason})

    @rule(deal=DEALS, name=PROPOSITIONS, implies=st.lists(PROPOSITIONS, max_size=2, unique=True))
    def raise_a_proposition(self, deal: str, name: str, implies: list[str]) -> None:
        self.send(raising(deal, name, implies))

    @rule(deal=DEALS, name=PROPOSITIONS, verdict=VERDICTS, reason=REASONS)
    def settle_or_reopen(self, deal: str, name: str, verdict: str | None, reason: str) -> None:
        given = {"record": "verdict", "verdict": verdict} if verdict else {"record": "reopening"}
        self.send({**given, "deal": deal, "proposition": name, "reason": reason})

    @rule(place=ANYWHERE)
    def send_the_same_again(self, place: int) -> None:
        before = len(self.shadow.rows)
        self.send(self.accepted[place % len(self.accepted)])
        same("the head after the same again", self.ledger.moment(None).position, before)

    @rule(record=FILED, refused=st.sampled_from(MALFORMED), keep_going=st.booleans())
    def send_one_that_is_refused(self, record: Json, refused: tuple[Json, str], keep_going: bool) -> None:
        try:
            parse_record(orjson.dumps(refused[0]))
        except Refusal as refusal:
            same("why it cannot be read", refusal.slug, refused[1])
            return
        self.send(record, refused[0], keep_going=keep_going)

    # -- time, and what the machine goes through -----------------------------------------------------------------------

    @rule(move=st.sampled_from([*STEPS, *TIMES]))
    def the_clock_moves(self, move: timedelta | datetime) -> None:
        self.time = move if isinstance(move, datetime) else self.time + move

    @rule(rebuilding=st.booleans())
    def restart(self, rebuilding: bool) -> None:
        self.ledger.close()
        self.open()
        if rebuilding:
            same("the position rebuilt to", self.ledger.rebuild(), len(self.shadow.rows))

    # -- questions -----------------------------------------------------------------------------------------------------

    @rule(
        deal=DEALS,
        place=st.none() | ANYWHERE,
        by_instant=st.booleans(),
        end=st.none() | MOMENTS,
        without=st.lists(st.sampled_from(SOURCES), max_size=1),
    )
    def ask(self, deal: str, place: int | None, by_instant: bool, end: str | None, without: list[str]) -> None:
        rows = self.shadow.rows
        if place is None:
            hold(self.ledger, deal, rows, None, end, without, why=True)
        elif by_instant:
            at = rows[place % len(rows)].at
            hold(self.ledger, deal, self.shadow.until(at), at, end, without, why=True)
        else:
            position = place % (len(rows) + 1)
            hold(self.ledger, deal, self.shadow.until(position), str(position), end, without, why=True)

    @rule(point=st.none() | MOMENTS)
    def ask_by_a_day_that_may_not_be_over(self, point: str | None) -> None:
        if point is None:
            hold_refused(BadCursor, self.ledger, DEAL, str(len(self.shadow.rows) + 1))
        elif (until := end_of(point)) <= max(self.clock, self.shadow.rows[-1].at):
            hold(self.ledger, DEAL, self.shadow.until(until), point)
        else:
            hold_refused(BadCursor, self.ledger, DEAL, point)

    @rule(place=ANYWHERE)
    def ask_what_moved_them(self, place: int) -> None:
        """The changes that an entry made, and that nothing after its `changed_at` moved a belief."""
        head, first = len(self.shadow.rows), len(beginning()) + 2
        if head < first:  # every record of this life was refused so far: there is no entry that could have moved one
            return
        at = first + place % (head - first + 1)
        changes = self.ledger.changes(DEAL, recorded_since=str(at - 1), recorded_until=str(at)).items
        moved = {move.proposition: (move.from_.probability, move.to.probability) for c in changes for move in c.moved}
        before, after, now = (self.probabilities(position) for position in (at - 1, at, head))
        changed = {name: (before.get(name), after[name]) for name in after if before.get(name) != after[name]}
        same(f"what moved at {at}", moved, changed)
        for belief in self.ledger.beliefs(DEAL).propositions:
            since = belief.changed_at + place % (head - belief.changed_at + 1)
            same(f"{belief.id} at {since}", self.probabilities(since)[belief.id], now[belief.id])

    @rule()
    def fold_every_deal_at_once(self) -> None:
        every = fold_all(self.ledger.entries(until=len(self.shadow.rows)))
        for deal in (DEAL, OTHER):
            same(f"{deal}, folded at once", believe(every[deal]).propositions, self.ledger.beliefs(deal).propositions)

    def probabilities(self, position: int) -> dict[str, str | None]:
        oracle = Oracle(self.shadow.until(position), DEAL)
        return {name: oracle.belief(name)["probability"] for name in oracle.raised}

    # -- what holds whatever happens -----------------------------------------------------------------------------------

    @invariant()
    def the_ledger_is_its_shadow(self) -> None:
        """The log, all of it anew after a restart; beliefs now, and as asserted by one day or another."""
        hold_log(self.ledger, self.shadow.rows, self.seen)
        if self.seen < (head := len(self.shadow.rows)):
            hold(self.ledger, DEAL, self.shadow.rows)
            hold(self.ledger, DEAL, self.shadow.rows, end=ENDS[head % len(ENDS)])
        self.seen = head
