import json
import re

from ledger.belief import POLICY_1
from ledger.words import log_odds
from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def test_the_terms_add_up_to_the_log_odds(told: Run) -> None:
    heard = [{"source": "harbour-master", "role": "origin", "basis": "told"}]
    told("record", json.dumps(claim("cranes-loaded", "harbour-master", stance="denies", attribution=heard)))

    out = told("explain", DEAL, "cranes-loaded").out

    body = out.split("─\n")[1].split("It is")[0].splitlines()
    numbers = [int(n.replace(".", "")) for line in body for n in re.findall(r"[+-]?\d\.\d{6}", line)]
    assert len(numbers) == 6
    assert sum(numbers[:-1]) == numbers[-1] != 0
    assert f"log-odds {log_odds(numbers[-1])}." in out


def test_each_voice_is_named_with_the_claims_behind_it(told: Run) -> None:
    out = told("explain", DEAL, "cranes-loaded").out
    assert "port-authority" in out
    assert re.search(r"11 2024-03-01 harbour-post < port-authority +[0-9a-f]{12}", out)
    assert "evening-star < port-authority" in out


def test_where_nothing_is_known_it_says_so(told: Run) -> None:
    assert "no basis (log-odds  0.000000)" in told("explain", DEAL, "grain-to-follow").out


def test_after_a_withdrawal_it_says_who_withdrew(told: Run) -> None:
    # given
    claims = told("claims", "--proposition", "cranes-loaded", "--json").json["items"]
    # when
    for made in claims:
        by = made["attribution"][-1]["source"]
        back = {"record": "retraction", "claim": made["id"], "by": by, "scope": "origin", "on": "2024-03-09"}
        told("record", json.dumps(back | {"reason": "Mistaken."}))
    # then
    out = " ".join(told("explain", DEAL, "cranes-loaded").out.split())
    assert "claims on record, none counts: withdrawn by port-authority on 2024-03-09." in out
    assert "Nobody on record affirms or denies it." in " ".join(told("explain", DEAL, "grain-to-follow").out.split())


def test_a_verdict_is_said_beside_the_evidence(told: Run) -> None:
    verdict = {"record": "verdict", "deal": DEAL, "proposition": "cranes-loaded", "verdict": "false", "reason": "Seen."}
    told("record", json.dumps(verdict))
    assert "A verdict settles it: false." in told("explain", DEAL, "cranes-loaded").out


def test_json_is_the_explanation_itself(told: Run) -> None:
    found = told("explain", DEAL, "cranes-loaded", "--json").json
    assert sum(term["millionths"] for term in found["terms"]) == found["log_odds"]


def test_what_is_not_on_record_is_refused(told: Run) -> None:
    assert told("explain", DEAL, "cranes-sunk").status == 1
    assert told("explain", DEAL).status == 2


def test_it_fits_80_columns(told: Run) -> None:
    assert told("explain", DEAL, "cranes-loaded").fits()


def test_millionths_are_written_exactly() -> None:
    assert [log_odds(n) for n in (648_000, -1_000_001, 0)] == ["+0.648000", "-1.000001", " 0.000000"]


def test_what_is_asked_and_how_good_its_basis_is_are_said_in_sentences_of_their_own(told: Run) -> None:
    said = told("explain", DEAL, "cranes-loaded").out.splitlines()
    assert said[1] == "Cranes were loaded at the pier."
    assert "Confidence is low: one origin, uncorroborated." in said


def test_of_a_valued_proposition_it_says_where_the_answers_are(told: Run) -> None:
    ran = told("explain", DEAL, "cranes-counted")
    assert ran.status == 1
    assert "the deal's beliefs show them" in " ".join(ran.err.split())


def test_the_occasion_that_echoes_share_is_named(told: Run) -> None:
    for through in ("harbour-post", "evening-star"):
        said = claim("grain-to-follow", through, "harbour-master", mode="intention", occasion="harbour-day")
        told("record", json.dumps(said))
    assert "one occasion: harbour-day" in " ".join(told("explain", DEAL, "grain-to-follow").out.split())


def test_it_is_explained_under_another_policy(told: Run) -> None:
    strict = {"record": "policy", "policy": POLICY_1.model_dump(mode="json") | {"name": "strict", "floor": "2.5"}}
    told("record", json.dumps(strict))
    out = told("explain", DEAL, "cranes-loaded", "--policy", "policy-1").out
    assert "under policy-1." in out
    assert "no basis" not in out
    assert "no basis" in told("explain", DEAL, "cranes-loaded").out
