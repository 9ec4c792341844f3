from tests.ledger.specs.specification import GIVEN, WHEN, Specify, all_red, feature

X = '"containers were moved"'
STAGE = f"Given the propositions:\n| proposition | stage |\n| {X} | shipment |\n"
PREVIEWS = f'When the analyst previews that the origin "State U" withdraws what it said of {X} on 2031-10-14\n'
SHIFTS = f"| what | from | to |\n| {X} | likely | no basis |\n"
LADDER = "| shipment | likely | no basis |\n| the ladder | shipment | no stage |\n"


def test_a_preview_tells_what_would_change_and_records_nothing(specify: Specify) -> None:
    then = f"Then this would change:\n{SHIFTS}{LADDER}And nothing is recorded\nAnd the belief in {X} is unchanged\n"
    specify(feature({"preview": f"{STAGE}{GIVEN}{PREVIEWS}{then}"})).assert_outcomes(passed=1)


def test_each_sentence_is_red_where_it_is_not_so(specify: Specify) -> None:
    scenarios = {
        "left out": f"{STAGE}{GIVEN}{PREVIEWS}Then this would change:\n{SHIFTS}",
        "not previewed": f"{GIVEN}{WHEN}Then this would change:\n{SHIFTS}",
        "another": f'{GIVEN}{WHEN}Then the linchpin of {X} is:\n| source |\n| "further outlet 1" |\n',
    }
    all_red(
        specify(feature(scenarios)),
        {
            "left out": "| shipment   | likely   | no basis |\n    | the ladder | shipment | no stage |\n"
            f"  {X}: likely (55-80 %), 0.6726 now, no basis then; now it is\n    +0.72",
            "not previewed": "nothing was previewed: begin the When with `the analyst previews that`",
            "another": '| "further outlet 1" |  <- found source: "State U"',
        },
    )
