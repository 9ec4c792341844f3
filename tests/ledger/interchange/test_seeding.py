from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.interchange.seeding import Seeded, seed, seed_files
from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.interchange.story import lines, source
from tests.ledger.story import Calendar

DAYS = [f"2023-08-0{n}T09:00:00.000000Z" for n in range(1, 5)]


@pytest.fixture
def empty(calendar: Calendar) -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True, clock=calendar) as ledger:
        yield ledger


def file(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    path = folder / name
    path.write_bytes(b"".join(lines(*records)))
    return path


def at(day: int, record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "recorded_at": DAYS[day]}


def recorded(ledger: Ledger) -> list[tuple[str, str]]:
    """The sources on record, and when each was."""
    return [(e.stream, e.recorded_at) for e in ledger.entries(after=1, until=ledger.moment(None).position)]


def places(found: list[Seeded]) -> list[tuple[str, int, bool]]:
    return [(one.file.name, one.outcome.line, one.outcome.refusal is None) for one in found]


def test_files_are_merged_by_their_times(empty: Ledger, tmp_path: Path) -> None:
    one = file(tmp_path, "1", at(0, source("a")), source("b"), at(3, source("c")))
    two = file(tmp_path, "2", at(1, source("d")), at(2, source("e")))

    found = list(seed(empty, [one, two], by="anna"))

    assert places(found) == [("1", 1, True), ("1", 2, True), ("2", 1, True), ("2", 2, True), ("1", 3, True)]
    expected = [("a", 0), ("b", 0), ("d", 1), ("e", 2), ("c", 3)]
    assert recorded(empty) == [(f"source:{name}", DAYS[day]) for name, day in expected]


def test_a_file_without_times_comes_last(empty: Ledger, tmp_path: Path) -> None:
    one, two = file(tmp_path, "1", source("a")), file(tmp_path, "2", at(1, source("b")))
    assert places(list(seed(empty, [one, two], by="anna"))) == [("2", 1, True), ("1", 1, True)]


def test_a_second_time_nothing_is_new(empty: Ledger, tmp_path: Path) -> None:
    files = [file(tmp_path, "1", at(0, source("a"))), file(tmp_path, "2", at(1, source("b")))]
    list(seed(empty, files, by="anna"))
    before = recorded(empty)

    again = list(seed(empty, files, by="anna"))

    assert all(one.outcome.receipt and one.outcome.receipt.again for one in again)
    assert recorded(empty) == before


def test_what_is_new_to_a_ledger_that_holds_something_is_recorded_now(empty: Ledger, tmp_path: Path) -> None:
    list(seed(empty, [file(tmp_path, "1", at(1, source("a")))], by="anna"))
    list(seed(empty, [file(tmp_path, "2", at(0, source("b")))], by="anna"))
    assert recorded(empty) == [("source:a", DAYS[1]), ("source:b", empty.now())]


def test_refs_and_defaults_stay_within_their_file(empty: Ledger, tmp_path: Path) -> None:
    unfiled = {"record": "claim", "ref": "c1", "attribution": [{"source": "a", "role": "origin"}]}
    filled = {"record": "defaults", "occasion": "press-call"}
    first = at(1, {**unfiled, "text": "It is so."})
    second = at(2, {**unfiled, "text": "It is not."})
    one = file(tmp_path, "1", at(0, source("a")), filled, first)
    two = file(tmp_path, "2", second, {"record": "correction", "claim": "c1", "reason": "Misread."})

    assert all(done for _, _, done in places(list(seed(empty, [one, two], by="anna"))))

    earlier, later = empty.claims().items
    assert (earlier.occasion, later.occasion) == ("press-call", None)
    assert (earlier.status, later.status) == ("standing", "voided")


def test_the_first_refused_line_ends_it_and_is_named_in_its_own_file(empty: Ledger, tmp_path: Path) -> None:
    one = file(tmp_path, "1", at(0, source("a")), at(2, source("b")))
    two = file(tmp_path, "2", at(1, source("c")), at(1, {"record": "rumour"}))
    found = list(seed(empty, [one, two], by="anna"))
    assert places(found) == [("1", 1, True), ("2", 1, True), ("2", 2, False)]


def test_a_folder_names_its_files_in_order_once(tmp_path: Path) -> None:
    for name in ("b.ndjson", "a.ndjson", "README.md"):
        file(tmp_path, name)
    named = seed_files([tmp_path, tmp_path / "a.ndjson", tmp_path / "README.md"])
    assert [path.name for path in named] == ["a.ndjson", "b.ndjson", "README.md"]


def test_what_is_seeded_is_held_to_the_time_at_which_it_was_recorded(empty: Ledger, tmp_path: Path) -> None:
    def said(on: str) -> dict[str, Any]:
        return {"record": "claim", "text": on, "attribution": [{"source": "a", "role": "origin", "on": on}]}

    one = file(tmp_path, "1", at(0, source("a")), at(1, said("2023-08-02")), at(1, said("2023-08-03")))

    assert places(list(seed(empty, [one], by="anna"))) == [("1", 1, True), ("1", 2, True), ("1", 3, False)]
