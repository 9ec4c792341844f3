from pathlib import Path

import pytest

from ledger.document import CONTENT_LIMIT
from ledger.errors import Rejected
from ledger.interchange.files import new_file, read_content


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "dawn.txt").write_bytes(b"\xffThe cranes left.\r\n")
    assert read_content(tmp_path / "dawn.txt") == b"\xffThe cranes left.\r\n"


def test_of_a_file_without_end_no_more_is_read_than_it_takes_to_refuse_it(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(1024**4)
    data = read_content(tmp_path / "huge")
    assert len(data) == CONTENT_LIMIT + 1


def test_a_new_file_has_its_name_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "log.ndjson"

    with new_file(path) as file:
        file.write(b"first")
        assert not path.exists()

    assert path.read_bytes() == b"first"
    assert [found.name for found in tmp_path.iterdir()] == ["log.ndjson"]


def test_nothing_is_left_of_a_file_that_was_not_finished(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), new_file(tmp_path / "log.ndjson") as file:
        file.write(b"half")
        raise KeyboardInterrupt

    assert not list(tmp_path.iterdir())


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    path = tmp_path / "log.ndjson"
    path.write_bytes(b"before")
    with pytest.raises(Rejected, match="name a new file"), new_file(path):
        raise AssertionError("it was written")

    path.unlink()
    with pytest.raises(Rejected, match="is there already") as found, new_file(path) as file:
        file.write(b"mine")
        path.write_bytes(b"somebody was quicker")

    assert str(path) in found.value.detail
    assert path.read_bytes() == b"somebody was quicker"
    assert [left.name for left in tmp_path.iterdir()] == ["log.ndjson"]
