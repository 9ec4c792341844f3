import json
from hashlib import sha256
from pathlib import Path

from tests.ledger.cli.conftest import Run

TEXT = "The cranes left at dawn, the harbour master said."


def cited() -> str:
    digest = sha256(TEXT.encode()).hexdigest()
    document = {"record": "document", "id": "dawn", "title": "Dawn", "held": "cited", "sha256": digest}
    return json.dumps({**document, "length": len(TEXT)})


def test_the_bytes_of_a_cited_document_are_taken(run: Run, tmp_path: Path) -> None:
    run("init")
    run("record", cited())
    (tmp_path / "dawn.txt").write_text(TEXT)

    receipt = run("attach", "dawn", "dawn.txt", "--json")

    assert receipt.status == 0
    assert (receipt.json["id"], receipt.json["status"]) == ("dawn", "captured")


def test_other_bytes_are_refused(run: Run, tmp_path: Path) -> None:
    run("init")
    run("record", cited())
    (tmp_path / "dusk.txt").write_text(TEXT.replace("dawn", "dusk"))

    refused = run("attach", "dawn", "dusk.txt")

    assert refused.status == 1
    assert "Not the bytes of that document." in refused.err
    assert len(run("export").out.splitlines()) == 2


def test_a_file_that_is_not_there_is_a_mistake_of_usage(told: Run) -> None:
    assert told("attach", "dawn", "nowhere.txt").status == 2


def test_a_file_that_is_too_large_is_refused(run: Run, tmp_path: Path) -> None:
    run("init")
    run("record", cited())
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(1024**4)

    refused = run("attach", "dawn", "huge", "--json")

    assert (refused.status, refused.problem["type"]) == (1, "/problems/too-large")
