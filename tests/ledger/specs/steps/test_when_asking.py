from tests.ledger.specs.specification import GIVEN, Specify, all_red, feature, refused

X = '"containers were moved"'
ASKS = f"{GIVEN}When the analyst asks what was believed:\n"


def test_what_cannot_be_asked_is_told(specify: Specify) -> None:
    scenarios = {
        "nobody to leave out": f'{ASKS}| without |\n| "Wire" |\nThen {X} is likely\n',
        "no such policy": f'{ASKS}| policy |\n| "strict" |\nThen {X} is likely\n',
    }
    all_red(
        specify(feature(scenarios)),
        {
            "nobody to leave out": 'no source is called "Wire" here',
            "no such policy": "the When was refused: no policy",
        },
    )


def test_a_month_is_no_day_to_ask_about(specify: Specify) -> None:
    text = f"{ASKS}| recorded by |\n| 2031-10 |\nThen {X} is likely\n"
    refused(specify(feature({"one": text})), ["column recorded by: 2031-10 is no day"])


def test_who_is_left_out_is_left_out_of_every_answer(specify: Specify) -> None:
    then = f"Then {X} has no basis\nAnd the beliefs are:\n| proposition | origins |\n| {X} | 0 |\n"
    specify(feature({"without": f'{ASKS}| without |\n| "State U" |\n{then}'})).assert_outcomes(passed=1)


def test_each_row_may_ask_for_itself(specify: Specify) -> None:
    rows = f'| without | proposition | likelihood |\n| "State U" | {X} | no basis |\n| | {X} | likely |\n'
    specify(feature({"rows": f"{GIVEN}When 2031-12-31 passes\nThen the beliefs are:\n{rows}"})).assert_outcomes(
        passed=1
    )
