"""Every expectation about beliefs can be red, and then says what was found."""

import pytest

from tests.ledger.specs.specification import GIVEN, WHEN, Specify, all_red, feature

X = '"containers were moved"'
RED = {
    f"Then {X} is almost certain": "  expected: almost certain\n  found:    likely (55-80 %), 0.6726",
    f"Then {X} is at least very likely": "  expected: at least very likely\n  found:    likely",
    f"Then {X} is at most unlikely": "  expected: at most unlikely\n  found:    likely",
    f"Then {X} is settled as true": "  expected: settled as true\n  found:    likely",
    f"Then {X} has no basis": "  expected: no basis\n  found:    likely",
    f"Then the belief in {X} rises": "  expected: rises\n  found:    0.6726 before, 0.6726 after",
    f"Then the belief in {X} falls": "  expected: falls\n  found:    0.6726 before, 0.6726 after",
    f"Then the belief in {X} is as it was recorded by 2031-10-12": "  found:    no basis by 2031-10-12, 0.6726 now",
    "Then the ladder stands at delivery": "  expected: at delivery\n  found:    at no stage",
    'Then "ships sailed" is likely': 'no proposition is called "ships sailed" here; there are "containers were moved"',
    f"Then the beliefs are:\n| proposition |\n| {X} |": 'the row of "containers were moved" expects nothing of it',
}
COLUMNS = {
    "likelihood": ("unlikely", "likely"),
    "without interested": ("no basis", "likely"),
    "probability": ("0.66", "0.6726"),
    "confidence": ("high", "low"),
    "origins": ("4", "1"),
    "interested": ("1", "0"),
    "reports": ("3", "4"),
    "for": ("2", "1"),
    "against": ("1", "0"),
}


def test_each_sentence_is_red_where_it_is_not_so(specify: Specify) -> None:
    scenarios = {f"number {n}": f"{GIVEN}{WHEN}{then}\n" for n, then in enumerate(RED)}
    messages = dict(zip(scenarios, RED.values(), strict=True))
    all_red(specify(feature(scenarios)), messages)


def test_each_column_is_red_where_it_is_not_so(specify: Specify) -> None:
    tables = {c: f"Then the beliefs are:\n| proposition | {c} |\n| {X} | {bad} |\n" for c, (bad, _) in COLUMNS.items()}
    scenarios = {f"of {column}": f"{GIVEN}{WHEN}{then}" for column, then in tables.items()}
    messages = {f"of {c}": f"  {c:<20}{bad:<22}{found}  <-" for c, (bad, found) in COLUMNS.items()}
    all_red(specify(feature(scenarios)), messages)


def test_every_row_is_checked(specify: Specify) -> None:
    table = f"| said by | proposition | reports |\n| 2031-10-13 | {X} | 4 |\n| 2031-10-12 | {X} | 4 |\n"
    result = specify(feature({"two rows": f"{GIVEN}{WHEN}Then the beliefs are:\n{table}"}))
    all_red(result, {"two rows": '"containers were moved" (said by 2031-10-12)'})


def test_every_question_is_answered(specify: Specify) -> None:
    asks = "When the analyst asks what was believed:\n| said by |\n| 2031-10-12 |\n| 2031-10-13 |\n"
    then = f"Then the beliefs are:\n| said by | proposition | likelihood |\n| 2031-10-13 | {X} | likely |\n"
    result = specify(feature({"half": GIVEN + asks + then, "none": f"{GIVEN}{asks}Then {X} is likely\n"}))
    all_red(
        result,
        {
            "half": "the When asks about said by 2031-10-12, and no row answers",
            "none": "the When asks 2 questions: answer them in a table",
        },
    )


def test_what_has_no_basis_neither_rises_nor_falls(specify: Specify) -> None:
    withdraws = f'When the origin "State U" withdraws what it said of {X} on 2031-10-14\n'
    result = specify(feature({"gone": f"{GIVEN}{withdraws}Then the belief in {X} falls\n"}))
    all_red(result, {"gone": "has no basis after it, so it can neither rise nor fall: say what it is now"})


@pytest.mark.parametrize("effect", ["is unchanged", "rises"])
def test_the_smallest_change_is_a_change(specify: Specify, effect: str) -> None:
    # given: an account that weighs so little that no word changes
    when = (
        "When these claims are recorded:\n| recorded | origin | hedge | stance | proposition |\n"
        f'| 2031-10-14 | "Account" | possible | affirms | {X} |\n'
    )
    # when
    result = specify(feature({"small": f"{GIVEN}{when}Then the belief in {X} {effect}\nAnd {X} is likely\n"}))
    # then
    result.assert_outcomes(passed=effect == "rises", failed=effect == "is unchanged")


def test_a_row_can_ask_without_anybody_left_out(specify: Specify) -> None:
    asks = 'When the analyst asks what was believed:\n| without |\n| "State U" |\n'
    then = f'Then the beliefs are:\n| without | proposition | likelihood |\n| "State U" | {X} | no basis |\n'
    said = f"Then the beliefs are:\n| said by | proposition | likelihood |\n| 2031-10-13 | {X} | no basis |\n"
    scenarios = {
        "an empty cell": f"{GIVEN}{asks}{then}|  | {X} | likely |\n",
        "no such column": GIVEN + asks.replace("|\n", "| said by |\n", 1).replace('U" |', 'U" | 2031-10-13 |') + said,
    }
    specify(feature(scenarios)).assert_outcomes(passed=2)
