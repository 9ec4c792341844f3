from ledger.belief import PropositionBelief, believe, fold
from ledger.belief.sentences import confidence, likelihood
from tests.ledger.belief.given import DEAL, Given


def told(given: Given) -> tuple[str, str]:
    found = believe(fold(DEAL, given.entries)).propositions[0]
    assert isinstance(found, PropositionBelief)
    return likelihood(found), confidence(found)


def test_likelihood_has_its_range_and_confidence_a_sentence_of_its_own() -> None:
    given = Given()
    given.deal(("supplier", "denies"))
    given.proposition("met")
    assert told(given) == ("no basis", "Confidence is low: no claim on record moves it.")
    given.claim("met", "speaker:spokesman", basis="witnessed")
    assert told(given) == ("likely (55-80 %)", "Confidence is low: no origin is known.")
    given.claim("met", "origin:agency")
    assert told(given) == ("likely (55-80 %)", "Confidence is low: one origin, uncorroborated.")
    given.claim("met", "origin:supplier", stance="denies")
    assert told(given)[1] == "Confidence is low: 2 origins, 1 of them interested, in conflict."
    given.tie("bureau", "affiliation", "agency")
    given.claim("met", "origin:institute", basis="witnessed")
    assert told(given)[0] == "very likely (80-95 %)"
    assert told(given)[1] == "Confidence is moderate: 3 origins, 1 of them interested, in conflict."
    given.settle("met", "true")
    assert told(given)[0] == "settled as true"


def test_a_verdict_given_on_another_proposition_says_so() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.proposition("shipped", "met")
    given.settle("shipped", "true")
    assert told(given)[0] == "settled as true (through shipped)"


def test_dependent_origins_do_not_corroborate() -> None:
    given = Given()
    given.deal()
    given.proposition("met")
    given.tie("bureau", "affiliation", "agency")
    given.claim("met", "origin:agency")
    given.claim("met", "origin:bureau")
    assert told(given)[1] == "Confidence is low: 2 origins, not independent of one another."


def test_an_interested_origin_alone_is_no_good_basis() -> None:
    given = Given()
    given.deal(("supplier", "denies"))
    given.proposition("met")
    given.claim("met", "origin:supplier")
    assert told(given) == ("very likely (80-95 %)", "Confidence is low: one origin, none without an interest.")
