"""Tags: who knows a thing already is not told it again, and who changes it says what they read."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from ledger.service import Ledger
from tests.api import examples
from tests.api.conftest import client_of, shown
from tests.api.refused import head, problem

DEAL = f"/v1/deals/{examples.DEAL_ID}"
PROPOSITION = f"{DEAL}/propositions/cranes-delivered"
SOURCE, DOCUMENT = "/v1/sources/harbour-post", "/v1/documents/harbour-post-2023-08-31"
CITED = {"id": "a-page", "title": "A page", "held": "cited"}


def tag(client: TestClient, path: str) -> str:
    return str(client.get(path).headers["etag"])


def known(client: TestClient, path: str, tags: str) -> Response:
    found: Response = client.get(path, headers={"If-None-Match": tags})
    return found


@pytest.mark.parametrize("path", [DEAL, PROPOSITION, SOURCE, DOCUMENT, f"{DEAL}/belief", "claim"])
def test_what_is_known_is_not_told_again(told: TestClient, claim: str, path: str) -> None:
    path = f"/v1/claims/{claim}" if path == "claim" else path
    whole = told.get(path)

    for tags in (whole.headers["etag"], f'"other", {whole.headers["etag"]}', "*", f'W/"x",{whole.headers["etag"]}'):
        again = known(told, path, tags)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", whole.headers["etag"])
    for tags in ('"other"', "", "nonsense", whole.headers["etag"][:-2] + '"'):
        assert known(told, path, tags).json() == whole.json()
    assert whole.headers["cache-control"] == "private, no-cache"


CHANGES: list[tuple[str, str, dict[str, Any]]] = [
    ("claim", "claim/grades", examples.CLAIM_GRADE),
    ("claim", "claim/retractions", examples.RETRACTION),
    ("claim", "claim/corrections", examples.CORRECTION),
    ("claim", "claim/corrections", {**examples.CLAIM, "stance": "denies"}),
    ("claim", "claim/restatements", examples.RESTATEMENT),
    (SOURCE, f"{SOURCE}/grades", examples.SOURCE_GRADE),
    (SOURCE, f"{SOURCE}/relations", examples.RELATION),
    (DEAL, f"{DEAL}/propositions", {**examples.PROPOSITION, "id": "cranes-paid"}),
    (PROPOSITION, f"{PROPOSITION}/verdicts", examples.VERDICT),
    (DEAL, f"{PROPOSITION}/verdicts", examples.VERDICT),
]


@pytest.mark.parametrize(("path", "change", "sent"), CHANGES)
def test_a_thing_is_changed_only_as_it_was_read(
    told: TestClient, claim: str, path: str, change: str, sent: dict[str, Any]
) -> None:
    path, change = (one.replace("claim", f"/v1/claims/{claim}") if one[0] == "c" else one for one in (path, change))
    read, before = tag(told, path), head(told)

    stale = told.post(change, json=sent, headers={"If-Match": '"77-0123456789abcdef"'})
    problem(stale, 412, "moved-on")
    assert "read it again" in stale.json()["detail"]
    assert "claim:" not in stale.json()["detail"] and "deal:" not in stale.json()["detail"]
    for tags in ("W/" + read, '"other"', f'W/{read} , "other",'):
        problem(told.post(change, json=sent, headers={"If-Match": tags}), 412, "moved-on")
    assert (head(told), tag(told, path)) == (before, read)

    assert told.post(change, json=sent, headers={"If-Match": f'"other", {read}'}).status_code == 201
    assert tag(told, path) != read
    assert known(told, path, read).status_code == 200


@pytest.mark.parametrize("tags", ["1", "nonsense", "", ",", '"1" "2"', '*, "1"', '"1', '"1", 2'])
def test_what_is_no_tag_is_refused_with_what_a_tag_looks_like(told: TestClient, claim: str, tags: str) -> None:
    before = head(told)
    answer = told.post(f"/v1/claims/{claim}/retractions", json=examples.RETRACTION, headers={"If-Match": tags})

    problem(answer, 422, "invalid-request", "If-Match")
    assert '"3-0123456789abcdef"' in answer.json()["detail"] and "quotes" in answer.json()["detail"]
    assert head(told) == before


def test_what_moved_on_is_named_for_people(told: TestClient, claim: str) -> None:
    stale = told.post(f"/v1/claims/{claim}/grades", json=examples.CLAIM_GRADE, headers={"If-Match": '"77"'})
    assert stale.json()["detail"].startswith(f"claim {claim} is not as it was read any more")


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("post", "/v1/claims", examples.CLAIM),
        ("post", "/v1/deals", {**examples.DEAL, "id": "another"}),
        ("post", "/v1/sources", {**examples.SOURCE, "id": "another"}),
        ("post", "/v1/previews", {**examples.SOURCE, "record": "source", "id": "another"}),
        ("get", SOURCE, None),
    ],
)
def test_a_condition_that_nobody_would_heed_is_refused(
    told: TestClient, method: str, path: str, sent: dict[str, Any] | None
) -> None:
    before = head(told)
    answer = told.request(method, path, json=sent, headers={"If-Match": '"1"'})

    problem(answer, 422, "invalid-request", "If-Match")
    assert head(told) == before


def test_what_is_on_record_already_is_answered_though_the_thing_moved_on(told: TestClient, claim: str) -> None:
    path = f"/v1/claims/{claim}"
    headers = {"If-Match": tag(told, path)}
    first = told.post(f"{path}/retractions", json=examples.RETRACTION, headers=headers)
    again = told.post(f"{path}/retractions", json=examples.RETRACTION, headers=headers)

    assert (first.status_code, again.status_code) == (201, 200)
    other = {**examples.RETRACTION, "reason": "Another."}
    problem(told.post(f"{path}/retractions", json=other, headers=headers), 412, "moved-on")
    problem(told.post(f"{path}/retractions", json=other, headers={"If-Match": "*"}), 409, "already-retracted", "scope")


def test_what_is_not_on_record_is_not_found_whatever_is_expected_of_it(told: TestClient) -> None:
    path = f"/v1/claims/sha256:{'0' * 64}/grades"
    problem(told.post(path, json=examples.CLAIM_GRADE, headers={"If-Match": '"1"'}), 404, "not-found")


def test_bytes_are_attached_to_the_document_as_it_was_read(told: TestClient) -> None:
    assert told.post("/v1/documents", json=CITED).status_code == 201
    path = "/v1/documents/a-page"
    read = tag(told, path)

    problem(told.put(f"{path}/content", content=b"bytes", headers={"If-Match": '"2"'}), 412, "moved-on")
    assert told.put(f"{path}/content", content=b"bytes", headers={"If-Match": read}).status_code == 201


def test_of_many_who_change_what_they_read_one_does(told: TestClient, claim: str) -> None:
    path = f"/v1/claims/{claim}"
    read = tag(told, path)

    def attempt(number: int) -> int:
        sent = {**examples.CLAIM_GRADE, "reason": f"reason {number}"}
        return int(told.post(f"{path}/grades", json=sent, headers={"If-Match": read}).status_code)

    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(attempt, range(24)))

    assert (statuses.count(201), statuses.count(412)) == (1, 23)


def test_a_claims_tag_changes_when_its_quote_begins_to_show(told: TestClient) -> None:
    assert told.post("/v1/documents", json=CITED).status_code == 201
    cited = {**examples.CLAIM, "evidence": [{"document": "a-page", "start": 0, "end": 5}]}
    path = f"/v1/claims/{told.post('/v1/claims', json=cited).json()['claim']}"
    read = tag(told, path)
    assert told.put("/v1/documents/a-page/content", content=b"bytes").status_code == 201

    assert known(told, path, read).json()["evidence"][0]["quote"] == "bytes"


def test_a_beliefs_tag_changes_with_what_is_believed_and_not_with_the_head_of_the_log(
    told: TestClient, claim: str
) -> None:
    read = tag(told, f"{DEAL}/belief")
    assert read.startswith('W/"')
    assert told.post("/v1/sources", json={**examples.SOURCE, "id": "another"}).status_code == 201
    assert known(told, f"{DEAL}/belief", read).status_code == 304

    assert told.post(f"/v1/claims/{claim}/retractions", json=examples.RETRACTION).status_code == 201
    assert known(told, f"{DEAL}/belief", read).status_code == 200


def test_the_conditions_are_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    def headers(path: str, method: str) -> set[str]:
        return {p["name"] for p in paths[path][method].get("parameters", ()) if p["in"] == "header"}

    assert "If-None-Match" in headers("/v1/claims/{claim}", "get")
    assert "304" in paths["/v1/claims/{claim}"]["get"]["responses"]
    assert "If-Match" in headers("/v1/claims/{claim}/retractions", "post")
    assert "If-Match" not in headers("/v1/claims", "post")


def test_a_tag_is_that_of_what_the_key_is_shown(told: TestClient, claim: str, ledger: Ledger, keyring: Keyring) -> None:
    assert told.post(f"{SOURCE}/relations", json=examples.RELATION).status_code == 201
    narrow = keyring.create("ben", KeyRole.READER, (examples.DEAL_ID,), by="test")
    reader = client_of(ledger, keyring, shown(narrow))
    hidden = {**examples.SOURCE, "id": "hidden"}
    assert told.post("/v1/sources", json=hidden).status_code == 201
    assert reader.get(SOURCE).headers["etag"] == tag(told, SOURCE)

    assert told.post(f"{SOURCE}/relations", json={**examples.RELATION, "to": "hidden"}).status_code == 201
    assert "hidden" in told.get(SOURCE).text and "hidden" not in reader.get(SOURCE).text
    assert reader.get(SOURCE).headers["etag"] != tag(told, SOURCE)
    assert known(reader, SOURCE, tag(reader, SOURCE)).status_code == 304
