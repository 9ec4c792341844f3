import json

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def test_claims_stand_by_the_period_that_they_speak_of(told: Run) -> None:
    told("record", json.dumps(claim("cranes-loaded", "harbour-master", stance="denies", period="2024-02")))

    ran = told("timeline", DEAL)

    first, *_, last = (line for line in ran.out.splitlines() if "affirms" in line or "denies" in line)
    assert first.startswith("2024-02")
    assert "denies cranes-loaded (fact)" in first
    assert last.startswith("no period")
    assert ">3" in last
    assert "4 claims." in ran.out
    assert ran.fits()


def test_json_is_the_timeline_itself(told: Run) -> None:
    found = told("timeline", DEAL, "--json").json
    assert [item["proposition"] for item in found["items"]] == ["cranes-loaded", "cranes-loaded", "cranes-counted"]


def test_both_clocks_are_asked(told: Run) -> None:
    assert "0 claims." in told("timeline", DEAL, "--recorded-as-of", "10").out
    assert "0 claims." in told("timeline", DEAL, "--asserted-as-of", "2024-01-01").out


def test_what_became_of_a_claim_is_said(told: Run) -> None:
    name = told("timeline", DEAL, "--json").json["items"][0]["claim"]
    told("record", json.dumps({"record": "correction", "claim": name, "reason": "Misread."}))
    assert "voided" in told("timeline", DEAL).out


def test_an_unknown_deal_is_refused(told: Run) -> None:
    assert told("timeline", "another").status == 1
