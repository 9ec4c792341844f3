import json
from pathlib import Path

import pytest

from ledger.auditor import replay as module
from ledger.auditor.view import Departure
from ledger.belief import DealBelief
from ledger.opening import open_ledger
from tests.ledger.cli.conftest import Run


def test_says_that_every_belief_is_what_the_log_makes(told: Run, tmp_path: Path) -> None:
    said, twin = told("replay", "--out", "beliefs.ndjson"), told("replay", "--json")

    assert said.status == twin.status == 0
    assert said.out.endswith("Every one is what the ledger answers with, to the last digit.\n")
    assert said.fits()
    assert twin.json["digest"] in said.out.replace("\n", "") and twin.json["root"] in said.out.replace("\n", "")
    (line,) = (tmp_path / "beliefs.ndjson").read_text().splitlines()
    assert json.loads(line) == told("beliefs", json.loads(line)["deal"], "--json").json


def test_of_a_moment_and_a_deal(told: Run) -> None:
    whole = told("replay", "--json").json
    last = whole["recorded_until"]["position"] - 1
    earlier = told("replay", "--until", str(last), "--deal", "cranes-for-grain", "--json").json
    assert (earlier["recorded_until"]["position"], earlier["deals"]) == (last, 1)
    assert told("replay", "--deal", "nowhere").status == 1
    assert told("replay", "--until", "9999").status == 1


def test_what_is_not_the_same_is_shown_from_both_sides(
    told: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def departing(self: object, belief: DealBelief) -> Departure:
        first, *others = belief.propositions
        other = belief.model_copy(update={"propositions": (first.model_copy(update={"reports": 99}), *others)})
        return Departure(
            deal=belief.deal,
            recorded_as_of=belief.recorded_as_of,
            proposition=first.id,
            replayed=belief,
            answered=other,
            refusal=None,
        )

    monkeypatch.setattr(module._Audit, "_compared", departing)
    said = told("replay")
    assert said.status == 1
    assert "NOT the same: deal cranes-for-grain" in said.out
    assert '"reports":99' in said.out.replace("\n", "")
    assert said.fits()


def test_an_answer_that_is_refused_is_told(told: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(str(tmp_path / "claims.ledger")) as ledger:
        belief = ledger.beliefs("cranes-for-grain")
    refused = Departure(
        deal=belief.deal,
        recorded_as_of=belief.recorded_as_of,
        proposition=None,
        replayed=belief,
        answered=None,
        refusal="position 9 is not the entry that was indexed",
    )
    monkeypatch.setattr(module._Audit, "_compared", lambda self, belief: refused)
    said = told("replay")
    assert said.status == 1
    assert "The ledger does not answer: position 9 is not the entry that was indexed" in said.out


def test_a_file_that_is_there_already_stays(told: Run, tmp_path: Path) -> None:
    (tmp_path / "beliefs.ndjson").write_text("mine")
    assert told("replay", "--out", "beliefs.ndjson").status == 1
    assert (tmp_path / "beliefs.ndjson").read_text() == "mine"
