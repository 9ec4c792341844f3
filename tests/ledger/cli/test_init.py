from pathlib import Path

import pytest

from tests.ledger.cli.conftest import Run


def test_makes_an_empty_ledger_and_leaves_it_as_it_is_the_second_time(run: Run, tmp_path: Path) -> None:
    first, second = run("init"), run("init")

    assert (first.status, second.status) == (0, 0)
    assert "Made an empty ledger: claims.ledger" in first.out
    assert "A ledger is there already: claims.ledger holds 0 events" in second.out
    assert (tmp_path / "claims.ledger").exists()


def test_says_the_same_in_json(run: Run) -> None:
    head = {"position": 0, "recorded_at": None}
    first, second = run("init", "--origin", "example.org/claims", "--json"), run("init", "--json")

    assert first.json.pop("verifier").startswith("example.org/claims+")
    assert {**first.json, "verifier": None} == {
        "ledger": "claims.ledger", "created": True, "head": head, "verifier": None,
    }  # fmt: skip
    assert second.json == {"ledger": "claims.ledger", "created": False, "head": head, "verifier": None}


def test_an_origin_that_can_be_none_is_refused(run: Run) -> None:
    refused = run("init", "--origin", "two words")

    assert refused.status == 1
    assert "origin" in refused.err


def test_the_ledger_is_named_by_an_option_or_by_the_environment(run: Run, tmp_path: Path) -> None:
    run("init", "--ledger", "one.ledger")
    assert [path.name for path in tmp_path.glob("*.ledger")] == ["one.ledger"]


def test_a_file_that_is_no_ledger_is_refused_and_untouched(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "claims.ledger"
    other.write_text("minutes of the meeting")

    refused = run("init")

    assert refused.status == 2
    assert "No ledger can be opened there." in refused.err
    assert other.read_text() == "minutes of the meeting"


@pytest.mark.parametrize(
    "words",
    [
        ("init", "--ledger", "no/x"),
        ("seed", "story.ndjson", "--ledger", "no/x"),
        ("backup", "no/x"),
        ("restore", "claims.ledger", "--ledger", "no/x"),
    ],
)
def test_a_file_in_a_folder_that_is_not_there_says_so(told: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    refused = told(*words)
    assert refused.status == 2
    said = "".join(refused.err.split())
    assert f"thereisnofolder{tmp_path / 'no'}:makeit,ornameafileelsewhere" in said
