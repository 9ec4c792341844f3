from pathlib import Path

import pytest

from ledger.dossier.forms import Form
from ledger.dossier.view import Dossier
from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL


def test_prints_a_page(told: Run) -> None:
    page = told("dossier", DEAL).out
    assert page.startswith("# Cranes for grain\n")
    assert "[1, 13]" in page


@pytest.mark.parametrize("form", Form)
def test_writes_the_same_to_a_new_file_and_never_over_another(told: Run, tmp_path: Path, form: Form) -> None:
    written = told("dossier", DEAL, "--format", form.value, "--out", "report", "--json")
    assert written.json["bytes"] == len((tmp_path / "report").read_bytes())
    assert told("dossier", DEAL, "--format", form.value).out.encode() == (tmp_path / "report").read_bytes()

    again = told("dossier", DEAL, "--out", "report")
    assert again.status == 1 and "is there already" in again.err


def test_json_is_the_machines_form_of_it(told: Run) -> None:
    found = Dossier.model_validate_json(told("dossier", DEAL, "--json").out)
    assert found.belief.model_dump(mode="json") == told("beliefs", DEAL, "--json").json


def test_the_last_report_may_be_a_file_or_a_position(told: Run, tmp_path: Path) -> None:
    told("dossier", DEAL, "--recorded-as-of", "10", "--format", "json", "--out", "last.json")

    by_file, by_position = (told("dossier", DEAL, "--since", since).out for since in ("last.json", "10"))
    assert "still makes for that moment, to the last digit" in by_file
    assert by_file.replace(_line(by_file, "to the last digit"), "") == by_position


def test_a_file_that_is_no_report_is_refused(told: Run, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"deal": "x"}')
    refused = told("dossier", DEAL, "--since", "other.json", "--json")
    assert refused.status == 1
    assert refused.problem["field"] == "since"


def test_a_deal_that_is_not_there_is_refused_and_nothing_written(told: Run, tmp_path: Path) -> None:
    assert told("dossier", "nowhere", "--out", "report").status == 1
    assert not (tmp_path / "report").exists()


def _line(page: str, holding: str) -> str:
    return next(line for line in page.splitlines(keepends=True) if holding in line)
