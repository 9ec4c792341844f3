from tests.ledger.specs.specification import GIVEN, Specify, all_red, feature, refused

X = '"containers were moved"'


def test_what_cannot_be_done_is_told(specify: Specify) -> None:
    scenarios = {
        "never withdrawn": f'{GIVEN}When the analyst voids the withdrawal of "State U" on {X} because "so"\n'
        f"Then {X} is likely\n",
    }
    all_red(
        specify(feature(scenarios)),
        {
            "never withdrawn": '"State U" withdrew nothing that it said of "containers were moved"',
        },
    )


def test_what_cannot_be_corrected_is_told(specify: Specify) -> None:
    corrects = f'When the analyst corrects the claim of "State U" on {X} to:\n| field | value |\n'
    scenarios = {
        "no such field": f"{GIVEN}{corrects}| recorded | 2031-10-14 |\nThen {X} is likely\n",
        "no such word": f"{GIVEN}{corrects}| stance | agrees |\nThen {X} is likely\n",
    }
    told = ["column field: recorded is none of said, publisher", "field stance: agrees is none of affirms, denies"]
    refused(specify(feature(scenarios)), told)


def test_what_an_analyst_does_is_recorded_on_the_next_day(specify: Specify) -> None:
    voids = f'When the analyst voids the claim of "State U" on {X} because "a misreading"\n'
    then = f"Then the beliefs are:\n| recorded by | proposition | likelihood |\n| 2031-10-13 | {X} | likely |\n"
    then += f"| 2031-10-14 | {X} | no basis |\n"
    specify(feature({"voided": GIVEN + voids + then})).assert_outcomes(passed=1)


def test_a_correction_changes_the_fields_that_it_names(specify: Specify) -> None:
    text = f"""
      When the analyst corrects the claim of "State U" on {X} to:
        | field     | value     |
        | publisher | "Wire"    |
        | origin    | "State W" |
        | basis     | witnessed |
        | hedge     | probable  |
      Then the explanation of {X} is:
        | origin    | stance  | claims |
        | "State W" | affirms | 1      |
      And {X} is likely
    """
    specify(feature({"corrected": GIVEN + text})).assert_outcomes(passed=1)
