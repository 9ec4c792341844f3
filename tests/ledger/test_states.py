from collections.abc import Iterator

import pytest

from ledger import source
from ledger.events import ClaimRecorded, Fact
from ledger.log import Change
from ledger.states import EVOLVE, NEW, Loaded, States
from ledger.store import StoredLog, open_memory
from tests.ledger.examples import EXAMPLES, graded
from tests.ledger.given import facts_of, record
from tests.ledger.story import ANALYST, Calendar


def registered(name: str) -> Fact:
    given = record("source", id=name, name=name.title(), kind="outlet", class_="press")
    (fact,) = facts_of(source.register(given, None))
    return fact


@pytest.fixture
def log(calendar: Calendar) -> Iterator[StoredLog]:
    """A log that holds a source, graded once."""
    log = open_memory(calendar)
    log.append([Change("source:outlet", 0, (registered("outlet"), graded("outlet")), ANALYST)])
    yield log
    log.close()


def test_every_fact_has_a_stream_that_folds() -> None:
    assert {fact.stream.partition(":")[0] for fact in EXAMPLES} == set(EVOLVE)


def test_a_stream_is_loaded_as_its_facts_fold(log: StoredLog) -> None:
    states = States(log, {})

    loaded = states.load("source:outlet")

    assert (loaded.version, loaded.state) == (2, states.source("outlet"))
    assert states.load("source:wire") == NEW
    found = [states.source("wire"), states.source(None), states.document("outlet"), states.deal("outlet")]
    assert [*found, states.claim("outlet"), states.policies()] == [None] * 6


def test_a_fact_folds_in_and_says_what_it_was_decided_on(log: StoredLog) -> None:
    states, fact = States(log, {}), graded("outlet", "read again")
    before = states.source("outlet")

    assert states.take(fact, b"{}", ANALYST) == Change("source:outlet", 2, (fact,), ANALYST, (b"{}",))
    assert states.load("source:outlet").version == 3
    assert States(log, {}).source("outlet") == before


def test_what_was_taken_since_the_mark_is_undone_and_no_more(log: StoredLog) -> None:
    states = States(log, {})
    states.take(graded("outlet", "read again"), b"{}", ANALYST)
    marked = states.load("source:outlet")
    states.mark()
    for number in range(3):
        states.take(graded("outlet", f"read {number} times more"), b"{}", ANALYST)
    states.take(registered("wire"), b"{}", ANALYST)

    states.undo()

    assert (states.load("source:outlet"), states.load("source:wire")) == (marked, NEW)


def test_what_was_appended_is_kept_for_the_next_unit_but_for_claims(log: StoredLog) -> None:
    cache: dict[str, Loaded] = {}
    states = States(log, cache)
    recorded = next(fact for fact in EXAMPLES if isinstance(fact, ClaimRecorded))
    changes = [states.take(fact, b"{}", ANALYST) for fact in (registered("wire"), recorded)]

    states.keep(change.stream for change in changes)

    assert cache == {"source:wire": states.load("source:wire")}
    assert States(log, cache).source("wire") == states.source("wire")


def test_streams_that_hold_nothing_are_asked_about_once(log: StoredLog) -> None:
    states = States(log, {})

    states.load_new(["source:outlet", "source:wire"])
    log.append([Change("source:wire", 0, (registered("wire"),), ANALYST)])

    assert states.load("source:wire") == NEW
    assert states.load("source:outlet").version == 2
