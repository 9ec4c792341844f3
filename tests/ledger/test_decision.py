from functools import reduce

from ledger.decision import Again, Versions, once, seen
from tests.ledger.examples import graded

FIRST, SECOND = graded("a", "first"), graded("a", "second")
NOTHING: Versions = {}


def test_a_fact_that_the_stream_does_not_hold_is_new() -> None:
    assert once(FIRST, NOTHING) == (FIRST,)
    assert once(SECOND, seen(NOTHING, FIRST)) == (SECOND,)


def test_one_that_it_holds_is_found_where_it_stands() -> None:
    versions = reduce(seen, (FIRST, SECOND), NOTHING)

    assert once(FIRST, versions) == Again("source:a", 1)
    assert once(SECOND, versions) == Again("source:a", 2)


def test_what_was_seen_before_is_left_as_it_was() -> None:
    before = seen(NOTHING, FIRST)

    assert seen(before, SECOND) == {FIRST: 1, SECOND: 2}
    assert before == {FIRST: 1}
    assert seen(before, FIRST) == before
