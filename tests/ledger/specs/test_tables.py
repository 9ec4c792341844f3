from dataclasses import replace

import pytest

from ledger.specs.faults import Miswritten
from ledger.specs.tables import Columns, date, number, plain, quoted, quoted_list, word

COLUMNS = Columns(
    {"source": quoted, "stance": word(("affirms", "denies")), "origins": number, "on": date, "value": plain}
)


def test_rows_come_by_column_without_their_empty_cells() -> None:
    table = [["source", "stance"], ['"Wire"', "affirms"], ['"Herald"', ""]]
    assert COLUMNS.rows(table) == [{"source": "Wire", "stance": "affirms"}, {"source": "Herald"}]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([["source", "mood"], ['"Wire"', "bad"]], "there is no column mood here; the columns are source, stance"),
        ([["source", "source"], ['"Wire"', '"Wire"']], "the column source stands there twice"),
        ([["stance"], ["affirms"]], "the column source is missing"),
        ([["source"]], "the table has a header and no rows"),
        ([["source", "stance"], ['"Wire"', ""]], "no row has anything in the column stance"),
        ([["source", "stance"], ["", "affirms"], ['"Wire"', ""]], "row 1, the column source is empty"),
        ([["source"], ["Wire"]], "row 1, column source: Wire names something, so it stands between quotation marks"),
        ([["source"], ['"Wi"re"']], "row 1, column source"),
        ([["source"], ['""']], "row 1, column source"),
        ([["source", "stance"], ['"Wire"', "agrees"]], "row 1, column stance: agrees is none of affirms, denies"),
        ([["source", "origins"], ['"Wire"', "two"]], "row 1, column origins: two is no whole number"),
        ([["source", "on"], ['"Wire"', "soon"]], "row 1, column on: soon is no date"),
        ([["source", "value"], ['"Wire"', '"300"']], "is a value, not a name"),
    ],
)
def test_a_table_that_could_be_misread_is_refused(table: list[list[str]], message: str) -> None:
    with pytest.raises(Miswritten) as refused:
        replace(COLUMNS, needs=("source",)).rows(table)
    assert message in str(refused.value)


def test_a_list_of_names() -> None:
    assert quoted_list('"it moved", "it arrived"').splitlines() == ["it moved", "it arrived"]
    with pytest.raises(Miswritten):
        quoted_list('"it moved", it arrived')


def test_a_name_in_a_list_may_have_a_comma_in_it() -> None:
    names = ["Boxes, some of them, were moved", "Acme, Inc.", "it arrived"]
    assert quoted_list(", ".join(f'"{name}"' for name in names)).splitlines() == names
    assert quoted_list('"one" ,"two"').splitlines() == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"one, two', '"one, two has a quotation mark without its other one'),
        ('"one" "two"', "stands between quotation marks"),
        ('"one",', "stands between quotation marks"),
        ("one, two", 'one names something, so it stands between quotation marks: "one"'),
    ],
)
def test_a_list_that_is_not_one_is_told(text: str, message: str) -> None:
    with pytest.raises(Miswritten) as told:
        quoted_list(text)
    assert message in str(told.value)
