import gzip
import json
import lzma
import os
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.claim import content_of
from ledger.errors import InvalidRecord, Refusal, StorageFailure, UnknownReference
from ledger.identity import claim_id
from ledger.interchange import lines as lines_module
from ledger.interchange.lines import Line, LineReader, lines_of
from ledger.records import AnyRecord, CapturedDocumentRecord, ClaimRecord
from tests.ledger.interchange.story import claim, lines, source

Read = Callable[..., list[Line]]


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    reader = LineReader(tmp_path)

    def read(*given: bytes | dict[str, Any], start: int = 1) -> list[Line]:
        raw = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in given]
        return list(reader.read(raw, start=start))

    yield read
    reader.close()


def claims_of(found: Iterable[Line]) -> list[ClaimRecord]:
    return [line.record for line in found if isinstance(line.record, ClaimRecord)]


def refusal_of(line: Line) -> Refusal:
    assert isinstance(line.record, Refusal), line
    return line.record


def recorded(line: Line) -> AnyRecord:
    assert not isinstance(line.record, Refusal), line.record
    return line.record


def test_lines_are_numbered_from_1_and_blank_ones_count(read: Read) -> None:
    found = read(source("a"), b"", b"  \r\n", source("b"))
    assert [(line.number, recorded(line).record) for line in found] == [(1, "source"), (4, "source")]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (b'{"record":"sou', ""),
        (b"[]", ""),
        (b'"source"', ""),
        (b"\xff\xfe", ""),
        (b'{"record":"rumour"}', "record"),
        (b'{"record":"source","id":"a","name":"A","kind":"outlet"}', "class"),
        (b'{"record":"source","id":"a","name":"A","kind":"outlet","class":"press","colour":"red"}', "colour"),
        (b'{"record":"claim","text":"t","attribution":[]}', "attribution"),
        (b'{"record":"claim","text":"t","attribution":[{"role":"origin"},{"role":"publisher"}]}', "attribution"),
        (b'{"record":"claim","text":"t","attribution":[{"role":"origin","on":"soon"}]}', "attribution.0.on"),
    ],
)
def test_a_line_that_is_no_record_is_a_refusal_and_the_next_is_read(read: Read, line: bytes, field: str) -> None:
    broken, after = read(line, source("a"))
    assert isinstance(refusal_of(broken), InvalidRecord)
    assert refusal_of(broken).field == field
    assert recorded(after).record == "source"


def test_what_is_broken_is_told_by_its_column_for_the_line_is_told_already(read: Read) -> None:
    (broken,) = read(b'{"record": "source", "id"')
    assert "at column" in refusal_of(broken).detail
    assert "line" not in refusal_of(broken).detail


def test_a_ref_stands_for_the_claim_of_an_earlier_line(read: Read) -> None:
    first, correction, second = read(
        claim("cranes-loaded", "port-authority", ref="c1"),
        {"record": "correction", "claim": "c1", "reason": "Misread."},
        claim("cranes-loaded", "harbour-master", restates="c1"),
    )
    name = claim_id(content_of(claims_of([first])[0]))
    assert recorded(correction).model_dump()["claim"] == name
    assert claims_of([second])[0].restates == name


def test_a_ref_that_no_earlier_line_has_is_unknown(read: Read) -> None:
    before, _ = read(
        {"record": "correction", "claim": "c1", "reason": "Misread."},
        claim("cranes-loaded", "port-authority", ref="c1"),
    )
    assert isinstance(refusal_of(before), UnknownReference)
    assert refusal_of(before).field == "claim"


def test_what_a_document_corrects_or_translates_is_a_document_and_no_ref(read: Read) -> None:
    erratum = {"record": "document", "id": "erratum", "title": "Erratum", "held": "cited", "corrects": "review"}
    (line,) = read(erratum | {"translates": "review"})
    assert getattr(recorded(line), "corrects", None) == "review"


def test_a_ref_names_one_claim(read: Read) -> None:
    first, same, other = read(
        claim("cranes-loaded", "port-authority", ref="c1"),
        claim("cranes-loaded", "port-authority", ref="c1"),
        claim("cranes-loaded", "harbour-master", ref="c1"),
    )
    assert len(claims_of([first, same])) == 2
    assert refusal_of(other).field == "ref"


DEFAULTS: dict[str, Any] = {
    "record": "defaults",
    "deal": "cranes-for-grain",
    "document": "dawn",
    "publisher": {"source": "harbour-post", "role": "publisher", "on": "2024-03-02"},
    "asserted_at": "2024-03-01",
    "occasion": "press-call",
}


def test_defaults_fill_what_the_claims_after_them_leave_out(read: Read) -> None:
    bare = {"record": "claim", "proposition": "p", "attribution": [{"source": "a", "role": "origin"}]}

    (filled,) = claims_of(read(DEFAULTS, {**bare, "evidence": [{"start": 1, "end": 2}]}))

    assert (filled.deal, filled.asserted_at, filled.occasion) == ("cranes-for-grain", "2024-03-01", "press-call")
    assert [hop.source for hop in filled.attribution] == ["harbour-post", "a"]
    assert filled.evidence[0].document == "dawn"


def test_defaults_never_replace_what_a_claim_says(read: Read) -> None:
    own = {
        "record": "claim",
        "deal": "d",
        "proposition": "p",
        "attribution": [{"source": "star", "role": "publisher"}],
        "evidence": [{"document": "dusk"}],
        "occasion": "other",
        "asserted_at": "2024-02",
    }
    (kept,) = claims_of(read(DEFAULTS, own))
    assert (kept.deal, kept.occasion, kept.asserted_at, kept.evidence[0].document) == ("d", "other", "2024-02", "dusk")
    assert [hop.source for hop in kept.attribution] == ["star"]


def test_new_defaults_leave_nothing_of_the_old(read: Read) -> None:
    (bare,) = claims_of(read(DEFAULTS, {"record": "defaults"}, claim("p", "a")))
    assert (bare.occasion, len(bare.attribution)) == (None, 1)


def test_defaults_leave_other_records_alone(read: Read) -> None:
    (line,) = read(DEFAULTS, source("a"))
    assert recorded(line).model_dump(exclude_none=True, by_alias=True, mode="json") == source("a")


@pytest.mark.parametrize("broken", [b'{"record":"defaults","deel":"x"}', b'{"record":"defaults","deal":"x"'])
def test_no_claim_takes_defaults_from_before_a_refused_defaults_line(read: Read, broken: bytes) -> None:
    found = read(DEFAULTS, broken, claim("p", "a"), source("b"), DEFAULTS, claim("p", "c"))

    assert [line.number for line in found if isinstance(line.record, Refusal)] == [2, 3]
    assert "line 2" in refusal_of(found[1]).detail
    assert claims_of(found)[0].occasion == "press-call"


def test_lines_before_the_start_are_read_for_their_refs_and_defaults(read: Read) -> None:
    found = read(
        DEFAULTS,
        claim("p", "a", ref="c1"),
        {"record": "correction", "claim": "c1", "reason": "Misread."},
        claim("p", "b"),
        start=3,
    )
    assert [line.number for line in found] == [3, 4]
    assert not any(isinstance(line.record, Refusal) for line in found)
    assert claims_of(found)[0].occasion == "press-call"


CAPTURED = {"record": "document", "id": "dawn", "title": "Dawn", "path": "dawn.txt"}


def test_a_path_is_read_from_beside_the_import_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "dawn.txt").write_bytes(b"The cranes left.\r\n")
    (line,) = read(CAPTURED)
    document = recorded(line)
    assert isinstance(document, CapturedDocumentRecord)
    assert document.path is None
    assert b64decode(document.base64 or "") == b"The cranes left.\r\n"


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "link.txt"])
def test_a_path_leads_nowhere_else(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "import"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    with closing(LineReader(folder)) as reader:
        (line,) = reader.read(lines({**CAPTURED, "path": path}))
    assert "leads out of the folder" in refusal_of(line).detail


def test_a_path_that_cannot_be_read_is_named(read: Read) -> None:
    assert "'dawn.txt' cannot be read" in refusal_of(read(CAPTURED)[0]).detail


@pytest.mark.parametrize("path", ["a\x00b", "circle", "pipe", "folder", "n" * 400])
def test_a_path_that_is_no_file_is_refused_and_not_waited_for(read: Read, tmp_path: Path, path: str) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    refusal = refusal_of(read({**CAPTURED, "path": path})[0])
    assert refusal.field == "path"
    assert repr(path) in refusal.detail


def test_no_path_is_read_for_another_machine() -> None:
    with closing(LineReader(None)) as reader:
        (line,) = reader.read(lines(CAPTURED))
    assert refusal_of(line).field == "path"


def test_a_line_over_the_limit_is_one_line_and_refused(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines_module, "LINE_LIMIT", 100)
    short = b"".join(lines(source("a")))
    (tmp_path / "long").write_bytes(short + b" " * 101 + b"x" * 500 + b"\n" + short + b"y" * 300)

    with (tmp_path / "long").open("rb") as file:
        found = read(*lines_of(file))

    assert [(line.number, isinstance(line.record, Refusal)) for line in found] == [
        (1, False),
        (2, True),
        (3, False),
        (4, True),
    ]
    assert "more than 100 bytes" in refusal_of(found[1]).detail


def test_lines_are_read_one_at_a_time() -> None:
    reached: list[int] = []

    def given() -> Iterator[bytes]:
        for number, line in enumerate(lines(source("a"), source("b")), start=1):
            reached.append(number)
            yield line

    with closing(LineReader(None)) as reader:
        found = reader.read(given())
        assert reached == []
        next(found)
    assert reached == [1]


# -- how files begin and end -------------------------------------------------------------------------------------------

BOM = b"\xef\xbb\xbf"


def through_a_file(tmp_path: Path, content: bytes) -> list[Line]:
    (tmp_path / "given.ndjson").write_bytes(content)
    with (tmp_path / "given.ndjson").open("rb") as file, closing(LineReader(None)) as reader:
        return list(reader.read(lines_of(file)))


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("terminated", [True, False])
@pytest.mark.parametrize("start", [b"", BOM, BOM + b"\n"])
def test_byte_order_mark_line_ends_and_the_last_of_them_make_no_difference(
    tmp_path: Path, start: bytes, end: bytes, terminated: bool
) -> None:
    given = [line.strip() for line in lines(source("a"), source("b"))]
    found = through_a_file(tmp_path, start + end.join(given) + (end if terminated else b""))

    assert [recorded(line).record for line in found] == ["source", "source"]


def test_a_byte_order_mark_further_down_is_no_beginning(tmp_path: Path) -> None:
    first, second = lines(source("a"), source("b"))
    found = through_a_file(tmp_path, first + BOM + second)

    assert recorded(found[0]).record == "source"
    assert isinstance(found[1].record, InvalidRecord)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(b"".join(lines(source("a")))), "compressed by gzip: import what `gzip -dc` makes of it"),
        (lzma.compress(b"".join(lines(source("a")))), "compressed by xz"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x28\xb5\x2f\xfd\x04", "compressed by zstd"),
        ("".join(map(bytes.decode, lines(source("a")))).encode("utf-16"), "text in UTF-16: save it as UTF-8"),
        ("".join(map(bytes.decode, lines(source("a")))).encode("utf-16-be"), "this is not JSON"),
    ],
    ids=["gzip", "xz", "zip", "zstd", "utf-16", "utf-16-be"],
)
def test_what_is_taken_for_ndjson_is_refused_as_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    first, *_ = through_a_file(tmp_path, content)

    assert said in refusal_of(first).detail


def test_a_line_knows_the_bytes_that_it_brings(read: Read, tmp_path: Path) -> None:
    (tmp_path / "dawn.txt").write_bytes(b"x" * 3_000)
    plain = lines(source("a"))[0]
    small, large = read(plain, CAPTURED)

    assert small.size == len(plain)
    assert large.size == 4_000


def test_refs_that_cannot_be_kept_are_no_fault_of_the_line() -> None:
    reader = LineReader(None)
    reader._refs.execute("PRAGMA max_page_count = 3")
    claims = lines(*({**claim("cranes-loaded", "harbour-post"), "ref": f"ref-{n}", "text": str(n)} for n in range(900)))

    with closing(reader), pytest.raises(StorageFailure, match="refs of the lines so far"):
        assert all(isinstance(line.record, ClaimRecord) for line in reader.read(claims))
