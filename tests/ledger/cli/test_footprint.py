import json

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def test_what_rests_on_a_source_stands_with_what_would_be_believed_without_it(told: Run) -> None:
    ran = told("footprint", "port-authority")

    assert ran.out.startswith("port-authority: what rests on it\n")
    assert f"{DEAL}: 3 claims" in ran.out
    claims = [line.split() for line in ran.out.splitlines() if "affirms" in line]
    assert [words[:-1] for words in claims] == [
        ["11", "affirms", "cranes-loaded", "origin,", "hop", "2"],
        ["12", "affirms", "cranes-loaded", "origin,", "hop", "2"],
        ["13", "affirms", "cranes-counted", "origin,", "hop", "2"],
    ]
    assert "Without" in ran.out and "no basis" in ran.out and "0 reports" in ran.out
    assert "1 deal." in ran.out
    assert ran.fits()


def test_an_outlet_that_others_repeat_changes_no_belief_but_how_many_reported(told: Run) -> None:
    out = told("footprint", "evening-star").out
    assert "publisher, hop 1" in out
    assert "0 likelihoods would leave their bands. The furthest stage supported would stay." in out


def test_a_claim_that_counts_for_nothing_says_so(told: Run) -> None:
    opinion = claim("cranes-loaded", "harbour-master", mode="opinion")
    told("record", json.dumps(opinion))
    name = told("claims", "--source", "harbour-master", "--json").json["items"][0]["id"]
    told("record", json.dumps({"record": "correction", "claim": name, "reason": "Misread."}))

    out = told("footprint", "harbour-master").out

    assert "affirms cranes-loaded [voided]" in out
    assert "Without it every belief would be the same." in out


def test_where_there_is_more_it_says_how_to_go_on(told: Run) -> None:
    deal = {"record": "deal", "id": "second", "title": "Another", "parties": []}
    asked = {"record": "proposition", "id": "sold", "kind": "yes-no", "about": "deed", "text": "Sold."}
    for record in (deal, {**asked, "deal": "second"}, {**claim("sold", "port-authority"), "deal": "second"}):
        assert told("record", json.dumps(record)).status == 0

    first = told("footprint", "port-authority", "--limit", "1")
    place = first.out.splitlines()[-1].rsplit(" ", 1)[1].rstrip(".")

    assert "There are more" in first.out and "second:" not in first.out
    assert "second: 1 claim" in told("footprint", "port-authority", "--after", place).out


def test_json_is_the_footprint_itself(told: Run) -> None:
    found = told("footprint", "port-authority", "--json").json
    assert [len(deal["claims"]) for deal in found["items"]] == [3]


def test_the_recorded_clock_is_asked_and_a_source_that_is_not_there_refused(told: Run) -> None:
    assert "0 deals." in told("footprint", "port-authority", "--recorded-as-of", "9").out
    assert told("footprint", "nobody").status == 1
    assert told("footprint", "port-authority", "--limit", "101").status == 2
