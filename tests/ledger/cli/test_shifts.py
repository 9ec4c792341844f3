import json

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL, claim


def test_a_belief_that_is_not_raised_yet_and_answers_that_would_come_are_said(told: Run) -> None:
    told("record", json.dumps(claim("cranes-counted", "harbour-master", value="5")))
    counted = claim("cranes-counted", "harbour-master", value="9", occasion="noon")
    raised = {"record": "proposition", "deal": DEAL, "id": "sold", "kind": "yes-no", "about": "deed", "text": "Sold."}

    shifted = told("record", "--preview", json.dumps(counted))
    assert "9" in shifted.out.split("Then")[1]
    assert "not raised" in told("record", "--preview", json.dumps(raised)).out
    assert shifted.fits()


def test_a_likelihood_that_would_leave_its_band_is_counted_and_the_ladder_told(told: Run) -> None:
    out = " ".join(told("footprint", "port-authority").out.split())
    assert "1 likelihood would leave its band. Furthest stage supported: shipment, without none." in out
