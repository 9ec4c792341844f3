import json

import pytest

from ledger.words import short
from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def test_claims_are_printed_that_say_what_was_asked_for(told: Run) -> None:
    text = "Краны погрузили ночью, сообщил начальник порта, и вывезли до утра, как говорят свидетели."
    told("record", json.dumps(claim("cranes-loaded", "harbour-master", stance="denies", text=text)))

    ran = told("claims", "--text", 'краны "начальник порта"')

    assert "denies cranes-loaded (fact), of" in " ".join(ran.out.split()) and "cranes-for-grain" in ran.out
    assert short(told("claims", "--text", "краны", "--json").json["items"][0]["id"]) in ran.out
    assert "Краны погрузили ночью" in " ".join(ran.out.split())
    assert "harbour-master" in ran.out and "2024-03-01" in ran.out
    assert "1 claim." in ran.out
    assert ran.fits()


def test_every_option_narrows_the_list(told: Run) -> None:
    everyone = told("claims", "--json").json["items"]
    first = str(everyone[0]["position"])
    for field in ("origin", "deal", "proposition", "stance", "mode", "status"):
        value = everyone[-1][field]
        found = told("claims", f"--{field}", value, "--json").json["items"]
        assert found == [item for item in everyone if item[field] == value] != []
    assert told("claims", "--period", "2024-03", "--source", "harbour-post", "--json").json["items"]
    assert told("claims", "--voice", "port-authority", "--json").json["items"]
    assert told("claims", "--voice", "harbour-post", "--json").json["items"] == []
    assert told("claims", "--occasion", "briefing", "--json").json["items"] == []
    assert told("claims", "--asserted-at", "2025/..", "--json").json["items"] == []
    assert told("claims", "--unfiled", "--json").json["items"] == []
    assert told("claims", "--recorded-since", first, "--json").json["items"] == everyone[1:]
    assert told("claims", "--recorded-until", first, "--json").json["items"] == everyone[:1]
    assert told("claims", "--newest", "--json").json["items"] == everyone[::-1]


def test_a_page_says_how_to_go_on(told: Run) -> None:
    first = told("claims", "--deal", DEAL, "--limit", "1")
    assert "There are more: the same with --after" in first.out
    after = first.out.split("--after ")[1].split(".")[0]

    assert "There are more" not in told("claims", "--deal", DEAL, "--after", after).out
    assert int(after) not in [item["position"] for item in told("claims", "--after", after, "--json").json["items"]]


def test_what_became_of_a_claim_is_said(told: Run) -> None:
    name = told("claims", "--json").json["items"][0]["id"]
    told("record", json.dumps({"record": "correction", "claim": name, "reason": "Misread."}))
    assert "[voided]" in told("claims", "--status", "voided").out


def test_a_text_must_not_steer_the_terminal(told: Run) -> None:
    told("record", json.dumps(claim("cranes-loaded", "harbour-master", text="a\u001b[2Jred\n 99 crane\u202e")))
    ran = told("claims", "--text", "99")
    assert "\x1b" not in ran.out and "\u202e" not in ran.out
    assert "red 99 crane" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--text", "-- ( )"), "text"),
        (("--stance", "maybe"), "stance"),
        (("--period", "soon"), "period"),
        (("--after", "9999"), "after"),
        (("--source", "No One"), "source"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_field(told: Run, words: tuple[str, str], field: str) -> None:
    assert told("claims", *words).status == 1
    assert told("claims", *words, "--json").problem["field"] == field
