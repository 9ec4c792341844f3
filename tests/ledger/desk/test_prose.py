from pathlib import Path

import pytest

from ledger.desk.prose import ids, prose
from ledger.specs.checking import document
from ledger.specs.guards import Kind
from ledger.specs.mentions import Mention
from tests.ledger.specs.specification import SOUND


def faults(folder: Path, text: str) -> list[tuple[int, str]]:
    (folder / "it.feature").write_text(text, encoding="utf-8")
    return [(fault.line, fault.message) for fault in prose(document(folder / "it.feature"))]


def test_names_and_sentences_are_prose(tmp_path: Path) -> None:
    assert faults(tmp_path, SOUND.replace('"State U"', '"Asia-Pacific desk"')) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("Feature: Echoes", "Feature: Echoes of https://example.org/it", 2, "https://example.org/it"),
        ("Rule: An echo", "Rule: An echo of www.example.org", 3, "www.example.org"),
        ("Three outlets", "Three outlets repeat sha256:" + "a" * 64, 4, "sha256:" + "a" * 64),
        ("adds nothing\n", "adds nothing\n    Whatever clk_abc opens.\n", 3, "clk_abc"),
    ],
)
def test_addresses_and_ids_are_not(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    ((at, message),) = faults(tmp_path, SOUND.replace(old, new))
    assert at == line
    assert what in message


@pytest.mark.parametrize(("name", "is_id"), [("s-1", True), ("state_u", True), ("state-u", False), ("G7", False)])
def test_a_name_that_only_a_machine_would_write_is_none(name: str, is_id: bool) -> None:
    assert [(one.line, one.kind) for one in ids([Mention("source", name, 7)])] == ([(7, Kind.PROSE)] if is_id else [])


def test_backgrounds_and_examples_are_read_too(tmp_path: Path) -> None:
    text = 'Feature: F\n  Background:\n    Given the deal "clk_a" on record\n'
    text += '  Scenario Outline: O\n    Then <it> is likely\n    Examples:\n      | it      |\n      | "clk_b" |\n'
    assert [line for line, _ in faults(tmp_path, text)] == [3, 8]
