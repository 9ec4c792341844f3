import pytest

from ledger.specs.faults import Unmet
from ledger.specs.meaning.comparing import same
from ledger.specs.tables import Row

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
