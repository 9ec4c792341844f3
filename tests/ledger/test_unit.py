from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from ledger import attribution
from ledger.entries import Entry
from ledger.errors import AlreadyRetracted, ContradictedDate, MovedOn, NotIndependent, Overtaken, UnknownReference
from ledger.events import ClaimCorrected, ClaimGraded, ClaimRecorded, ClaimRetracted, RetractionVoided
from ledger.sealing import Sealer
from ledger.states import Loaded
from ledger.store import StoredLog, open_memory
from ledger.unit import Independence, Unit
from tests.ledger.given import record, source_record
from tests.ledger.story import ANALYST, DEAL, Calendar, beginning, claim, grade, id_of, retraction, voiding

NOW = "2024-01-01T12:00:00.000000Z"


class Confirming:
    """Counts as many origins as it is told to, and remembers what it was asked."""

    def __init__(self, found: int) -> None:
        self.found = found
        self.asked: list[tuple[str, str, list[Entry]]] = []

    def __call__(self, deal: str, claim: str, pending: list[Entry]) -> int:
        self.asked.append((deal, claim, pending))
        return self.found


@pytest.fixture
def log(calendar: Calendar) -> Iterator[StoredLog]:
    log = open_memory(calendar)
    yield log
    log.close()


def unit(
    log: StoredLog, cache: dict[str, Loaded] | None = None, independence: Independence | None = None, at: str = NOW
) -> Unit:
    salts = count()
    sealer = Sealer(log, lambda: next(salts).to_bytes(32, "big"))
    return Unit(log, {} if cache is None else cache, sealer, independence or Confirming(0), at)


def taken(one: Unit, *records: Any) -> Unit:
    for each in records:
        one.take(each, ANALYST)
    return one


def test_nothing_is_on_the_log_until_it_is_committed(log: StoredLog) -> None:
    one = taken(unit(log), *beginning())
    assert log.head().position == 0

    entries = one.commit()

    assert [entry.position for entry in entries] == list(range(1, len(beginning()) + 1))
    assert log.read(limit=100) == entries
    assert one.commit() == []


def test_an_empty_unit_appends_nothing(log: StoredLog) -> None:
    assert unit(log).commit() == []
    assert log.head().position == 0


def test_what_was_taken_says_where_it_will_stand(log: StoredLog) -> None:
    one = taken(unit(log), *beginning())

    first, graded = one.take(claim(), ANALYST), one.take(grade(claim(), "3"), ANALYST)

    assert (first.kind, first.id, first.stream, first.version) == (
        "claim",
        id_of(claim()),
        f"claim:{id_of(claim())}",
        1,
    )
    assert (graded.version, graded.again) == (2, False)
    assert one.take(grade(claim(), "3"), ANALYST) == type(graded)("grade", graded.id, graded.stream, 2, again=True)
    assert {(e.stream, e.version) for e in one.commit()} >= {(first.stream, 1), (first.stream, 2)}


def test_a_refused_record_leaves_the_unit_as_it_was(log: StoredLog) -> None:
    one = taken(unit(log), *beginning(), claim())

    for refused in (claim("nobody"), grade(claim("agency-b"), "2"), claim(credibility="1", text="alone")):
        with pytest.raises((UnknownReference, NotIndependent)):
            one.take(refused, ANALYST)

    assert len(one.commit()) == len(beginning()) + 1


def test_a_log_begins_with_policy_1_once(log: StoredLog) -> None:
    one = unit(log)
    first, second = one.begin(ANALYST), one.begin(ANALYST)
    assert first == second
    (entry,) = one.commit()

    assert (entry.position, entry.stream, first.again) == (1, "policy", False)
    assert unit(log).begin(ANALYST).again


def test_states_of_what_is_named_over_and_over_are_kept_but_not_those_of_claims(log: StoredLog) -> None:
    cache: dict[str, Loaded] = {}
    taken(unit(log, cache), *beginning(), claim()).commit()
    taken(unit(log, cache), claim("agency-b")).commit()

    assert {stream.partition(":")[0] for stream in cache} == {"source", "deal"}
    for stream, kept in cache.items():
        assert kept == Loaded(len(log.stream(stream)), unit(log).state(stream))


def test_what_was_decided_on_what_another_has_overtaken_is_not_appended(log: StoredLog) -> None:
    taken(unit(log), *beginning()).commit()
    graded = [record("grade", source="outlet", reliability=grade, reason="x") for grade in "BC"]
    slow, quick = taken(unit(log), graded[0]), taken(unit(log), graded[1])
    quick.commit()
    before = log.head()

    with pytest.raises(Overtaken):
        slow.commit()
    assert log.head() == before


def test_credibility_1_is_asked_about_on_what_the_log_will_hold(log: StoredLog) -> None:
    taken(unit(log), *beginning(), claim("agency-b")).commit()
    before = log.head().position
    asked = Confirming(2)
    one = unit(log, independence=asked)
    other, mended = claim("agency-b"), claim(text="better", corrects=id_of(claim()))
    taken(one, retraction(other), voiding(other), claim(), mended, grade(mended, "1"))

    ((deal, about, pending),) = asked.asked
    appended = one.commit()

    assert (deal, about) == (DEAL, id_of(mended))
    facts = [ClaimRetracted, RetractionVoided, ClaimRecorded, ClaimRecorded, ClaimCorrected, ClaimGraded]
    assert [type(entry.fact) for entry in pending] == facts
    assert [entry.position for entry in pending] == list(range(before + 1, before + 7))
    assert [(e.stream, e.version, e.fact) for e in pending] == [(e.stream, e.version, e.fact) for e in appended]


def test_what_is_on_record_already_is_not_asked_about_again(log: StoredLog) -> None:
    asked = Confirming(2)
    one = taken(unit(log, independence=asked), *beginning(), claim(), grade(claim(), "1"))
    asked.found = 0

    assert one.take(grade(claim(), "1"), ANALYST).again
    assert len(asked.asked) == 1


def test_a_source_that_is_in_the_unit_alone_is_known_to_it(log: StoredLog) -> None:
    one = unit(log)
    assert one.state("source:outlet") is None
    one.take(source_record("outlet"), ANALYST)
    assert one.state("source:outlet") is not None
    assert unit(log).state("source:outlet") is None


def expecting(one: Unit, given: Any, *versions: int) -> bool:
    """Take a record that was meant for the claim at one of these versions; answers whether the same was there."""
    stream = f"claim:{id_of(claim())}"
    (found,) = one.attempt(lambda one: [one.expecting(stream, versions, lambda: one.take(given, ANALYST))])
    return found.again


def test_what_was_meant_for_a_version_is_taken_at_that_version_alone(log: StoredLog) -> None:
    taken(unit(log), *beginning(), claim()).commit()
    one = unit(log)

    assert not expecting(one, grade(claim(), "3"), 1)
    with pytest.raises(MovedOn, match="is not as it was read"):
        expecting(one, grade(claim(), "4"), 1)
    with pytest.raises(MovedOn):
        expecting(one, grade(claim(), "4"))
    assert not expecting(one, grade(claim(), "4"), 1, 2)
    assert [entry.version for entry in one.commit()] == [2, 3]


def test_what_moved_on_is_told_before_what_else_is_wrong_and_after_what_is_on_record_already(log: StoredLog) -> None:
    one = taken(unit(log), *beginning(), claim())

    assert not expecting(one, retraction(claim()), 1)
    assert expecting(one, retraction(claim()), 1)
    with pytest.raises(MovedOn):
        expecting(one, retraction(claim(), reason="another"), 1)
    with pytest.raises(AlreadyRetracted):
        expecting(one, retraction(claim(), reason="another"), 2)


def test_what_is_not_on_record_has_not_moved_on(log: StoredLog) -> None:
    with pytest.raises(UnknownReference):
        expecting(taken(unit(log), *beginning()), grade(claim(), "3"), 1)


# -- what is dated after the moment of recording -----------------------------------------------------------------------

AHEAD = "2024-01-03"
"""A day that has begun nowhere by NOW."""


def early(one: Unit, given: Any) -> str | None:
    """The field that a record is refused for."""
    with pytest.raises(ContradictedDate, match="lies in the future") as refused:
        one.take(given, ANALYST)
    return refused.value.field


def withdrawn(on: str) -> Any:
    about = {"claim": id_of(claim()), "by": "outlet", "scope": "report", "reason": "withdrawn"}
    return record("retraction", **about, on=on)


def test_what_was_said_or_withdrawn_after_the_moment_of_recording_is_refused(log: StoredLog) -> None:
    one = taken(unit(log), *beginning(), claim())

    assert early(one, claim(on=AHEAD)) == "attribution.0.on"
    assert early(one, claim(on="2024", asserted_at=AHEAD)) == "asserted_at"
    assert early(one, claim(on=AHEAD, corrects=id_of(claim()), reason="misread")) == "attribution.0.on"
    assert early(one, claim(on=AHEAD, restates=id_of(claim()))) == "attribution.0.on"
    assert early(one, withdrawn(AHEAD)) == "on"
    assert len(one.commit()) == len(beginning()) + 1


def test_the_day_that_has_begun_somewhere_and_what_is_foreseen_are_no_future(log: StoredLog) -> None:
    one = taken(unit(log), *beginning(), claim(), claim(on="2024-01-02"), withdrawn("2024-01-02"))
    taken(one, claim(mode="forecast", period="2031", text="They will be shipped."))

    assert len(one.commit()) == len(beginning()) + 4


def test_the_moment_of_recording_is_the_last_one_on_record_where_the_clock_is_behind_it(log: StoredLog) -> None:
    taken(unit(log), *beginning()).commit(recorded_at="2024-01-02T12:00:00.000000Z")

    assert not unit(log).take(claim(on=AHEAD), ANALYST).again


def test_what_is_on_record_already_is_answered_whatever_the_clock_says(log: StoredLog) -> None:
    later, earlier = "2024-01-02T12:00:00.000000Z", "2023-01-01T00:00:00.000000Z"
    taken(unit(log, at=later), *beginning(), claim(on=AHEAD)).commit()

    assert unit(log, at=earlier).take(claim(on=AHEAD), ANALYST).again


def test_at_the_end_of_time_nothing_lies_in_the_future(log: StoredLog) -> None:
    one = unit(log, at="9999-12-31T23:59:59.999999Z")
    assert len(taken(one, *beginning(), claim(on="9999-12-31")).commit()) == len(beginning()) + 1


def test_the_twin_without_the_rule_the_future_is_recorded(log: StoredLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attribution, "certainly_after", lambda date, day: False)

    one = taken(unit(log), *beginning(), claim(on=AHEAD), claim(), withdrawn(AHEAD))
    assert len(one.commit()) == len(beginning()) + 3
