import json
import re

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL


def test_every_move_of_a_belief_is_shown_with_its_position(told: Run) -> None:
    ran = told("history", DEAL)
    assert re.search(r"^11 .* cranes-loaded +very likely \(80-95 %\) 0\.8\d{3}$", ran.out, re.MULTILINE)
    assert "1 move." in ran.out
    assert ran.fits()


def test_one_proposition_alone_is_shown_on_request(told: Run) -> None:
    assert "0 moves." in told("history", DEAL, "--proposition", "grain-to-follow").out


def test_the_recorded_clock_is_asked(told: Run) -> None:
    assert "0 moves." in told("history", DEAL, "--recorded-since", "11").out
    assert "0 moves." in told("history", DEAL, "--recorded-until", "10").out


def test_json_is_the_history_itself(told: Run) -> None:
    (item,) = told("history", DEAL, "--json").json["items"]
    assert (item["position"], item["proposition"], item["range"]) == (11, "cranes-loaded", [80, 95])


def test_an_unknown_deal_is_refused(told: Run) -> None:
    assert told("history", "another", "--json").problem["type"] == "/problems/not-found"


def test_a_verdict_is_told_in_words(told: Run) -> None:
    verdict = {"record": "verdict", "deal": DEAL, "proposition": "cranes-loaded", "verdict": "true", "reason": "Seen."}
    told("record", json.dumps(verdict))
    assert re.search(r"cranes-loaded +settled as true +1\.0000$", told("history", DEAL).out, re.MULTILINE)


def test_a_source_is_left_out_and_a_policy_put_in_place(told: Run) -> None:
    assert "0 moves." in told("history", DEAL, "--without", "port-authority").out
    assert "under policy-1." in told("history", DEAL, "--policy", "policy-1").out
    assert told("history", DEAL, "--policy", "policy-9", "--json").problem["field"] == "policy"
