import pytest

from ledger.belief import explanation
from ledger.belief.view import VoiceTerm
from tests.ledger.specs.specification import Specify, all_red, feature
from tests.ledger.specs.test_laws import of_law

X = '"containers were moved"'
GIVEN = """
Given the propositions:
  | proposition             | stage       | implies                 |
  | "talks are advancing"   | negotiation |                         |
  | "containers were moved" | shipment    |                         |
  | "containers arrived"    | delivery    | "containers were moved" |
And the claims:
  | recorded   | said       | publisher | origin      | stance  | proposition           |
  | 2031-10-13 | 2031-10-13 | "Wire"    | "State U"   | affirms | "containers arrived"  |
  | 2031-10-13 | 2031-10-13 | "Gazette" | "Institute" | affirms | "talks are advancing" |
"""
WITHDRAWS = 'When the origin "State U" withdraws what it said of "containers arrived" on 2031-10-15\n'
GREEN = {
    "of a belief": f'{GIVEN}When 2031-12-31 passes\nThen the reason for {X} names the claim of "State U"\n',
    "of the ladder": f'{GIVEN}When 2031-12-31 passes\nThen the reason names the claim of "State U"\n',
    "withdrawn": f'{GIVEN}{WITHDRAWS}Then the reason for {X} names the claim of "State U", withdrawn on 2031-10-15\n',
    "of the ladder, withdrawn": f"{GIVEN}{WITHDRAWS}Then the ladder stands at negotiation\n"
    'And the reason names the claim of "State U", withdrawn on 2031-10-15\n'
    'And the reason names the claim of "Institute"\n',
    "by an outlet": f'{GIVEN}When the outlet "Wire" withdraws its report of "containers arrived" on 2031-10-15\n'
    'Then the reason names the claim of "Wire", withdrawn on 2031-10-15\n',
    "as was asked": f"{GIVEN}And {WITHDRAWS[5:]}"
    "When the analyst asks what was believed:\n| recorded by |\n| 2031-10-14 |\n"
    f'Then the reason for {X} names the claim of "State U"\n',
}
RED = {
    f'{GIVEN}When 2031-12-31 passes\nThen the reason for {X} names the claim of "Institute"\n': (
        f'the reason for {X}\n  expected: it names the claim of "Institute"\n  found:    it names "State U"'
    ),
    f'{GIVEN}When 2031-12-31 passes\nThen the reason names the claim of "Institute"\n': (
        'the reason of where the ladder stands\n  expected: it names the claim of "Institute"\n'
        '  found:    it names "State U"'
    ),
    f'{GIVEN}{WITHDRAWS}Then the reason for {X} names the claim of "State U"\n': "found:    it names none",
    f'{GIVEN}{WITHDRAWS}Then the reason names the claim of "State U", withdrawn on 2031-10-14\n': (
        "of what was withdrawn on 2031-10-14 it names none"
    ),
    f'{GIVEN}{WITHDRAWS}Then the reason names the claim of "Institute", withdrawn on 2031-10-15\n': (
        'of what was withdrawn on 2031-10-15 it names "State U"'
    ),
    f"{GIVEN}And {WITHDRAWS[5:]}"
    'When the analyst voids the withdrawal of "State U" on "containers arrived" because "no"\n'
    'Then the reason names the claim of "State U", withdrawn on 2031-10-15\n': "it names none",
    f'{GIVEN}When 2031-12-31 passes\nThen the reason names the claim of "Herald"\n': (
        'no source is called "Herald" here'
    ),
}


def test_the_reason_names_what_carries_it_and_what_was_withdrawn(specify: Specify) -> None:
    specify(feature(GREEN)).assert_outcomes(passed=len(GREEN))


def test_each_is_red_where_it_is_not_so(specify: Specify) -> None:
    scenarios = {f"number {n}": text for n, text in enumerate(RED)}
    all_red(specify(feature(scenarios)), dict(zip(scenarios, RED.values(), strict=True)))


# -- the twins: explanations that name other claims than they count ----------------------------------------------------


def _nowhere(terms: list[VoiceTerm]) -> list[VoiceTerm]:
    return [term.model_copy(update={"claims": ("sha256:x",) * len(term.claims)}) for term in terms]


def _anothers(terms: list[VoiceTerm]) -> list[VoiceTerm]:
    claims = [term.claims for term in terms]
    return [
        term.model_copy(update={"claims": other}) for term, other in zip(terms, [*claims[1:], *claims[:1]], strict=True)
    ]


@pytest.mark.parametrize(
    ("naming", "told"), [(_nowhere, "names a claim that is not on record"), (_anothers, "that it does not count")]
)
def test_the_twin_an_explanation_that_names_other_claims_is_found_by_the_law(
    naming: object, told: str, specify: Specify, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    voices = explanation._voices
    monkeypatch.setattr(explanation, "_voices", lambda *asked: naming([*voices(*asked)]))  # type: ignore[operator]
    # when
    law = specify(of_law(6).read_text(encoding="utf-8"))
    # then
    assert law.parseoutcomes().get("failed", 0) > 0
    assert told in law.stdout.str()


def test_the_twin_so_is_it_by_the_sentence_alone(specify: Specify, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    voices = explanation._voices
    monkeypatch.setattr(explanation, "_voices", lambda *asked: _nowhere([*voices(*asked)]))
    # when
    result = specify(feature({"of a belief": GREEN["of a belief"], "of the ladder": GREEN["of the ladder"]}))
    # then
    result.assert_outcomes(failed=2)
