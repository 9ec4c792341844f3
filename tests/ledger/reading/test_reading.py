from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.belief import believe, fold
from ledger.opening import open_ledger
from ledger.records import AnyRecord
from ledger.service import Ledger
from tests.ledger.given import source_record
from tests.ledger.reading.asking import reports
from tests.ledger.story import (
    AGENCIES,
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    everything,
    head,
    opening,
    recorded,
    sources,
    tie,
)


def test_health_says_how_far_the_index_is(ledger: Ledger) -> None:
    ledger.beliefs(DEAL)
    recorded(ledger, claim())
    found = ledger.health()
    assert (found.ready, found.head, found.lag, found.error) == (True, head(ledger), 1, None)

    ledger.beliefs(DEAL)
    assert ledger.health().lag == 0


def test_a_ledger_that_cannot_be_read_says_so_and_does_not_raise(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.beliefs(DEAL)
    with open_ledger(str(file), clock=calendar) as ledger:
        file.write_bytes(b"no database any more" * 1_000)

        found = ledger.health()

    assert (found.ready, found.head) == (False, 0)
    assert found.error


def test_a_diagnosis_says_how_the_ledger_is_kept_and_what_is_being_built(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as ledger:
        ledger.beliefs(DEAL)
        before = ledger.diagnosis()

        with pytest.raises(KeyboardInterrupt):
            ledger.rebuild(interrupt)

        after = ledger.diagnosis()
        assert (before.head, before.index, before.lag, before.error) == (12, 12, 0, None)
        assert (before.format, before.journal_mode, before.synchronous, before.writer) == (4, "wal", "FULL", None)
        assert (before.checked, before.fault) == (False, None)
        assert before.building is None
        assert after.building is not None and (after.building.position, after.building.percent) == (12, 100)
        assert after.index == 12


def interrupt(position: int, head: int) -> None:
    raise KeyboardInterrupt


def test_a_reader_sees_what_the_writer_appends(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as writer, open_ledger(str(file), clock=calendar) as reader:
        assert reports(reader) == 0
        for n, origin in enumerate(AGENCIES, start=1):
            recorded(writer, claim(origin))

            assert reports(reader) == n
            assert reader.beliefs(DEAL) == writer.beliefs(DEAL)
            assert head(reader) == head(writer)


def test_belief_at_every_position_is_that_of_a_ledger_that_never_knew_more(empty: Ledger, calendar: Calendar) -> None:
    records = everything()
    after = [empty.record(one, by=ANALYST).position for one in records[: len(beginning())]]
    for one in records[len(beginning()) :]:
        empty.record(one, by=ANALYST)
        after.append(head(empty))

    with open_ledger(":memory:", clock=calendar) as fresh:
        for one, position in zip(records, after, strict=True):
            fresh.record(one, by=ANALYST)
            if position < len(sources()) + 2:
                continue
            assert empty.beliefs(DEAL, recorded_as_of=str(position)) == fresh.beliefs(DEAL)
            assert empty.timeline(DEAL, recorded_as_of=str(position)) == fresh.timeline(DEAL)
            assert empty.changes(DEAL, recorded_until=str(position)) == fresh.changes(DEAL)


def test_both_stores_believe_the_same(tmp_path: Path, calendar: Calendar) -> None:
    with (
        open_ledger(":memory:", clock=calendar) as memory,
        open_ledger(str(tmp_path / "x.ledger"), create=True, clock=calendar) as file,
    ):
        for ledger in (memory, file):
            ledger.record_all(everything(), by=ANALYST)

        for position in range(10, head(file) + 1):
            asked = {"recorded_as_of": str(position)}
            assert memory.beliefs(DEAL, **asked) == file.beliefs(DEAL, **asked)
        assert memory.history(DEAL) == file.history(DEAL)


BODIES = ("body-a", "body-b")
TIED = st.sampled_from(["agency-a", "agency-b", *BODIES])
TIES = st.builds(
    tie,
    TIED,
    st.sampled_from(["affiliation", "ownership", "member-of", "speaks-for", "same-as", "dependence"]),
    TIED,
    st.sampled_from(["suspected", "established"]),
)
CLAIMS = st.builds(
    claim,
    st.sampled_from(["agency-a", "agency-b", None]),
    st.sampled_from(["ordered", "shipped"]),
    stance=st.sampled_from(["affirms", "affirms", "denies"]),
    publisher=st.sampled_from(["outlet", "wire"]),
    occasion=st.sampled_from([None, "briefing"]),
    deal=st.sampled_from([DEAL, "more-cranes"]),
)


AT_TWO_REMOVES = [
    tie("body-a", "ownership", "agency-a"),
    tie("body-a", "ownership", "body-b"),
    tie("body-b", "ownership", "agency-b"),
]


@settings(max_examples=60, deadline=None)
@given(ties=st.lists(TIES, max_size=6), claims=st.lists(CLAIMS, min_size=1, max_size=6), order=st.randoms())
@example(ties=AT_TWO_REMOVES, claims=[claim("agency-a"), claim("agency-b")], order=Random(0))
def test_what_the_index_finds_is_all_that_bears_on_a_deal(ties: list[Any], claims: list[Any], order: Random) -> None:
    told = [*(one for one in ties if one.source != one.to), *claims]
    order.shuffle(told)
    with open_ledger(":memory:", clock=Calendar()) as ledger:
        bodies = [source_record(body) for body in BODIES]
        ledger.record_all([*beginning(), *opening("more-cranes"), *bodies, *told], by=ANALYST)
        whole = list(ledger.entries(until=head(ledger)))

        for deal in (DEAL, "more-cranes"):
            assert ledger.beliefs(deal).propositions == believe(fold(deal, whole)).propositions


AT_ONE_REMOVE = [
    tie("agency-a", "affiliation", "agency-b", "suspected"),
    tie("body-a", "affiliation", "agency-b", "suspected"),
    tie("body-a", "affiliation", "agency-a", "suspected"),
]


@pytest.mark.parametrize("told", [*permutations([*AT_ONE_REMOVE, claim("agency-a")])])
def test_in_whatever_order_sources_are_read_they_are_folded_in_that_of_the_log(told: tuple[AnyRecord, ...]) -> None:
    with open_ledger(":memory:", clock=Calendar()) as ledger:
        ledger.record_all([*beginning(), *map(source_record, BODIES), *told], by=ANALYST)
        whole = list(ledger.entries(until=head(ledger)))

        assert ledger.beliefs(DEAL).propositions == believe(fold(DEAL, whole)).propositions
