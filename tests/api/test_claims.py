"""Claims over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from ledger.belief.difference import difference
from ledger.service import Ledger
from tests.api import examples
from tests.api.examples import CLAIM, DEAL_ID
from tests.api.refused import head, problem

NOBODY = "sha256:" + "0" * 64
BELIEF = f"/v1/deals/{DEAL_ID}/belief"


def post(client: TestClient, path: str, record: dict[str, Any]) -> dict[str, Any]:
    response = client.post(path, json=record)
    assert response.status_code == 201, response.text
    receipt: dict[str, Any] = response.json()
    return receipt


def test_a_claim_is_recorded_retracted_and_asked_for_at_both_recorded_times(told: TestClient) -> None:
    recorded = post(told, "/v1/claims", CLAIM)
    path = f"/v1/claims/{recorded['claim']}"
    retracted = post(told, f"{path}/retractions", examples.RETRACTION)
    assert (recorded["status"], retracted["status"]) == ("standing", "retracted")

    def asked(as_of: str | int) -> tuple[str, Any]:
        clock = {"recorded_as_of": str(as_of)}
        [belief] = told.get(BELIEF, params=clock).json()["propositions"]
        return told.get(path, params=clock).json()["status"], belief["probability"]

    before, after = asked(recorded["position"]), asked(retracted["position"])
    assert before[0] == "standing" and before[1] > "0.5000"
    assert after == ("retracted", None)
    assert asked(recorded["recorded_at"]) == before
    assert asked(retracted["recorded_at"]) == after


def test_the_same_claim_again_is_answered_with_the_first_receipt_and_its_present_status(told: TestClient) -> None:
    first = told.post("/v1/claims", json=CLAIM)
    told.post(f"{first.headers['location']}/retractions", json=examples.RETRACTION)
    before = head(told)
    again = told.post("/v1/claims", json=CLAIM)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["location"] == first.headers["location"] == f"/v1/claims/{first.json()['claim']}"
    assert again.json() == first.json() | {"again": True, "status": "retracted"}
    assert head(told) == before


def test_a_claim_is_shown_as_it_was_recorded(told: TestClient, claim: str) -> None:
    shown = told.get(f"/v1/claims/{claim}").json()
    assert shown["origin"] == "port-authority"
    assert shown["recorded_by"] == "ana"
    assert shown["asserted_at"] == "2023-08-30"
    assert shown["evidence"][0]["quote"] == "Two cranes stood on the quay on"


def test_a_reason_alone_voids_a_claim(told: TestClient, claim: str) -> None:
    receipt = post(told, f"/v1/claims/{claim}/corrections", examples.CORRECTION)
    assert (receipt["record"], receipt["claim"], receipt["status"]) == ("correction", claim, "voided")


def test_a_whole_claim_takes_the_place_of_the_one_it_corrects(told: TestClient, claim: str) -> None:
    instead = post(told, f"/v1/claims/{claim}/corrections", CLAIM | {"stance": "denies", "reason": "Misread."})
    old, new = (told.get(f"/v1/claims/{c}").json() for c in (claim, instead["claim"]))
    assert (old["status"], old["corrected_by"]) == ("corrected", instead["claim"])
    assert (new["status"], new["corrects"], new["stance"]) == ("standing", claim, "denies")


def test_a_restatement_is_a_new_claim(told: TestClient, claim: str) -> None:
    newer = post(told, f"/v1/claims/{claim}/restatements", examples.RESTATEMENT)
    assert told.get(f"/v1/claims/{claim}").json()["restated_by"] == [newer["claim"]]
    assert told.get(f"/v1/claims/{newer['claim']}").json()["restates"] == claim


def test_our_own_mistaken_retraction_is_voided(told: TestClient, claim: str) -> None:
    post(told, f"/v1/claims/{claim}/retractions", examples.RETRACTION)
    receipt = post(told, f"/v1/claims/{claim}/retractions/voidings", examples.VOIDING)
    assert receipt["status"] == "standing"
    assert told.get(f"/v1/claims/{claim}").json()["retractions"] == []


def test_a_claim_is_graded(told: TestClient, claim: str) -> None:
    post(told, f"/v1/claims/{claim}/grades", examples.CLAIM_GRADE)
    assert told.get(f"/v1/claims/{claim}").json()["credibility"] == "3"


def test_an_unfiled_claim_is_assigned_once(told: TestClient) -> None:
    unfiled = post(told, "/v1/claims", examples.UNFILED)["claim"]
    assert [c["id"] for c in told.get("/v1/claims?unfiled").json()["items"]] == [unfiled]
    post(told, f"/v1/claims/{unfiled}/assignment", examples.ASSIGNMENT)
    assert told.get("/v1/claims?unfiled").json()["items"] == []
    assert told.get(f"/v1/claims/{unfiled}").json()["proposition"] == "cranes-delivered"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?deal=harbour-cranes", 1),
        ("?deal=harbour-cranes&proposition=cranes-delivered&stance=affirms&status=standing", 1),
        ("?stance=denies", 0),
        ("?origin=port-authority", 1),
        ("?source=harbour-post", 2),
        ("?unfiled=true", 1),
        ("?unfiled=false", 2),
    ],
)
def test_claims_are_listed_by_what_they_agree_with(told: TestClient, claim: str, query: str, found: int) -> None:
    post(told, "/v1/claims", examples.UNFILED)
    assert len(told.get(f"/v1/claims{query}").json()["items"]) == found


def test_pages_lead_to_the_next_by_link_and_by_next(told: TestClient, claim: str) -> None:
    post(told, "/v1/claims", examples.UNFILED)
    first = told.get("/v1/claims?limit=1&source=harbour-post")
    assert [c["id"] for c in first.json()["items"]] == [claim]
    after = first.json()["next"]
    assert first.headers["link"] == f'</v1/claims?limit=1&source=harbour-post&after={after}>; rel="next"'
    second = told.get(first.links["next"]["url"])
    assert len(second.json()["items"]) == 1 and second.json()["items"][0]["id"] != claim
    assert second.json()["next"] is None and list(second.links) == ["first"]
    assert told.get(second.links["first"]["url"]).json() == first.json()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("text=crane", 1),
        ("text=CRANE*", 2),
        ('text="cranes were delivered"', 1),
        ("text=AND OR NOT", 0),
        ("mode=fact&period=2023-08-15&asserted_at=2023-08-30", 1),
        ("period=2023-09", 0),
        ("asserted_at=2023-09/..", 1),
        ("asserted_since=2023-08-31", 1),
        ("recorded_since=0&recorded_until=4", 0),
        ("newest", 2),
    ],
)
def test_claims_are_found_by_what_they_say_and_when(told: TestClient, claim: str, query: str, found: int) -> None:
    post(told, "/v1/claims", examples.UNFILED)
    assert len(told.get(f"/v1/claims?{query}").json()["items"]) == found


@pytest.mark.parametrize(
    ("query", "slug", "field"),
    [
        ("text=", "rejected", "text"),
        ("text=%00-*", "rejected", "text"),
        ("source=No one", "rejected", "source"),
        ("period=soon", "bad-date", "period"),
        ("asserted_at=31.8.2023", "bad-date", "asserted_at"),
        ("asserted_until=2023-08", "bad-date", "asserted_until"),
        ("asserted_since=2023-09-02&asserted_until=2023-09-01", "bad-date", "asserted_since"),
        ("recorded_until=9999", "bad-cursor", "recorded_until"),
        ("recorded_since=x", "bad-cursor", "recorded_since"),
        ("after=9999", "bad-cursor", "after"),
        ("after=-1", "invalid-request", "after"),
        ("after=abc", "invalid-request", "after"),
        ("mode=maybe", "invalid-request", "mode"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_parameter(told: TestClient, query: str, slug: str, field: str) -> None:
    problem(told.get(f"/v1/claims?{query}"), 422, slug, field)


def test_the_newest_page_leads_to_the_one_before_it(told: TestClient, claim: str) -> None:
    post(told, "/v1/claims", examples.UNFILED)
    first = told.get("/v1/claims?newest&limit=1&text=crane*")
    second = told.get(first.links["next"]["url"])
    assert [c["id"] for c in second.json()["items"]] == [claim] != [c["id"] for c in first.json()["items"]]
    assert second.json()["next"] is None


HOPS = CLAIM["attribution"]
PLACE = CLAIM["evidence"][0]


@pytest.mark.parametrize(
    ("change", "slug", "field"),
    [
        ({"deal": "no-such"}, "unknown-reference", "deal"),
        ({"proposition": "no-such"}, "unknown-reference", "proposition"),
        ({"attribution": [HOPS[0] | {"source": "nobody"}]}, "unknown-reference", "attribution.0.source"),
        ({"evidence": [PLACE | {"document": "no-such"}]}, "unknown-reference", "evidence.0.document"),
        ({"corrects": NOBODY}, "unknown-reference", "corrects"),
        ({"restates": NOBODY}, "unknown-reference", "restates"),
        ({"attribution": []}, "invalid-record", "attribution"),
        ({"attribution": HOPS[::-1]}, "invalid-record", "attribution"),
        ({"attribution": [HOPS[0] | {"on": "last week"}]}, "invalid-record", "attribution.0.on"),
        ({"period": "soon"}, "invalid-record", "period"),
        ({"asserted_at": "2024"}, "contradicted-date", "asserted_at"),
        ({"evidence": [PLACE | {"end": 68}]}, "bad-locator", "evidence.0.end"),
        ({"evidence": [PLACE | {"quote": "Two cranes lay"}]}, "bad-locator", "evidence.0.quote"),
        ({"evidence": [PLACE | {"start": False}]}, "invalid-record", "evidence.0.start"),
        ({"credibility": "1"}, "not-independent", "credibility"),
        ({"value": "12"}, "bad-value", "value"),
        ({"colour": "red"}, "invalid-record", "colour"),
        ({"record": "claim"}, "invalid-record", "record"),
        ({"recorded_at": "2023-08-31T10:00:00.000000Z"}, "invalid-record", "recorded_at"),
        ({"ref": "c1"}, "invalid-record", "ref"),
        ({"corrects": "c1"}, "invalid-record", "corrects"),
    ],
)
def test_a_bad_claim_is_refused_by_the_name_of_its_field(
    told: TestClient, change: dict[str, Any], slug: str, field: str
) -> None:
    before = head(told)
    problem(told.post("/v1/claims", json=CLAIM | change), 422, slug, field)
    assert head(told) == before
    post(told, "/v1/claims", CLAIM)


def test_every_fault_is_named_at_once(told: TestClient) -> None:
    said = problem(told.post("/v1/claims", json={"stance": "maybe", "colour": "red"}), 422, "invalid-record", "stance")
    assert {fault["field"] for fault in said["faults"]} == {"stance", "colour", "attribution"}


def test_credibility_1_needs_two_independent_origins(told: TestClient, claim: str) -> None:
    before = head(told)
    grade = examples.CLAIM_GRADE | {"credibility": "1"}
    problem(told.post(f"/v1/claims/{claim}/grades", json=grade), 422, "not-independent", "credibility")
    assert head(told) == before


def test_a_second_retraction_is_refused(told: TestClient, claim: str) -> None:
    post(told, f"/v1/claims/{claim}/retractions", examples.RETRACTION)
    before = head(told)
    second = examples.RETRACTION | {"reason": "It withdrew it again."}
    problem(told.post(f"/v1/claims/{claim}/retractions", json=second), 409, "already-retracted", "scope")
    assert head(told) == before


@pytest.mark.parametrize(("path", "field"), [("corrections", "corrects"), ("restatements", "restates")])
def test_a_corrected_claim_is_not_replaced_again(told: TestClient, claim: str, path: str, field: str) -> None:
    post(told, f"/v1/claims/{claim}/corrections", CLAIM | {"stance": "denies"})
    before = head(told)
    again = CLAIM | {"stance": "unsure"}
    problem(told.post(f"/v1/claims/{claim}/{path}", json=again), 409, "already-corrected", field)
    assert head(told) == before


def test_a_corrected_claim_is_not_voided(told: TestClient, claim: str) -> None:
    post(told, f"/v1/claims/{claim}/corrections", CLAIM | {"stance": "denies"})
    before = head(told)
    refused = told.post(f"/v1/claims/{claim}/corrections", json=examples.CORRECTION)
    problem(refused, 409, "already-corrected", "claim")
    assert head(told) == before


@pytest.mark.parametrize(
    ("path", "record"),
    [
        ("corrections", examples.CORRECTION),
        ("corrections", CLAIM),
        ("restatements", examples.RESTATEMENT),
        ("retractions", examples.RETRACTION),
        ("retractions/voidings", examples.VOIDING),
        ("grades", examples.CLAIM_GRADE),
        ("assignment", examples.ASSIGNMENT),
    ],
)
@pytest.mark.parametrize("nobody", [NOBODY, "c1", "SHA256:0", "..%20"])
def test_what_is_done_to_a_claim_that_is_not_there_is_not_found(
    told: TestClient, path: str, record: dict[str, Any], nobody: str
) -> None:
    before = head(told)
    response = told.post(f"/v1/claims/{nobody}/{path}", json=record)
    assert (response.status_code, response.json()["type"]) == (404, "/problems/not-found")
    assert head(told) == before


def test_the_address_says_which_claim_and_the_body_does_not_repeat_it(told: TestClient, claim: str) -> None:
    before = head(told)
    refused = told.post(f"/v1/claims/{claim}/retractions", json=examples.RETRACTION | {"claim": NOBODY})
    problem(refused, 422, "invalid-record", "claim")
    assert head(told) == before


def test_a_grade_of_a_claim_takes_no_reliability(told: TestClient, claim: str) -> None:
    response = told.post(f"/v1/claims/{claim}/grades", json=examples.SOURCE_GRADE)
    said = problem(response, 422, "invalid-record", "credibility")
    assert [fault["field"] for fault in said["faults"]] == ["credibility", "reliability"]


def test_what_is_not_on_record_is_not_found(client: TestClient) -> None:
    problem(client.get(f"/v1/claims/{NOBODY}"), 404, "not-found")


def test_a_claim_recorded_in_python_is_read_over_http(told: TestClient, claim: str, ledger: Ledger) -> None:
    assert told.get(f"/v1/claims/{claim}").json() == ledger.claim(claim).model_dump(mode="json")


def test_provenance_over_http_is_provenance_in_python(told: TestClient, claim: str, ledger: Ledger) -> None:
    found = told.get(f"/v1/claims/{claim}/provenance").json()

    assert found == ledger.provenance(claim).model_dump(mode="json")
    assert [hop["source"]["class"] for hop in found["hops"]] == ["press", "official"]
    assert found["evidence"][0]["quote"] == examples.DOCUMENT["text"][:31]
    problem(told.get(f"/v1/claims/{NOBODY}/provenance"), 404, "not-found")
    before = f"/v1/claims/{claim}/provenance?recorded_as_of={found['position'] - 1}"
    problem(told.get(before), 404, "not-found")


# -- previews ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sent", "status"),
    [
        ("retractions", examples.RETRACTION, "retracted"),
        ("corrections", examples.CORRECTION, "voided"),
        ("corrections", {**examples.CLAIM, "stance": "denies"}, "standing"),
    ],
)
def test_a_preview_says_what_would_change_and_records_nothing(
    told: TestClient, claim: str, ledger: Ledger, change: str, sent: dict[str, Any], status: str
) -> None:
    path, before = f"/v1/claims/{claim}/{change}", ledger.moment(None)
    belief = ledger.beliefs(examples.DEAL_ID)

    found = told.post(f"{path}?preview=true", json=sent)

    assert found.status_code == 200
    assert ledger.moment(None) == before
    assert (found.json()["status"], found.json()["recorded_as_of"]["position"]) == (status, before.position)
    assert told.post(path, json=sent).status_code == 201
    shift = difference(belief, ledger.beliefs(examples.DEAL_ID))
    assert shift is not None
    assert found.json()["deals"] == [shift.model_dump(mode="json")]


def test_a_preview_is_refused_as_recording_is(told: TestClient, claim: str) -> None:
    path = f"/v1/claims/{claim}/retractions"
    for sent in ({**examples.RETRACTION, "by": "port-watch"}, {**examples.RETRACTION, "claim": claim}, {}):
        refused, foreseen = told.post(path, json=sent), told.post(f"{path}?preview", json=sent)
        assert foreseen.status_code == refused.status_code >= 400
        assert foreseen.json() == refused.json()
    nowhere = f"/v1/claims/sha256:{'0' * 64}/retractions?preview"
    problem(told.post(nowhere, json=examples.RETRACTION), 404, "not-found")
    stale = told.post(f"{path}?preview", json=examples.RETRACTION, headers={"If-Match": '"7"'})
    problem(stale, 412, "moved-on")


@pytest.mark.parametrize("given", ["1_0", "+5", " 5", "5.0", "\u0665", "5e0", "0x5", "", "True", "--5"])
def test_a_number_is_written_in_digits_alone(told: TestClient, given: str) -> None:
    problem(told.get("/v1/claims", params={"limit": given}), 422, "invalid-request", "limit")
