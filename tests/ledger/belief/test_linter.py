import pytest

from ledger.belief.linter import Rule, findings, findings_in
from ledger.belief.scale import BANDS, Band
from ledger.belief.sentences import ranged

CASES = {
    Rule.RANGE: "It is likely that they were shipped.",
    Rule.APART: "It is likely (55-80 %), with low confidence.",
    Rule.ROW: "It is probable (55-80 %).",
    Rule.HEDGE: "It is quite likely (55-80 %).",
}
"""A text for each rule that departs from it and from no other."""
EVERYTHING = "\n\n".join(CASES.values())


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_finds_its_own_case_alone(rule: Rule) -> None:
    (found,) = findings(CASES[rule])
    assert found.rule is rule
    assert found.text in CASES[rule]
    assert found.advice


@pytest.mark.parametrize("off", Rule)
def test_without_a_rule_exactly_its_case_gets_through(off: Rule) -> None:
    kept = [rule for rule in Rule if rule is not off]
    assert [one.rule for one in findings(EVERYTHING)] == list(Rule)
    assert [one.rule for one in findings(EVERYTHING, kept)] == kept


@pytest.mark.parametrize("band", BANDS)
def test_every_term_passes_with_its_range_and_with_no_other(band: Band) -> None:
    for other in BANDS:
        said = f"It is {ranged(band.word, (other.low, other.high))}."
        assert [one.rule for one in findings(said)] == ([] if other is band else [Rule.RANGE])


@pytest.mark.parametrize("band", BANDS)
def test_no_term_of_the_other_row_passes(band: Band) -> None:
    said = ranged(band.other, (band.low, band.high))
    assert Rule.ROW in [one.rule for one in findings(f"It is {said}.")]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("It is very\nlikely (80-95\n%). Confidence is low: one origin.", []),
        ("Confidence is low: one origin. It is likely (55-80 %).", []),
        ("| shipped | very likely (80-95 %) | low |", []),
        ("| shipped | very likely (80-95 %), confidence low |", [Rule.APART]),
        ("Proposition    Belief            Confidence\nshipped        likely (55-80 %)  low", []),
        ("Shipped: likely [41].", [Rule.RANGE]),
        ("It is Likely (55-80 %).", []),
        ("It is likely (20-45 %).", [Rule.RANGE]),
        ("Probably they were shipped.", [Rule.ROW]),
        ("There is a remote chance of it.", [Rule.ROW]),
        ("A remote server was asked.", []),
        ("It might well be likely (55-80 %).", [Rule.HEDGE]),
        ("It is not likely (55-80 %).", [Rule.HEDGE]),
        ("It is possibly unlikely (20-45 %).", [Rule.HEDGE]),
        ("They said: “It is probably likely, with high confidence.” [7]", []),
        ("“It is so” is likely.", [Rule.RANGE]),
        ("They said “it is “so” and probably likely” [7].", []),
        ("They said “it is “so”” but probably.", [Rule.ROW]),
        ("The proposition very-likely-shipped has no basis.", []),
        ("`likely` is a term.", []),
        ("```\n5 likely (55-80 %)\nConfidence is low\n```", []),
        ("```\n5 likely\n```", [Rule.RANGE]),
    ],
)
def test_what_is_found_in_a_text(text: str, rules: list[Rule]) -> None:
    assert [one.rule for one in findings(text)] == rules


def test_it_is_said_in_which_line_it_stands() -> None:
    found = findings("All is well.\n\n| a | likely |\nIt is likely (55-80 %).\nIt is\nprobable.\n")
    assert [(one.line, one.rule, one.text) for one in found] == [(3, Rule.RANGE, "likely"), (4, Rule.ROW, "probable")]


def test_an_answer_in_json_has_each_likelihood_beside_its_range() -> None:
    good = {"likelihood": "likely", "range": [55, 80], "text": "It is likely, a source says."}
    assert findings_in({"items": [good, {"likelihood": None, "range": None}]}) == []
    for bad in ({**good, "range": [55, 90]}, {**good, "range": None}, {"likelihood": "likely"}):
        assert [one.rule for one in findings_in({"items": [{"of": bad}]})] == [Rule.RANGE]
    assert [one.rule for one in findings_in([{"likelihood": "probable", "range": [55, 80]}])] == [Rule.ROW]
