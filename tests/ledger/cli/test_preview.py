import json

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import claim


def retraction(told: Run, claim_id: str, reason: str = "It was old.") -> str:
    by = next(c for c in told("claims", "--json").json["items"] if c["id"] == claim_id)["attribution"][0]["source"]
    given = {"record": "retraction", "claim": claim_id, "by": by, "scope": "report", "reason": reason}
    return json.dumps(given)


def standing(told: Run) -> str:
    return str(told("claims", "--status", "standing", "--json").json["items"][0]["id"])


def test_a_preview_prints_what_would_change_and_records_nothing(told: Run) -> None:
    before = told("export").out
    found = told("record", "--preview", retraction(told, standing(told)))

    assert "Nothing was recorded. It would be: retracted." in found.out
    assert "Now" in found.out and "Then" in found.out
    assert "furthest stage supported would stay" in found.out
    assert "As recorded by position" in found.out
    assert found.fits()
    assert told("export").out == before


def test_a_preview_in_json_is_what_it_is_over_http(told: Run) -> None:
    found = told("record", "--preview", "--json", retraction(told, standing(told))).json

    assert (found["record"], found["again"], found["status"]) == ("retraction", False, "retracted")
    assert {shift["proposition"] for shift in found["deals"][0]["propositions"]}


def test_what_changes_nothing_is_said_to(told: Run) -> None:
    again = retraction(told, standing(told))
    told("record", again)

    assert "The same is on record already" in told("record", "--preview", again).out
    unfiled = json.dumps(
        {**claim("cranes-loaded", "evening-star"), "deal": None, "proposition": None, "text": "Cranes."}
    )
    assert "No belief would be another." in told("record", "--preview", unfiled).out


def test_a_preview_is_refused_as_recording_is(told: Run) -> None:
    wrong = retraction(told, standing(told)).replace("report", "origin")
    refused, recorded = (told("record", *words, wrong, "--json") for words in (["--preview"], []))

    assert refused.status == recorded.status == 1
    assert refused.problem == recorded.problem
