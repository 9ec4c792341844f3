import json
import re
from pathlib import Path

import pytest

from ledger.belief import POLICY_1
from ledger.opening import open_ledger
from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim

SEEDS = Path(__file__).parents[3] / "seeds"


def policy(name: str, **numbers: str) -> dict[str, object]:
    return {"record": "policy", "policy": POLICY_1.model_dump(mode="json") | {"name": name} | numbers}


def row(out: str, proposition: str) -> str:
    return next(line for line in out.splitlines() if line.strip().startswith(f"{proposition} "))


def test_each_belief_is_said_with_its_range_its_confidence_and_what_it_rests_on(told: Run) -> None:
    ran = told("beliefs", DEAL)

    assert ran.status == 0
    assert re.search(r"very likely \(80-95 %\) +low +1 +2$", row(ran.out, "cranes-loaded"))
    assert re.search(r"no basis +low +0 +0$", row(ran.out, "grain-to-follow"))
    assert "Furthest stage supported: shipment, very likely (80-95 %)." in ran.out
    assert "Every belief rests on one origin, uncorroborated: the word of port-authority." in ran.out


def test_stages_stand_over_their_propositions_and_plans_apart(told: Run) -> None:
    said = [line.strip() for line in told("beliefs", DEAL).out.splitlines()]
    assert said.index("shipment") < said.index("delivery, planned")


def test_the_answers_to_a_valued_proposition_are_shown_with_reports_and_origins(told: Run) -> None:
    assert re.search(r"\n +>3 cranes +1 +1\n", told("beliefs", DEAL).out)


def test_the_texts_are_shown_on_request(told: Run) -> None:
    assert "Cranes were loaded at the" not in told("beliefs", DEAL).out
    assert "Cranes were loaded at the" in told("beliefs", DEAL, "--texts").out


def test_a_second_origin_corroborates(told: Run) -> None:
    told("record", json.dumps(claim("cranes-loaded", "evening-star", "harbour-master")))
    out = told("beliefs", DEAL).out
    assert "Every belief rests on two independent origins or more, without an interest." in out
    assert "uncorroborated:" not in out


def test_a_belief_whose_interested_sources_are_left_out_stands_beside_it(told: Run) -> None:
    told("record", json.dumps(claim("grain-to-follow", "line-agent", mode="intention")))
    assert "Without interested sources, grain-to-follow: no basis." in told("beliefs", DEAL).out


def test_a_verdict_is_shown_with_its_reason(told: Run) -> None:
    verdict = {"record": "verdict", "deal": DEAL, "proposition": "cranes-loaded", "verdict": "false"}
    told("record", json.dumps({**verdict, "reason": "The cranes stand at the pier."}))
    out = told("beliefs", DEAL).out
    assert "settled as false" in row(out, "cranes-loaded")
    assert "Verdict on cranes-loaded: false. The cranes stand at the pier." in out


def test_the_recorded_clock_is_asked(told: Run) -> None:
    before = told("beliefs", DEAL, "--recorded-as-of", "10").out
    assert "As recorded by position 10" in before
    assert "no basis" in row(before, "cranes-loaded")
    assert "Nothing on record gives a belief any basis." in before


def test_the_asserted_clock_is_asked(told: Run) -> None:
    out = told("beliefs", DEAL, "--asserted-as-of", "2024-02-01").out
    assert "as said by 2024-02-01" in out
    assert "no basis" in row(out, "cranes-loaded")


def test_a_source_is_left_out(told: Run) -> None:
    out = told("beliefs", DEAL, "--without", "port-authority").out
    assert "without port-authority" in out
    assert "no basis" in row(out, "cranes-loaded")


def test_json_is_the_belief_itself(told: Run, tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "claims.ledger")) as ledger:
        belief = json.loads(ledger.beliefs(DEAL).model_dump_json())

    assert told("beliefs", DEAL, "--json").json == belief
    assert told("beliefs", "--json").json == [belief]


def test_an_unknown_deal_or_source_is_not_on_record(told: Run) -> None:
    assert told("beliefs", "another").status == 1
    assert told("beliefs", "--without", "nobody").status == 1
    assert "no source 'nobody' is on record" in told("beliefs", DEAL, "--without", "nobody").err


def test_deals_that_were_not_yet_opened_are_passed_over(told: Run) -> None:
    assert told("beliefs", "--recorded-as-of", "6").out == "No deal is on record.\n"


@pytest.mark.parametrize("deal", [(), ("russia-dprk-munitions",)])
def test_the_seeds_rest_on_one_origin_however_many_lines_they_have(run: Run, deal: tuple[str, ...]) -> None:
    run("seed", str(SEEDS / "2023-08-31-arms-talks.ndjson"))

    ran = run("beliefs", *deal)

    assert ran.fits()
    assert re.search(r"likely \(55-80 %\) +low +1 +\d+$", row(ran.out, "negotiations-advancing"))
    assert "Furthest stage supported: negotiation, likely (55-80 %)." in ran.out
    assert "(agreement, order, shipment, delivery, use)" in " ".join(ran.out.split())
    said = " ".join(ran.out.split())
    assert "Each belief rests on one origin at most, uncorroborated" in said
    assert "john-kirby with us-government, us-intelligence (21 beliefs, on one occasion, nsc-briefing-2023" in said


def test_what_others_wrote_neither_begins_a_line_of_ours_nor_steers_the_terminal(run: Run, tmp_path: Path) -> None:
    fake = "\x1b[2J\nFurthest stage supported: delivery, very likely (80-95 %).\r\x9b1m"
    raised = {"record": "proposition", "deal": "d", "about": "deed", "text": f"t{fake}"}
    settled = {"record": "verdict", "deal": "d", "reason": f"r{fake}"}
    records = [
        {"record": "deal", "id": "d", "title": f"T{fake}"},
        {**raised, "id": "p", "kind": "yes-no", "stage": "contact"},
        {**raised, "id": "v", "kind": "valued", "unit": f"u{fake}"},
        {**settled, "proposition": "p", "verdict": "false"},
        {**settled, "proposition": "v", "verdict": "true", "value": "7"},
    ]
    (tmp_path / "d.ndjson").write_text("\n".join(map(json.dumps, records)))
    run("init")
    assert run("import", "d.ndjson").status == 0

    said = run("beliefs", "d", "--texts").out + run("explain", "d", "p").out

    assert not set(said) & {"\x1b", "\x9b", "\r"}
    furthest = [line for line in said.splitlines() if line.startswith("Furthest stage supported")]
    assert furthest == []


def test_a_policy_that_was_never_in_force_over_a_deal_is_put_in_place_of_the_one_that_is(told: Run) -> None:
    told("record", json.dumps(policy("strict", floor="2.5")))
    told("record", json.dumps(policy("policy-1")))
    now, under = told("beliefs", DEAL).out, told("beliefs", DEAL, "--policy", "strict").out
    assert ("under policy-1." in now, "under strict." in under) == (True, True)
    assert "very likely" in row(now, "cranes-loaded")
    assert "no basis" in row(under, "cranes-loaded")
    assert "Nothing on record gives a belief any basis." in under


def test_a_policy_that_is_not_known_is_refused_and_those_there_are_are_named(told: Run) -> None:
    refused = told("beliefs", DEAL, "--policy", "strict", "--json")
    assert (refused.status, refused.problem["field"]) == (1, "policy")
    assert "there are: policy-1" in refused.problem["detail"]
