from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from tests.api import examples
from tests.api.conftest import shown
from tests.api.refused import head, problem

NOTE = "Told by somebody who must not be named."
WHY = {"reason": "GDPR, article 17 (1) (d)"}
DOCUMENT = examples.DOCUMENT["id"]


@pytest.fixture
def noted(told: TestClient) -> str:
    """The id of a claim with a note."""
    receipt = told.post("/v1/claims", json=examples.CLAIM | {"note": NOTE})
    assert receipt.status_code == 201
    return str(receipt.json()["claim"])


def forget(client: TestClient, thing: str, what: str = "claims", **how: Any) -> Response:
    return client.post(f"/v1/{what}/{thing}/forgettings", **{"json": WHY, **how})


def test_a_note_is_forgotten_and_its_old_tag_is_right_no_more(told: TestClient, noted: str) -> None:
    before = told.get(f"/v1/claims/{noted}")
    assert before.json()["note"] == NOTE
    known = {"If-None-Match": before.headers["etag"]}
    assert told.get(f"/v1/claims/{noted}", headers=known).status_code == 304

    answered = forget(told, noted)

    assert answered.status_code == 201, answered.text
    assert answered.json()["erased"] == [{"part": "note", "size": len(NOTE)}]
    after = told.get(f"/v1/claims/{noted}", headers=known)
    assert after.status_code == 200 and NOTE not in after.text
    assert after.json()["note_forgotten"]["position"] == answered.json()["receipt"]["position"] == head(told)


def test_a_document_is_forgotten_and_the_tags_of_what_showed_it_change(told: TestClient, claim: str) -> None:
    before = told.get(f"/v1/claims/{claim}")
    quote = examples.DOCUMENT["text"][:31]
    assert before.json()["evidence"][0]["quote"] == quote

    answered = forget(told, DOCUMENT, "documents")

    assert answered.status_code == 201, answered.text
    after = told.get(f"/v1/claims/{claim}", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and quote not in after.text
    seen = told.get(f"/v1/documents/{DOCUMENT}").json()
    assert (seen["held"], seen["forgotten"]) == ("forgotten", after.json()["evidence"][0]["forgotten"])


def test_again_is_answered_with_the_first_receipt(told: TestClient, noted: str) -> None:
    first = forget(told, noted)
    there = head(told)

    again = forget(told, noted)

    assert (again.status_code, head(told)) == (200, there)
    assert again.json()["receipt"] == first.json()["receipt"] | {"again": True}


def test_sent_again_under_its_key_it_is_answered_as_the_first_time(told: TestClient, noted: str) -> None:
    keyed = {"Idempotency-Key": "once"}
    first, second = (forget(told, noted, headers=keyed) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json()["receipt"] == first.json()["receipt"]
    problem(forget(told, noted, headers=keyed, json={"reason": "Another."}), 422, "key-reused", "Idempotency-Key")


def test_a_preview_erases_nothing(told: TestClient, noted: str) -> None:
    there = head(told)

    answered = forget(told, noted, params={"preview": "true"})

    assert (answered.status_code, answered.json()["receipt"]) == (200, None)
    assert answered.json()["erased"][0]["part"] == "note"
    assert head(told) == there and told.get(f"/v1/claims/{noted}").json()["note"] == NOTE


def test_a_part_is_named(told: TestClient, noted: str) -> None:
    problem(forget(told, noted, json=WHY | {"of": ["evidence.0.quote"]}), 422, "rejected", "of")
    problem(forget(told, noted, json=WHY | {"of": ["text"]}), 422, "invalid-record", "of.0")
    problem(forget(told, DOCUMENT, "documents", json=WHY | {"of": ["note"]}), 422, "invalid-record", "of")
    problem(forget(told, noted, json={}), 422, "invalid-record", "reason")
    assert forget(told, noted, json=WHY | {"of": ["note"]}).status_code == 201


def test_what_is_nowhere_is_not_found(told: TestClient) -> None:
    problem(forget(told, "sha256:" + "0" * 64), 404, "not-found")
    problem(forget(told, "nowhere", "documents"), 404, "not-found")
    problem(forget(told, "not an id"), 404, "not-found")


def test_only_what_was_read_is_forgotten(told: TestClient, noted: str) -> None:
    read = told.get(f"/v1/claims/{noted}").headers["etag"]
    graded = told.post(f"/v1/claims/{noted}/grades", json=examples.CLAIM_GRADE)
    assert graded.status_code == 201

    problem(forget(told, noted, headers={"If-Match": read}), 412, "moved-on")
    read = told.get(f"/v1/claims/{noted}").headers["etag"]
    assert forget(told, noted, headers={"If-Match": read}).status_code == 201


@pytest.mark.parametrize("role", [role for role in KeyRole if role is not KeyRole.ADMIN])
def test_only_an_admin_has_anything_forgotten(told: TestClient, keyring: Keyring, noted: str, role: KeyRole) -> None:
    key = shown(keyring.create("somebody", role, None, by="test"))

    problem(forget(told, noted, headers=key), 403, "forbidden")
    assert told.get(f"/v1/claims/{noted}").json()["note"] == NOTE


def test_an_admin_of_some_deals_does_not(told: TestClient, keyring: Keyring, noted: str) -> None:
    key = shown(keyring.create("somebody", KeyRole.ADMIN, [examples.DEAL_ID], by="test"))

    problem(forget(told, noted, headers=key), 403, "forbidden")
    problem(forget(told, noted, headers=key, params={"preview": "true"}), 403, "forbidden")
