from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from typing import Any

import pytest

from ledger import drafts
from ledger.errors import BrokenLine, NotEmpty, Refusal, StorageFailure, TooLarge, UnknownReference
from ledger.interchange import importing
from ledger.interchange.importing import BATCH, Times, import_atomically, import_lines
from ledger.opening import open_ledger
from ledger.receipts import LineOutcome, Receipt
from ledger.records import AnyRecord
from ledger.service import Ledger
from tests.ledger.interchange.story import PROPOSITIONS, RECORDS, SOURCES, claim, lines, source
from tests.ledger.story import Calendar

BROKEN = b'{"record":\n'
AT = "2023-08-01T09:00:00.000000Z"
LATER = "2023-08-02T09:00:00.000000Z"
LAST = "2023-08-03T09:00:00.000000Z"


@pytest.fixture
def empty(calendar: Calendar) -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True, clock=calendar) as ledger:
        yield ledger


def head(ledger: Ledger) -> int:
    return ledger.moment(None).position


def taken(ledger: Ledger, *given: bytes, **how: Any) -> list[LineOutcome]:
    return list(import_lines(ledger, given, by="anna", **how))


def said(outcomes: list[LineOutcome]) -> list[tuple[int, bool]]:
    """The lines that had an outcome, and whether each was recorded."""
    return [(outcome.line, outcome.refusal is None) for outcome in outcomes]


def times(ledger: Ledger) -> list[str]:
    return [entry.recorded_at for entry in ledger.entries(until=head(ledger))]


def test_each_line_has_its_receipt(empty: Ledger) -> None:
    outcomes = taken(empty, *lines(*RECORDS))
    receipts = [outcome.receipt for outcome in outcomes if outcome.receipt]
    assert [receipt.position for receipt in receipts] == list(range(2, 2 + len(RECORDS)))
    assert not any(receipt.again for receipt in receipts)


def test_the_same_file_again_records_nothing(empty: Ledger) -> None:
    first = taken(empty, *lines(*RECORDS))
    again = taken(empty, *lines(*RECORDS))
    assert [o.receipt.position for o in again if o.receipt] == [o.receipt.position for o in first if o.receipt]
    assert all(outcome.receipt and outcome.receipt.again for outcome in again)
    assert head(empty) == 1 + len(RECORDS)


def test_the_first_refused_line_ends_it_and_what_stands_before_is_recorded(empty: Ledger) -> None:
    outcomes = taken(empty, *lines(source("a"), source("b")), BROKEN, *lines(source("c")))
    assert said(outcomes) == [(1, True), (2, True), (3, False)]
    assert head(empty) == 3


def test_a_line_that_the_ledger_refuses_ends_it_too(empty: Ledger) -> None:
    outcomes = taken(empty, *lines(source("a"), claim("p", "a"), source("b")))
    assert said(outcomes) == [(1, True), (2, False)]
    refusal = outcomes[1].refusal
    assert refusal is not None and refusal.slug == "unknown-reference"
    assert head(empty) == 2


def test_it_is_resumed_where_it_stopped(empty: Ledger) -> None:
    file = [*lines(source("a")), BROKEN, *lines(source("c"))]
    stopped = taken(empty, *file)[-1].line
    file[1] = lines(source("b"))[0]
    assert said(taken(empty, *file, start=stopped)) == [(2, True), (3, True)]
    assert head(empty) == 4


def test_refused_lines_are_passed_over_on_request(empty: Ledger) -> None:
    outcomes = taken(empty, *lines(source("a")), BROKEN, *lines(claim("p", "a"), source("b")), keep_going=True)
    assert said(outcomes) == [(1, True), (2, False), (3, False), (4, True)]


def test_a_batch_is_recorded_before_the_next_is_read(empty: Ledger) -> None:
    reached = 0

    def given() -> Iterator[bytes]:
        nonlocal reached
        for reached, line in enumerate(lines(*(source(f"s-{n}") for n in range(3 * BATCH))), start=1):  # noqa: B007
            yield line

    outcomes = import_lines(empty, given(), by="anna")
    next(outcomes)
    assert head(empty) == 1 + BATCH
    assert reached <= BATCH + 1


def test_what_only_the_append_refuses_is_tracked_to_its_line(empty: Ledger) -> None:
    wide = "\U0001f3d7" * 500
    hop = {"source": "a", "role": "relay", "verb": wide, "hedge": {"level": "certain", "words": wide}}
    huge = {"record": "claim", "text": "All of it.", "attribution": [hop] * 16}
    small = {"record": "claim", "text": "Some of it.", "attribution": [{"source": "a", "role": "origin"}]}
    given = lines(source("a"), source("b"), huge, small)

    assert said(taken(empty, *given)) == [(1, True), (2, True), (3, False)]
    outcomes = taken(empty, *given, keep_going=True)
    assert said(outcomes) == [(1, True), (2, True), (3, False), (4, True)]
    assert outcomes[2].refusal is not None and outcomes[2].refusal.slug == "too-large"


def test_a_store_that_fails_is_no_outcome_of_a_line(empty: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise StorageFailure("the disk is gone")

    monkeypatch.setattr(empty, "record_each", failing)
    with pytest.raises(StorageFailure):
        taken(empty, *lines(source("a")))


# -- all or nothing


def test_atomic_records_all(empty: Ledger) -> None:
    outcomes = import_atomically(empty, lines(*RECORDS), by="anna")
    assert said(outcomes) == [(n, True) for n in range(1, len(RECORDS) + 1)]


@pytest.mark.parametrize("wrong", [BROKEN, lines(claim("p", "nobody"))[0]])
def test_atomic_records_nothing_where_a_line_is_refused(empty: Ledger, wrong: bytes) -> None:
    with pytest.raises(BrokenLine) as refused:
        import_atomically(empty, [*lines(source("a")), b"\n", wrong, *lines(source("b"))], by="anna")
    assert (refused.value.line, refused.value.resume) == (3, 1)
    assert head(empty) == 0


def test_atomic_names_the_cause(empty: Ledger) -> None:
    with pytest.raises(BrokenLine) as refused:
        import_atomically(
            empty, lines({"record": "grade", "source": "x", "reliability": "B", "reason": "r"}), by="anna"
        )
    assert isinstance(refused.value.cause, UnknownReference)


@pytest.mark.parametrize(
    ("limit", "most"), [("ATOMIC_LIMIT", 2), ("ATOMIC_BYTES", sum(map(len, lines(source("a")))) * 2)]
)
def test_atomic_has_a_limit(empty: Ledger, monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    monkeypatch.setattr(importing, limit, most)
    assert len(import_atomically(empty, lines(source("a"), source("b")), by="anna")) == 2
    with pytest.raises(TooLarge):
        import_atomically(empty, lines(source("c"), source("d"), source("e")), by="anna")
    assert head(empty) == 3


# -- recorded times


def at(time: str, name: str) -> bytes:
    return lines({**source(name), "recorded_at": time})[0]


def test_a_recorded_time_is_refused_unless_it_is_asked_for(empty: Ledger) -> None:
    (outcome,) = taken(empty, at(AT, "a"))
    assert outcome.refusal is not None and outcome.refusal.field == "recorded_at"
    assert head(empty) == 0


def test_historic_times_are_kept(empty: Ledger) -> None:
    taken(empty, at(AT, "a"), at(AT, "b"), at(LATER, "c"), times=Times.KEPT)
    assert times(empty) == [AT, AT, AT, LATER]


def test_a_line_without_a_time_has_that_of_the_line_above_it(empty: Ledger) -> None:
    taken(empty, at(AT, "a"), *lines(source("b")), at(LATER, "c"), times=Times.KEPT)
    assert times(empty) == [AT, AT, AT, LATER]


def test_where_no_line_has_a_time_it_is_the_present(empty: Ledger) -> None:
    taken(empty, *lines(source("a")), times=Times.KEPT)
    assert times(empty) == [empty.now()] * 2


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("2023-07-31T09:00:00.000000Z", "before the line above it"),
        ("2999-01-01T09:00:00.000000Z", "in the future"),
        ("2023-13-45T09:00:00.000000Z", "no such day or time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_at_its_line(empty: Ledger, wrong: str, why: str) -> None:
    outcomes = taken(empty, at(AT, "a"), at(wrong, "b"), at(LATER, "c"), times=Times.KEPT, keep_going=True)
    assert said(outcomes) == [(1, True), (2, False), (3, True)]
    assert outcomes[1].refusal is not None and why in outcomes[1].refusal.detail


def test_a_time_after_a_line_that_took_the_present_is_refused(empty: Ledger) -> None:
    outcomes = taken(empty, *lines(source("a")), at(AT, "b"), times=Times.KEPT)
    assert said(outcomes) == [(1, True), (2, False)]


def test_historic_times_need_a_ledger_that_holds_nothing(empty: Ledger) -> None:
    taken(empty, *lines(source("a")))
    with pytest.raises(NotEmpty):
        taken(empty, at(AT, "b"), times=Times.KEPT)
    assert head(empty) == 2


@pytest.mark.parametrize("stopped_at", range(1, 7))
def test_historic_lines_go_on_where_they_were_stopped(
    empty: Ledger, monkeypatch: pytest.MonkeyPatch, stopped_at: int
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    given = [at(AT, "a"), at(AT, "b"), at(AT, "c"), at(LATER, "d"), at(LATER, "a"), at(LAST, "e")]
    taken(empty, *given[:stopped_at], times=Times.KEPT)

    outcomes = taken(empty, *given, times=Times.KEPT)

    assert said(outcomes) == [(n, True) for n in range(1, 7)]
    assert times(empty) == [AT, AT, AT, AT, LATER, LAST]


@pytest.mark.parametrize(
    "further",
    [
        [at(LATER, "b")],  # as if nobody had recorded anything since
        [at(AT, "b")],
        [at(AT, "a"), at(LATER, "b")],
        [at(AT, "late"), at(LATER, "b")],
    ],
)
def test_historic_times_are_not_kept_where_anything_else_was_recorded_since(
    empty: Ledger, further: list[bytes]
) -> None:
    taken(empty, at(AT, "a"), times=Times.KEPT)
    taken(empty, *lines(source("late")))

    with pytest.raises(NotEmpty, match="did not make"):
        taken(empty, *further, at("2024-01-01T12:00:00.000000Z", "c"), times=Times.KEPT)

    assert head(empty) == 3


def slipped_in(ledger: Ledger, calendar: Calendar) -> None:
    """Lines of an hour ago, sent after somebody else recorded something in front of that."""
    taken(ledger, at(AT, "a"), times=Times.KEPT)
    taken(ledger, *lines(source("late")))
    calendar.pass_seconds(7200)
    taken(ledger, at(AT, "a"), at("2024-03-03T13:00:00.000000Z", "b"), times=Times.KEPT)


def test_no_time_of_the_past_slips_in_behind_what_others_recorded(empty: Ledger, calendar: Calendar) -> None:
    with pytest.raises(NotEmpty):
        slipped_in(empty, calendar)
    assert head(empty) == 3


def test_a_time_that_nobody_checks_would_slip_in(
    empty: Ledger, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    monkeypatch.setattr(importing, "_require_ours", lambda *of: None)
    slipped_in(empty, calendar)
    assert times(empty)[-1] == "2024-03-03T13:00:00.000000Z" < empty.now()


def test_times_can_be_passed_over(empty: Ledger) -> None:
    taken(empty, at(AT, "a"), times=Times.IGNORED)
    assert times(empty) == [empty.now()] * 2


@pytest.mark.parametrize("begun", [False, True])
def test_a_confirmation_heeds_what_was_taken_back_just_before_it(
    empty: Ledger, calendar: Calendar, begun: bool
) -> None:
    background = lines(*SOURCES, *PROPOSITIONS)
    if begun:
        taken(empty, *background)
    calendar.on("2024-03-02")
    talk = claim("cranes-loaded", "port-authority", ref="talk")
    withdrawn = {"record": "retraction", "claim": "talk", "by": "port-authority", "scope": "origin", "reason": "untrue"}
    confirmed = claim("cranes-loaded", "harbour-master", credibility="1")
    echo = claim("cranes-loaded", "evening-star", "port-authority")
    outcomes = taken(empty, *background, *lines(talk, echo, withdrawn, confirmed))
    assert [outcome.refusal.slug for outcome in outcomes if outcome.refusal] == ["not-independent"]
    outcomes = taken(empty, *lines(claim("cranes-loaded", "line-agent"), confirmed))
    assert [outcome.refusal for outcome in outcomes] == [None, None]


# -- in constant memory, and after a crash -----------------------------------------------------------------------------


class Crash(Exception):
    """The process ends here."""


def crash_after(ledger: Ledger, batches: int, monkeypatch: pytest.MonkeyPatch, *given: bytes) -> list[LineOutcome]:
    """The outcomes of an import that crashes when a batch is synced and nobody has been told yet."""
    whole, left = ledger.record_each, [None] * batches

    def record_each(*args: Any, **how: Any) -> list[Receipt | Refusal]:
        outcomes = whole(*args, **how)
        if not left:
            raise Crash
        left.pop()
        return outcomes

    found: list[LineOutcome] = []
    with monkeypatch.context() as crashing, suppress(Crash):
        crashing.setattr(ledger, "record_each", record_each)
        for outcome in import_lines(ledger, given, by="anna"):
            found.append(outcome)
    return found


def unfiled(number: int) -> dict[str, Any]:
    return {"record": "claim", "text": f"report {number}", "attribution": [{"source": "a", "role": "origin"}]}


def imported_twice(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, resume: bool) -> tuple[int, int]:
    """The claims on record after an import that crashed and was sent again, and how many there were to send."""
    monkeypatch.setattr(importing, "BATCH", 5)
    given = lines(source("a"), *(unfiled(n) for n in range(29)))
    told = crash_after(ledger, 3, monkeypatch, *given)
    assert (len(told), head(ledger)) == (15, 1 + 20)

    start = told[-1].line + 1 if resume else 1
    assert len(taken(ledger, *given, start=start)) == 30 + 1 - start
    return len(ledger.claims(limit=100).items), 29


@pytest.mark.parametrize("resume", [True, False])
def test_an_import_that_crashed_goes_on_without_duplicates(
    empty: Ledger, monkeypatch: pytest.MonkeyPatch, resume: bool
) -> None:
    """It may begin anew, or after the last line that was told of: the batch that nobody was told of comes again."""
    assert imported_twice(empty, monkeypatch, resume) == (29, 29)


@pytest.mark.parametrize("resume", [True, False])
def test_ids_that_do_not_come_from_the_content_would_make_duplicates(
    empty: Ledger, monkeypatch: pytest.MonkeyPatch, resume: bool
) -> None:
    """The twin of the test above."""
    numbers = count()
    monkeypatch.setattr(drafts, "id_of", lambda data: f"sha256:{next(numbers):064x}")

    claims, sent = imported_twice(empty, monkeypatch, resume)

    assert claims > sent


def test_no_more_lines_are_read_than_are_committed_next(empty: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 5)
    read: list[bytes] = []

    def given() -> Iterator[bytes]:
        for line in lines(*(source(f"s-{n}") for n in range(50))):
            read.append(line)
            yield line

    ahead = [len(read) - outcome.line for outcome in import_lines(empty, given(), by="anna")]

    assert len(ahead) == 50
    assert max(ahead) <= 5


def test_no_more_bytes_are_held_than_a_batch_may_have(empty: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    given = lines(*(source(f"s-{n}") for n in range(10)), {**source("large"), "name": "L" * 400}, source("last"))
    monkeypatch.setattr(importing, "BATCH_BYTES", 3 * len(given[0]))
    committed: list[int] = []
    whole = empty.record_each

    def record_each(records: list[AnyRecord], **how: Any) -> list[Receipt | Refusal]:
        committed.append(len(records))
        return whole(records, **how)

    monkeypatch.setattr(empty, "record_each", record_each)
    taken(empty, *given)

    assert committed == [3, 3, 3, 1, 1, 1]


# -- what is dated after its time --------------------------------------------------------------------------------------


def dated(on: str, at: str | None = None) -> bytes:
    said = {"record": "claim", "text": on, "attribution": [{"source": "a", "role": "origin", "on": on}]}
    return lines(said if at is None else {**said, "recorded_at": at})[0]


def refused_fields(outcomes: list[LineOutcome]) -> list[str | None]:
    return [None if one.refusal is None else one.refusal.field for one in outcomes]


def test_what_lies_in_the_future_of_its_own_recorded_time_is_refused(empty: Ledger) -> None:
    """AT is the first of August: its second has begun nowhere by nine in the morning, UTC."""
    given = [at(AT, "a"), dated("2023-08-01", AT), dated("2023-08-02", AT), dated("2023-08-02", LATER)]

    outcomes = taken(empty, *given, times=Times.KEPT, keep_going=True)

    assert refused_fields(outcomes) == [None, None, "attribution.0.on", None]
    assert times(empty) == [AT, AT, AT, LATER]


def test_without_times_of_its_own_it_is_held_to_the_present(empty: Ledger) -> None:
    given = [*lines(source("a")), dated("2024-03-04"), dated("2024-03-05"), dated("2034-03-03")]

    outcomes = taken(empty, *given, keep_going=True)

    assert refused_fields(outcomes) == [None, None, "attribution.0.on", "attribution.0.on"]
    assert head(empty) == 3
