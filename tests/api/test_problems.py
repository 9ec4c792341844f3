"""Problems: every error, whatever it is, as RFC 9457 has it."""

import pytest
from fastapi.testclient import TestClient

from api.problem_pages import kinds
from api.problems import problem_of, status_of
from ledger.errors import (
    AlreadyOtherwise,
    BrokenLine,
    InUse,
    InvalidRecord,
    NotFound,
    Refusal,
    TooLarge,
    UnknownReference,
)
from ledger.service import Ledger
from tests.api.refused import problem


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_kind_of_refusal_has_a_status(kind: type[Refusal]) -> None:
    assert 400 <= status_of(kind) <= 503


def test_no_two_kinds_of_refusal_share_a_slug() -> None:
    slugs = [kind.slug for kind in kinds()]
    assert len(slugs) == len(set(slugs)) > 30


@pytest.mark.parametrize(
    ("kind", "status"),
    [(UnknownReference, 422), (NotFound, 404), (AlreadyOtherwise, 409), (InUse, 503), (TooLarge, 413)],
)
def test_a_refusal_has_the_status_of_its_family_or_its_own(kind: type[Refusal], status: int) -> None:
    assert status_of(kind) == status


def test_a_broken_line_says_which_line_where_to_resume_and_what_was_wrong() -> None:
    refusal = BrokenLine(3, 1, InvalidRecord((("stance", "expected one of five"), ("mode", "expected one of seven"))))
    problem = problem_of(refusal, "/v1/batch")
    assert (problem.status, problem.line, problem.resume, problem.field) == (422, 3, 1, "stance")
    assert [fault.field for fault in problem.faults or ()] == ["stance", "mode"]


def test_an_unknown_address_is_a_problem(client: TestClient) -> None:
    for path in ("/", "/v1", "/v1/claims/", "/docs/", "/redoc", "/v1/<script>"):
        problem(client.get(path), 404, "unknown-address")


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("DELETE", "/v1/claims", "GET, POST"),
        ("PATCH", "/v1/claims/sha256:0", "GET"),
        ("GET", "/v1/claims/sha256:0/retractions", "POST"),
        ("POST", "/v1/documents/report/content", "PUT"),
        ("POST", "/healthz", "GET"),
        ("OPTIONS", "/v1/batch", "POST"),
    ],
)
def test_a_method_that_is_not_taken_is_told_those_that_are(
    client: TestClient, method: str, path: str, allow: str
) -> None:
    response = client.request(method, path)
    problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == allow


def test_what_nobody_foresaw_leaks_nothing(client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(ledger, "sources", fail)
    response = client.get("/v1/sources")
    problem(response, 500, "unexpected")
    assert "swordfish" not in response.text and "RuntimeError" not in response.text
