from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.specs.cells import a_proposition, sources
from ledger.specs.faults import Unmet
from ledger.specs.meaning.comparing import expected, listed, same
from ledger.specs.places.pasts import Pasts
from ledger.specs.places.scenes import Ledgers, Place, scene_at
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Row, plain
from tests.ledger.specs.earlier import DEAL, NAME, keep

ONE: Row = {"who": "Wire", "what": "affirms"}
OTHER: Row = {"who": "Herald", "what": ""}
COLUMNS = ("who", "what")


def test_rows_of_one_group_may_stand_in_any_order() -> None:
    same("it", [ONE, OTHER], [[OTHER, ONE]], COLUMNS)


def test_groups_stand_in_theirs() -> None:
    same("it", [ONE, OTHER], [[ONE], [OTHER]], COLUMNS)
    with pytest.raises(Unmet):
        same("it", [ONE, OTHER], [[OTHER], [ONE]], COLUMNS)


def test_only_the_columns_that_are_told_are_compared() -> None:
    same("it", [{"who": "Wire"}], [[ONE]], ("who",))


@pytest.mark.parametrize("expected", [[ONE], [ONE, OTHER, ONE], [ONE, ONE], [OTHER, {"who": "Wire"}]])
def test_a_row_that_is_missing_over_or_another_is_told_beside_what_was_found(expected: list[Row]) -> None:
    with pytest.raises(Unmet) as told:
        same("it", expected, [[ONE, OTHER]], COLUMNS, ["because"])
    lines = str(told.value).splitlines()
    assert lines[:3] == ["it", "  who | what", "  expected:"]
    assert lines[-4:] == ["  found:", "    Wire | affirms", "    Herald | -", "  because"]


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Scene]:
    """A scene on the earlier history, whose ids are not what the kit would make of names."""
    pasts = Pasts({NAME: keep(tmp_path / "history.db")})
    with scene_at(Place.MEMORY, Ledgers(pasts)) as scene:
        scene.go_back(NAME, "15")
        scene.speak_of(DEAL)
        yield scene
    pasts.close()


COLUMNS_OF = Columns({"who": sources, "of": a_proposition, "n": plain})


@pytest.mark.parametrize("who", ['"State U", "Wire"', '"Wire", "s-1"', '"s-3", "s-1"'])
def test_what_a_row_names_by_its_id_is_called_as_what_is_found_is(past: Scene, who: str) -> None:
    # given
    (row,) = expected(past, COLUMNS_OF, [["who", "of", "n"], [who, '"p-moved"', "1"]])
    # when
    found = listed(past.name_of("source", source) for source in ("s-1", "s-3"))
    # then
    same("it", [row], [[{"who": found, "of": past.name_of("proposition", "p-moved"), "n": "1"}]], ("who", "of", "n"))


def test_a_thing_may_be_named_in_two_ways_in_one_table(past: Scene) -> None:
    rows = expected(past, COLUMNS_OF, [["who"], ['"State U"'], ['"s-1"']])
    assert rows[0] == rows[1]


def test_what_nobody_knows_is_as_it_is_written(past: Scene) -> None:
    assert expected(past, COLUMNS_OF, [["who"], ['"Herald"']]) == [{"who": "Herald"}]


def test_several_are_told_from_one_with_a_comma_in_it() -> None:
    assert listed(["Acme, Inc."]) == "Acme, Inc."
    assert listed(["Wire", "Acme, Inc."]) == '"Acme, Inc.", "Wire"'
