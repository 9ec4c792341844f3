"""Large ledgers, made fast: entries are encoded as the ledger does and inserted 10,000 at a time, undecided.

A policy, the sources, the deals with their propositions, then the claims: each deal has equally many, spread evenly
over the rest of the log. Which facts a ledger holds depends on its size alone.
"""

import sqlite3
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from random import Random
from secrets import token_hex

import orjson

from benchmarks import workload
from benchmarks.bench import BUILT_A_SECOND, Advance
from ledger import deal as deals
from ledger import source as sources
from ledger.belief.policy import POLICY_1
from ledger.claim import content_of
from ledger.clocks import instant
from ledger.decision import Again, Decision
from ledger.entries import encode, fact_type
from ledger.events import ClaimRecorded, Fact
from ledger.identity import claim_id
from ledger.opening import open_ledger, utc_now
from ledger.parsing import parse_record
from ledger.policies import adoption
from ledger.records import ClaimRecord, DealRecord, SourceRecord, YesNoRecord

AT_ONCE = 10_000
WORKERS = 2
EVENTS_A_DEAL = 1 + len(workload.PROPOSITIONS)
LEAST = 1 + workload.SOURCES + EVENTS_A_DEAL + workload.CLAIMS_A_DEAL
"""Events of the least ledger: a policy, the sources, one deal and its claims."""

Row = tuple[int, str, int, str, bytes]
"""Position, stream, version, type and canonical bytes of an entry."""


def deals_in(events: int) -> int:
    """How many deals a ledger of this many events has."""
    return max(1, (events - 1 - workload.SOURCES) // (EVENTS_A_DEAL + workload.CLAIMS_A_DEAL))


def first_claim(events: int) -> int:
    """The position of the first claim in a ledger of this many events."""
    return 1 + workload.SOURCES + deals_in(events) * EVENTS_A_DEAL + 1


def build(path: Path, events: int, advance: Advance) -> None:
    """Make a ledger of this many events, at least LEAST, without an index."""
    open_ledger(str(path), create=True).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        # Nothing is lost if this is cut short but a ledger that is thrown away.
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -500000"):
            db.execute(f"PRAGMA {pragma}")
        for rows in _chunks(events):
            db.execute("BEGIN")
            db.executemany("INSERT INTO events (position, stream, version, type, state) VALUES (?, ?, ?, ?, ?)", rows)
            db.execute("COMMIT")
            advance(f"making a ledger of {events:,} events", len(rows) / BUILT_A_SECOND)


def rows_of(events: int, first: int, at: str) -> list[Row]:
    """The rows of at most AT_ONCE entries from position `first` on, of a ledger of this many events, recorded `at`."""
    random = Random(first)
    rows: list[Row] = []
    for position in range(first, min(first + AT_ONCE, events + 1)):
        fact, version = _fact_at(position, events, random)
        nonce = token_hex(16)
        entry = encode(fact, position=position, version=version, recorded_at=at, recorded_by="bench", nonce=nonce)
        rows.append((position, entry.stream, version, fact_type(fact), entry.data))
    return rows


def _chunks(events: int) -> Iterator[list[Row]]:
    at = instant(utc_now())
    firsts = range(1, events + 1, AT_ONCE)
    if len(firsts) == 1:
        yield rows_of(events, 1, at)
        return
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as workers:
        ahead: deque[Future[list[Row]]] = deque()
        for first in firsts:
            ahead.append(workers.submit(rows_of, events, first, at))
            if len(ahead) > 2 * WORKERS:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _fact_at(position: int, events: int, random: Random) -> tuple[Fact, int]:
    """The fact at a position, and its version in its stream."""
    if position == 1:
        return adoption(POLICY_1), 1
    if position <= 1 + workload.SOURCES:
        return _registered(position - 2), 1
    if position < first_claim(events):
        deal, nth = divmod(position - 2 - workload.SOURCES, EVENTS_A_DEAL)
        return _of_deal(deal, nth), nth + 1
    number = position - first_claim(events)
    return _recorded(workload.claim(random, number % deals_in(events), f"built-{number}")), 1


def _registered(number: int) -> Fact:
    record = parse_record(orjson.dumps(workload.source(number)))
    assert isinstance(record, SourceRecord)
    return _only(sources.register(record, None))


def _of_deal(number: int, nth: int) -> Fact:
    opening, *raising = (parse_record(orjson.dumps(said)) for said in workload.deal(number))
    assert isinstance(opening, DealRecord)
    opened = _only(deals.open_deal(opening, None, ()))
    if nth == 0:
        return opened
    record = raising[nth - 1]
    assert isinstance(record, YesNoRecord)
    return _only(deals.raise_proposition(record, deals.evolve(None, opened)))


def _recorded(said: workload.Said) -> Fact:
    record = parse_record(orjson.dumps({"record": "claim", **said}))
    assert isinstance(record, ClaimRecord)
    content = content_of(record)
    return ClaimRecorded(claim=claim_id(content), content=content)


def _only(decision: Decision) -> Fact:
    assert not isinstance(decision, Again)
    (fact,) = decision
    return fact
