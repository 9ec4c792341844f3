import json

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def test_each_voice_stands_with_what_it_says_of_which_stage_and_the_silent_party_too(told: Run) -> None:
    ran = told("matrix", DEAL)

    said = ran.out.splitlines()
    assert said[0] == f"{DEAL}: who said what of which stage"
    voice = said.index("port-authority".ljust(80))
    assert [line.split() for line in said[voice + 1 : voice + 3]] == [
        ["cranes-loaded", "shipment", "affirms,", "2024-03-01", "2"],
        ["cranes-counted", "shipment", "affirms", ">3,", "2024-03-01", "1"],
    ]
    assert said[said.index("line-agent, a party".ljust(80)) + 1].strip() == "says nothing"
    assert "1 voice. Claims: those that stand." in said
    assert "Nobody speaks of grain-to-follow." in said
    assert ran.fits()


def test_what_one_voice_says_by_two_stances_and_took_back_is_told_apart(told: Run) -> None:
    told("record", json.dumps(claim("cranes-loaded", "port-authority", stance="denies")))
    first = told("claims", "--source", "evening-star", "--json").json["items"][0]["id"]
    by = {"by": "evening-star", "scope": "report", "reason": "Withdrawn."}
    told("record", json.dumps({"record": "retraction", "claim": first, **by}))

    ran = told("matrix", DEAL)

    said = [line.split() for line in ran.out.splitlines()]
    at = next(number for number, words in enumerate(said) if words[:1] == ["cranes-loaded"])
    assert said[at][-1] == "1"
    assert said[at + 1 : at + 3] == [["1", "taken", "back"], ["denies,", "2024-03-01", "1"]]
    assert ran.fits()


def test_json_is_the_matrix_itself(told: Run) -> None:
    found = told("matrix", DEAL, "--json").json
    assert [row["voice"] for row in found["rows"]] == ["port-authority", "line-agent"]


def test_both_clocks_are_asked_and_sources_left_out(told: Run) -> None:
    assert "0 voices." in told("matrix", DEAL, "--recorded-as-of", "10").out
    assert "0 voices." in told("matrix", DEAL, "--asserted-as-of", "2024-01-01").out
    left_out = told("matrix", DEAL, "--without", "port-authority").out
    assert "without port-authority." in left_out and "0 voices." in left_out


def test_an_unknown_deal_is_refused(told: Run) -> None:
    assert told("matrix", "another").status == 1
