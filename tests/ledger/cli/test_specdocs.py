from pathlib import Path

import pytest

from tests.ledger.cli.conftest import Run
from tests.ledger.specs.specification import SOUND


def test_it_runs_the_features_and_writes_the_pages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND)
    told = run("spec", "docs", ".", "--out", "site")
    assert told.status == 0
    assert told.out.startswith("Wrote 3 pages to site; begin with site/index.html\n1 scenario: 1 green")
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["index.html", "it.html", "vocabulary.html"]


def test_it_tells_the_results_of_an_earlier_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND + '      And "containers were moved" is almost certain\n')
    (tmp_path / "last.json").write_text(run("spec", "run", ".", "--json").out)
    told = run("spec", "docs", ".", "--out", "site", "--results", "last.json")
    assert told.status == 0
    assert '<span class="red">RED</span>' in (tmp_path / "site/it.html").read_text()


def test_what_is_no_result_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND)
    assert run("spec", "docs", ".", "--out", "site", "--results", "it.feature").status == 2
    assert not (tmp_path / "site").exists()


def test_what_could_not_be_run_is_not_status_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND.replace("is unchanged", "stays"))
    told = run("spec", "docs", ".", "--out", "site")
    assert told.status == 2
    assert "Nothing was run: 1 file cannot be." in told.out


def test_features_of_a_folder_beside_are_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("specs", "beside"):
        (tmp_path / name).mkdir()
    (tmp_path / "specs" / "it.feature").write_text(SOUND)
    monkeypatch.chdir(tmp_path / "beside")
    told = run("spec", "docs", "../specs", "--out", "site")
    assert (told.status, "1 scenario: 1 green" in told.out) == (0, True)


def test_a_page_of_others_is_not_written_over(run: Run, tmp_path: Path) -> None:
    # given
    (tmp_path / "it.feature").write_text(SOUND)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<!doctype html>\n<p>mine</p>\n")
    # when
    told = run("spec", "docs", ".", "--out", "site")
    # then
    assert (told.status, [path.name for path in (tmp_path / "site").iterdir()]) == (2, ["index.html"])
    assert "mine" in (tmp_path / "site/index.html").read_text()
    (tmp_path / "site/index.html").unlink()
    assert run("spec", "docs", ".", "--out", "site").status == 0
    assert run("spec", "docs", ".", "--out", "site").status == 0
