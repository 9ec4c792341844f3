"""Documents over HTTP."""

from base64 import b64encode
from hashlib import sha256

from fastapi.testclient import TestClient

from tests.api import examples
from tests.api.refused import head, problem

TEXT = "Trzy żurawie."
CITED = {
    "id": "cited",
    "title": "Three cranes",
    "held": "cited",
    "url": "https://harbour-post.example/3",
    "sha256": sha256(TEXT.encode()).hexdigest(),
    "length": len(TEXT),
}


def test_a_document_is_captured(told: TestClient) -> None:
    shown = told.get("/v1/documents/harbour-post-2023-08-31").json()
    assert (shown["held"], shown["length"]) == ("captured", len(examples.DOCUMENT["text"]))
    assert shown["publication"]["publisher"] == "harbour-post"


def test_bytes_are_captured_as_base64(told: TestClient) -> None:
    record = {"id": "picture", "title": "A picture", "base64": b64encode(b"\xff\xd8").decode()}
    assert told.post("/v1/documents", json=record).status_code == 201
    assert told.get("/v1/documents/picture").json()["length"] is None


def test_a_document_that_another_read_is_noted(told: TestClient) -> None:
    record = {"id": "letter", "title": "A letter", "held": "seen-by", "by": "harbour-post"}
    assert told.post("/v1/documents", json=record).status_code == 201
    assert told.get("/v1/documents/letter").json()["holding"] == {"held": "seen-by", "by": "harbour-post"}


def test_the_bytes_of_a_cited_document_are_attached_once(told: TestClient) -> None:
    told.post("/v1/documents", json=CITED)
    first = told.put("/v1/documents/cited/content", content=TEXT.encode())
    before = head(told)
    again = told.put("/v1/documents/cited/content", content=TEXT.encode())
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["status"], first.headers["location"]) == ("captured", "/v1/documents/cited")
    assert head(told) == before


def test_other_bytes_than_those_cited_are_refused(told: TestClient) -> None:
    told.post("/v1/documents", json=CITED)
    before = head(told)
    problem(told.put("/v1/documents/cited/content", content=b"Four cranes."), 422, "other-bytes", "document")
    assert head(told) == before


def test_bytes_of_a_document_that_is_not_on_record_are_not_found(client: TestClient) -> None:
    problem(client.put("/v1/documents/cited/content", content=b""), 404, "not-found")
    problem(client.get("/v1/documents/cited"), 404, "not-found")


def test_no_file_of_the_server_is_read(told: TestClient) -> None:
    before = head(told)
    problem(
        told.post("/v1/documents", json={"id": "p", "title": "P", "path": "seeds/README.md"}),
        422,
        "invalid-record",
        "path",
    )
    assert head(told) == before


def test_what_a_document_names_has_to_be_on_record(told: TestClient) -> None:
    before = head(told)
    problem(told.post("/v1/documents", json=CITED | {"publisher": "nobody"}), 422, "unknown-reference", "publisher")
    problem(told.post("/v1/documents", json=CITED | {"translates": "nothing"}), 422, "unknown-reference", "translates")
    problem(told.post("/v1/documents", json=CITED | {"published": "lately"}), 422, "invalid-record", "published")
    assert head(told) == before


def test_documents_are_listed(told: TestClient) -> None:
    assert [d["id"] for d in told.get("/v1/documents").json()["items"]] == ["harbour-post-2023-08-31"]
