from tests.ledger.specs.specification import GIVEN, Specify, all_red, feature, refused

X = '"containers were moved"'
THEN = f"When 2031-12-31 passes\nThen {X} is likely\n"


def test_what_cannot_be_given_is_told(specify: Specify) -> None:
    deal = 'Given the deal "engines for grain" between:\n| party | role |\n| "State U" | "supplier" |\n'
    scenarios = {
        "a deal too late": GIVEN + deal + THEN,
        "a class too late": f'{GIVEN}Given the sources:\n| source | class |\n| "State U" | official |\n{THEN}',
        "back in time": GIVEN + GIVEN.replace("2031-10-13 |", "2031-10-12 |") + THEN,
        "withdrawn by nobody": f'{GIVEN}Given the outlet "Wire" withdraws its report of {X} on 2031-10-14\n{THEN}',
        "settled against": f'{GIVEN}Given the analyst settles {X} as true because "so it is"\n'
        f'And the analyst settles {X} as false because "or not"\n{THEN}',
    }
    all_red(
        specify(feature(scenarios)),
        {
            "a deal too late": "the deal is open already",
            "a class too late": '"State U" is on record already',
            "back in time": "recorded 2031-10-12, but it is 2031-10-13 already",
            "withdrawn by nobody": 'no source is called "Wire" here',
            "settled against": "the ledger refuses this: proposition: ",
        },
    )


def test_a_class_that_there_is_not(specify: Specify) -> None:
    text = f'Given the sources:\n| source | class |\n| "State U" | stately |\n{GIVEN}{THEN}'
    refused(specify(feature({"one": text})), ["it.feature:5: column class: stately is none of official, government"])


def test_a_deal_has_its_parties_and_sources_their_grades(specify: Specify) -> None:
    text = """
      Given the deal "engines for grain" between:
        | party     | role       | favours |
        | "State U" | "supplier" | denies  |
      And the sources:
        | recorded   | source    | class    | reliability |
        | 2031-10-01 | "Herald"  | press    | A           |
      And the claims:
        | recorded   | origin    | stance  | proposition             |
        | 2031-10-13 | "State U" | affirms | "containers were moved" |
        | 2031-10-13 | "Herald"  | affirms | "containers were moved" |
      When 2031-12-31 passes
      Then the explanation of "containers were moved" is:
        | origin    | remark                         |
        | "State U" | "interested: against interest" |
        | "Herald"  |                                |
    """
    specify(feature({"a deal": text})).assert_outcomes(passed=1)


def test_a_deal_may_have_a_title_and_no_parties(specify: Specify) -> None:
    matrix = 'Then the matrix is:\n| voice | stance |\n| "State U" | affirms |\n'
    table = '| party | role |\n| "State U" | "supplier" |\n'
    titled = 'Given the deal "engines for grain"{}\n{}' + GIVEN + "When 2031-12-31 passes\n" + matrix
    scenarios = {
        "titled": titled.format("", ""),
        "parties without a table": titled.format(" between:", ""),
        "a table of nothing": titled.format("", table),
    }
    said = "a deal is `between:` the parties in a table below, or has neither"
    result = specify(feature({"titled": scenarios.pop("titled")}))
    result.assert_outcomes(passed=1)
    all_red(specify(feature(scenarios)), dict.fromkeys(scenarios, said))
