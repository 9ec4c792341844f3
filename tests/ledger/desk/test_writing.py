from pathlib import Path

import pytest

from ledger.desk.writing import MARK, require_ours, write
from ledger.specs.faults import Miswritten
from tests.ledger.specs.earlier import keep
from tests.ledger.specs.specification import SOUND

PAGE = f"# A page\n{MARK}\n"


def test_what_was_written_so_before_is_written_anew(tmp_path: Path) -> None:
    write(tmp_path / "page.md", PAGE)
    write(tmp_path / "page.md", PAGE + "more\n")
    assert (tmp_path / "page.md").read_text() == PAGE + "more\n"


def test_what_somebody_else_wrote_stays(tmp_path: Path) -> None:
    # given
    ledger = keep(tmp_path / "l.md")
    theirs = {
        "it.feature": SOUND,
        "notes.md": f"# Mine\n\n{MARK}\n",
        "index.html": "<!doctype html>\n<p>",
        "empty.md": "",
    }
    for name, text in theirs.items():
        (tmp_path / name).write_text(text)
    before = {path: path.read_bytes() for path in [ledger, *(tmp_path / name for name in theirs)]}
    # when, then
    for path in before:
        with pytest.raises(Miswritten, match="is there already"):
            write(path, PAGE)
    assert {path: path.read_bytes() for path in before} == before


def test_no_link_is_followed_and_no_folder_taken_for_a_file(tmp_path: Path) -> None:
    # given
    write(tmp_path / "page.md", PAGE)
    (tmp_path / "link.md").symlink_to("page.md")
    (tmp_path / "dangling.md").symlink_to("victim.md")
    (tmp_path / "folder.md").mkdir()
    # when, then
    for name in ("link.md", "dangling.md", "folder.md"):
        with pytest.raises(Miswritten, match="is there already"):
            write(tmp_path / name, PAGE + "more\n")
    assert (tmp_path / "page.md").read_text() == PAGE
    assert not (tmp_path / "victim.md").exists()


def test_junit_of_an_earlier_run_is_known_by_what_pytest_writes(tmp_path: Path) -> None:
    (tmp_path / "j.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"></testsuites>'
    )
    (tmp_path / "other.xml").write_text('<?xml version="1.0" encoding="utf-8"?><books></books>')
    require_ours(tmp_path / "j.xml")
    with pytest.raises(Miswritten):
        require_ours(tmp_path / "other.xml")
