import orjson

from ledger.belief import ValuedBelief, believe, explain, fold
from ledger.terms import Stage
from tests.ledger.belief.given import DEAL, Given


def test_a_belief_has_its_one_json_form() -> None:
    given = Given()
    given.deal()
    given.proposition("met", stage="negotiation")
    given.claim("met", "publisher:paper", "origin:agency", basis="induced")
    given.claim("met", "publisher:wire", "origin:agency", basis="induced")
    found = orjson.loads(believe(fold(DEAL, given.entries)).model_dump_json())
    assert {**found, "policy_digest": "", "propositions": found["propositions"]} == {
        "deal": "deal",
        "recorded_as_of": {"position": 4, "recorded_at": "2024-01-01T00:00:04.000000Z"},
        "asserted_as_of": None,
        "policy": "policy-1",
        "policy_digest": "",
        "ladder": {
            "furthest": "negotiation",
            "stages": [{"stage": "negotiation", "probability": "0.6921", "likelihood": "likely", "range": [55, 80]}],
        },
        "propositions": [
            {
                "id": "met",
                "kind": "yes-no",
                "about": "deed",
                "stage": "negotiation",
                "text": "That met.",
                "probability": "0.6921",
                "vacuous": False,
                "likelihood": "likely",
                "range": [55, 80],
                "confidence": "low",
                "uncertainty": "0.5525",
                "conflict": "0.0000",
                "reports": 2,
                "origins": 1,
                "interested_origins": 0,
                "for": 1,
                "against": 0,
                "without_interested": {"probability": "0.6921", "vacuous": False},
                "verdict": None,
                "changed_at": 3,
            }
        ],
    }


def test_the_ladder_shows_every_stage_with_a_deed_and_reaches_only_what_is_likely() -> None:
    given = Given()
    given.deal()
    given.proposition("talks", stage="negotiation")
    given.proposition("delivered", stage="delivery")
    given.proposition("to-be-used", about="plan", stage="use")
    given.proposition("sanctioned", stage="response")
    for name in ("talks", "to-be-used", "sanctioned"):
        given.claim(name, "origin:agency")
    ladder = believe(fold(DEAL, given.entries)).ladder
    assert ladder.furthest is Stage.NEGOTIATION
    assert [(s.stage.value, s.probability) for s in ladder.stages] == [("negotiation", "0.6726"), ("delivery", None)]


def test_a_valued_proposition_shows_its_answers() -> None:
    given = Given()
    given.deal()
    given.proposition("containers", valued=True)
    for publisher in ("paper", "wire"):
        given.claim("containers", f"publisher:{publisher}", "origin:agency", value="1000")
    given.claim("containers", "speaker:spokesman", value=">3000")
    given.claim("containers", "origin:institute", value="1000")
    given.settle("containers", "true", value="1000")
    found = believe(fold(DEAL, given.entries)).propositions[0]
    assert isinstance(found, ValuedBelief)
    assert [(a.value, a.probability, a.reports, a.origins) for a in found.answers] == [
        ("1000", None, 3, 2),
        (">3000", None, 1, 0),
    ]
    assert (found.reports, found.origins, found.none_of_these) == (4, 2, None)
    assert found.verdict is not None and found.verdict.value == "1000"


def test_an_explanation_names_what_it_was_asked_on() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.claim("met", "origin:agency")
    found = explain(fold(DEAL, given.entries), "met", asserted_as_of="2030-01-01")
    assert (found.asserted_as_of, found.recorded_as_of.position, found.log_odds) == ("2030-01-01", 3, 720_000)
