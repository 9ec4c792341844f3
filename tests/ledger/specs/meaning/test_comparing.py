from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.specs.cells import a_proposition, sources
from ledger.specs.faults import Unmet
from ledger.specs.meaning.comparing import expected, listed, same
from ledger.specs.places.pasts import Pasts
from ledger.specs.places.scenes import Ledgers, Place, scene_at
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Row, number, plain, quoted, word
from tests.ledger.specs.earlier import DEAL, NAME, keep

COLUMNS = Columns({"who": quoted, "what": word(("affirms", "denies")), "reports": number})
ONE: Row = {"who": "Wire", "what": "affirms", "reports": "1"}
OTHER: Row = {"who": "Herald", "what": "", "reports": "12"}
HEADER = tuple(COLUMNS.cells)


def told(expected: list[Row], found: list[list[Row]]) -> list[str]:
    """What is said where they are not the same."""
    with pytest.raises(Unmet) as unmet:
        same("it", expected, found, HEADER, COLUMNS, ["because"])
    return str(unmet.value).splitlines()


def test_rows_of_one_group_may_stand_in_any_order() -> None:
    same("it", [ONE, OTHER], [[OTHER, ONE]], HEADER, COLUMNS)


def test_groups_stand_in_theirs() -> None:
    same("it", [ONE, OTHER], [[ONE], [OTHER]], HEADER, COLUMNS)
    assert told([ONE, OTHER], [[OTHER], [ONE]]) == [
        "it",
        "  the rows are these, in another order; it is:",
        "  | who      | what    | reports |",
        '  | "Herald" |         | 12      |',
        '  | "Wire"   | affirms | 1       |',
        "  because",
    ]


def test_only_the_columns_that_are_told_are_compared() -> None:
    same("it", [{"who": "Wire"}], [[ONE]], ("who",), COLUMNS)


def test_only_what_is_not_the_same_is_told_ready_to_be_copied() -> None:
    assert told([ONE, {"who": "Herald", "reports": "2"}], [[OTHER, ONE]]) == [
        "it",
        "  expected, not found:",
        "    | who      | what | reports |",
        '    | "Herald" |      | 2       |  <- found reports: 12',
        "  found, not expected:",
        "    | who      | what | reports |",
        '    | "Herald" |      | 12      |',
        "  because",
    ]


def test_a_row_too_few_or_too_many_is_told_alone() -> None:
    assert told([ONE, ONE], [[ONE]])[1:4] == [
        "  expected, not found:",
        "    | who    | what    | reports |",
        '    | "Wire" | affirms | 1       |',
    ]
    assert told([ONE], [[ONE, OTHER, OTHER]])[1:] == [
        "  found, not expected:",
        "    | who      | what | reports |",
        '    | "Herald" |      | 12      |',
        '    | "Herald" |      | 12      |',
        "  because",
    ]


def test_of_a_row_that_is_quite_another_no_difference_is_told() -> None:
    assert "<-" not in "".join(told([{"who": "State U", "what": "denies", "reports": "1"}], [[OTHER]]))


def test_each_row_is_held_to_the_nearest_one_once() -> None:
    said = told([ONE | {"reports": "2"}, ONE | {"reports": "3"}], [[ONE, ONE | {"what": "denies"}]])
    assert [line.partition("<-")[2] for line in said if "<-" in line] == [" found reports: 1"]


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
    same(
        "it",
        [row],
        [[{"who": found, "of": past.name_of("proposition", "p-moved"), "n": "1"}]],
        ("who", "of", "n"),
        COLUMNS_OF,
    )


def test_a_thing_may_be_named_in_two_ways_in_one_table(past: Scene) -> None:
    rows = expected(past, COLUMNS_OF, [["who"], ['"State U"'], ['"s-1"']])
    assert rows[0] == rows[1]


def test_what_nobody_knows_is_as_it_is_written(past: Scene) -> None:
    assert expected(past, COLUMNS_OF, [["who"], ['"Herald"']]) == [{"who": "Herald"}]


def test_several_are_written_each_in_quotation_marks() -> None:
    assert sources.shown(listed(["Acme, Inc."])) == '"Acme, Inc."'
    assert sources.shown(listed(["Wire", "Acme, Inc."])) == '"Acme, Inc.", "Wire"'
