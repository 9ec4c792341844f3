import os
from pathlib import Path

import pytest

from ledger.desk.featurefiles import feature_files
from ledger.specs.faults import Miswritten


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Feature: One\n")
    return path


def test_those_named_and_those_below_folders_each_once(tmp_path: Path) -> None:
    # given: files in folders that pytest would pass by, and one that nobody wants
    named = put(tmp_path / ".hidden/named.feature")
    deep, build = put(tmp_path / "specs/deep/one.feature"), put(tmp_path / "specs/build/two.feature")
    put(tmp_path / "specs/.venv/three.feature")
    put(tmp_path / "specs/notes.txt")
    # when
    found = feature_files([tmp_path / "specs", named, deep])
    # then
    assert found == [build, deep, named]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere", "there is nothing at"),
        ("notes.txt", "is no feature file: its name would end in .feature"),
        ("empty", "there is no feature file below"),
    ],
)
def test_where_there_is_none_it_is_said(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "empty").mkdir()
    put(tmp_path / "notes.txt")
    with pytest.raises(Miswritten, match=why):
        feature_files([tmp_path / name])


def test_a_suffix_may_be_written_in_capitals_and_links_are_followed(tmp_path: Path) -> None:
    # given: a folder that is linked twice, and links that lead back
    upper, real = put(tmp_path / "specs/Upper.FEATURE"), put(tmp_path / "real/one.feature")
    for name in ("linked", "linked-again"):
        (tmp_path / "specs" / name).symlink_to(real.parent)
    (tmp_path / "specs/round").symlink_to(tmp_path / "specs")
    (tmp_path / "specs/up").symlink_to(tmp_path)
    # when, then
    assert feature_files([tmp_path / "specs"]) == [upper, tmp_path / "specs/linked/one.feature"]
    assert feature_files([upper]) == [upper]


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    put(tmp_path / "one.feature")
    (tmp_path / "two.feature").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Miswritten, match=r"two.feature is called a feature file, and leads to none"):
        feature_files([tmp_path])
    (tmp_path / "two.feature").unlink()
    os.mkfifo(tmp_path / "three.feature")
    with pytest.raises(Miswritten, match=r"three.feature is called a feature file"):
        feature_files([tmp_path])
