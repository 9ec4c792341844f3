from pathlib import Path

import pytest

from ledger.desk.vocabulary import contexts
from ledger.specs.checking import Unfit, document, templates, told, wording
from ledger.specs.guards import Kind
from tests.ledger.specs.specification import SOUND


def written(folder: Path, text: str) -> Path:
    path = folder / "it.feature"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_anew_each_time(tmp_path: Path) -> None:
    assert [one.name for one in templates(written(tmp_path, SOUND))] == ["Three outlets"]
    assert [one.name for one in templates(written(tmp_path, SOUND.replace("Three", "Four")))] == ["Four outlets"]


def test_of_scenarios_of_one_title_all_are_read(tmp_path: Path) -> None:
    again = SOUND[SOUND.index("    Example:") :]
    assert [one.line_number for one in templates(written(tmp_path, SOUND + again))] == [4, 10]


def test_an_outline_is_told_once_for_each_example(tmp_path: Path) -> None:
    outline = SOUND.replace("Example: Three", "Scenario Outline: Three").replace("When 3 more", "When <n> more")
    (one,) = templates(written(tmp_path, outline + "      Examples:\n        | n |\n        | 3 |\n        | 5 |\n"))
    assert [steps[1].name[:6] for steps in told(one)] == ["3 more", "5 more"]


def test_the_vocabulary_finds_nothing_wrong_with_what_is_sound(tmp_path: Path) -> None:
    (one,) = templates(written(tmp_path, SOUND))
    assert (
        list(
            wording(one, lambda step: [c for c in known if c.parser.is_matching(step.name)][:1], known := [*contexts()])
        )
        == []
    )
    assert {fault.kind for fault in wording(one, lambda _: [], known)} == {Kind.UNKNOWN}


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("", Kind.EMPTY, "the file holds no feature"),
        ("Feature: F\n  Example: One\n    perhaps\n    Given x\n    so\n", Kind.UNREADABLE, "(so)"),
    ],
)
def test_what_is_no_specification_at_all(tmp_path: Path, text: str, kind: Kind, why: str) -> None:
    with pytest.raises(Unfit) as unfit:
        document(written(tmp_path, text))
    assert unfit.value.fault.kind is kind
    assert why in unfit.value.fault.message


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (SOUND.replace(' "State U" |', "", 1), 7, "the row has 4 cells and the table 5 columns"),
        (SOUND.replace("| origin ", r"| orig\|in | b ", 1), 7, "the row has 5 cells and the table 6 columns"),
        ("# language: de\n" + SOUND, 3, "`# language: de` has headings and steps begin with words of that language"),
        (SOUND + SOUND, 11, "Multiple features are not allowed"),
    ],
)
def test_why_gherkin_cannot_read_it(tmp_path: Path, text: str, line: int, why: str) -> None:
    with pytest.raises(Unfit) as unfit:
        document(written(tmp_path, text))
    assert (unfit.value.fault.line, unfit.value.fault.kind) == (line, Kind.UNREADABLE)
    assert why in unfit.value.fault.message


def test_an_and_that_follows_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="the first step is not a Given, a When or a Then"):
        templates(written(tmp_path, "Feature: F\n  Example: One\n    And nothing is recorded\n"))


def test_the_mark_that_some_editors_put_first_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "it.feature"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.lstrip().encode())
    assert document(path).name == "Echoes"
    assert [one.name for one in templates(path)] == ["Three outlets"]
