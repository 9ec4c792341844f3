from pathlib import Path

from ledger.document import CONTENT_LIMIT
from ledger.interchange.files import read_content


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "dawn.txt").write_bytes(b"\xffThe cranes left.\r\n")
    assert read_content(tmp_path / "dawn.txt") == b"\xffThe cranes left.\r\n"


def test_of_a_file_without_end_no_more_is_read_than_it_takes_to_refuse_it(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(1024**4)
    data = read_content(tmp_path / "huge")
    assert len(data) == CONTENT_LIMIT + 1
