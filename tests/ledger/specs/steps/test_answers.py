from tests.ledger.specs.specification import GIVEN, WHEN, Specify, all_red, feature

X = '"containers were moved"'
COUNT = """
Given the claims:
  | recorded   | origin    | stance  | proposition | value | period  |
  | 2031-10-13 | "State U" | affirms | "how many"  | >300  | 2031-10 |
When 2031-12-31 passes
"""
RED = {
    f'{GIVEN}{WHEN}Then the explanation of {X} is:\n| origin |\n| "Wire" |': '| "State U" |\n  +0.72',
    f"{GIVEN}{WHEN}Then the explanation of {X} is:\n| stance |\n| denies |": "| denies |  <- found stance: affirms\n",
    f"{GIVEN}{WHEN}Then the explanation of {X} is:\n| claims |\n| 1 |": "<- found claims: 4\n",
    f'{GIVEN}{WHEN}Then the explanation of {X} is:\n| remark |\n| "interested" |': '<- found remark: "echoes: 3"\n',
    f"{GIVEN}{WHEN}Then the explanation of {X} is:\n| stance |\n| affirms |\n| denies |": "| denies |\n  +0.72",
    f"{GIVEN}{WHEN}Then the changes are:\n| news |\n| news |": "\n    | echo |\n    | echo |\n    | echo |",
    f"{GIVEN}{WHEN}Then the changes are:\n| from | to |\n| likely | unlikely |": "    | no basis | likely |\n",
    f"{GIVEN}{WHEN}Then the answers for {X} are:\n| value |\n| 300 |": "is true or not, and asks for no value",
    f'{COUNT}Then the answers for "how many" are:\n| value |\n| 300 |': "<- found value: >300",
    f'{COUNT}Then the answers for "how many" are:\n| value | by |\n| >300 | 2031 |': "<- found by: 2031-10",
    f'{COUNT}Then the answers for "how many" are:\n| value | origins |\n| >300 | 2 |': "<- found origins: 1",
    f'{COUNT}Then the answers for "how many" are:\n| value | consistent |\n| >300 | no |': "<- found consistent: yes",
    f'{COUNT}Then "how many" is likely': '"how many" asks for a value: see its answers instead',
}


def test_each_sentence_is_red_where_it_is_not_so(specify: Specify) -> None:
    scenarios = {f"number {n}": f"{then}\n" for n, then in enumerate(RED)}
    all_red(specify(feature(scenarios)), dict(zip(scenarios, RED.values(), strict=True)))


ASKS = "When the analyst asks what was believed:\n"
COUNTS = """
Given the claims:
  | recorded   | said       | publisher | origin    | stance  | proposition | value | period  |
  | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "how many"  | >300  | 2031-10 |
  | 2031-10-13 | 2031-10-13 | "Gazette" | "State U" | affirms | "how many"  | >300  | 2031-10 |
  | 2031-11-13 | 2031-11-12 |           | "State W" | affirms | "how many"  | 500   | 2031-11 |
"""
FIRST = "| value | reports |\n| >300 | 2 |\n"


def test_what_a_sentence_says_is_as_was_asked(specify: Specify) -> None:
    answers = 'Then the answers for "how many" are:\n'
    both = "Then the changes are:\n| recorded | proposition | from | to |\n"
    scenarios = {
        "by a day": f"{COUNTS}{ASKS}| recorded by |\n| 2031-10-31 |\n{answers}{FIRST}",
        "said by a day": f"{COUNTS}{ASKS}| said by |\n| 2031-10-31 |\n{answers}{FIRST}",
        "without one": f'{COUNTS}{ASKS}| without |\n| "State W" |\n{answers}{FIRST}',
        "without a carrier": f'{COUNTS}{ASKS}| without |\n| "Wire" |\n{answers}| value | reports |\n'
        "| >300 | 1 |\n| 500 | 1 |\n",
        "echoes that fell": f'{COUNTS}When the origin "State U" withdraws what it said of "how many" on 2031-11-20\n'
        f"{answers}| value |\n| 500 |\n",
        "changes of what was said": f"{GIVEN}{ASKS}| said by |\n| 2031-10-13 |\n{both}"
        f"| 2031-10-13 | {X} | no basis | likely |\n",
    }
    specify(feature(scenarios)).assert_outcomes(passed=len(scenarios))


def test_changes_that_were_not_asked_about_are_none(specify: Specify) -> None:
    later = GIVEN.replace("Given", "And").replace("2031-10-13", "2031-10-20").replace("State U", "State W")
    asks = f"{ASKS}| recorded by |\n| 2031-10-13 |\n"
    one = f"| 2031-10-13 | {X} |\n"
    scenarios = {
        "as asked": f"{GIVEN}{later}{asks}Then the changes are:\n| recorded | proposition |\n{one}",
        "as of now": f"{GIVEN}{later}{asks}Then the changes are:\n| recorded | proposition |\n"
        f"{one}| 2031-10-20 | {X} |\n",
    }
    specify(feature(scenarios)).assert_outcomes(passed=1, failed=1)


SEVERAL = f"""
Given the claims:
  | recorded   | said       | publisher | origin    | stance  | proposition  |
  | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | {X}          |
  | 2031-10-14 | 2031-10-14 | "Gazette" | "State U" | affirms | {X}          |
  | 2031-10-15 | 2031-10-15 | "Gazette" | "State U" | affirms | "it arrived" |
  | 2031-10-16 | 2031-10-16 | "Wire"    | "State U" | affirms | "it arrived" |
When the outlet "Wire" withdraws its report of {X} on 2031-10-20
"""


def test_of_the_changes_a_part_can_be_asked_for(specify: Specify) -> None:
    columns = "| recorded | event | news |\n"
    recorded, echo = '| {} | "claim recorded" | news |\n', '| {} | "claim recorded" | echo |\n'
    of_one = recorded.format("2031-10-15") + echo.format("2031-10-16")
    scenarios = {
        "of one": f'{SEVERAL}Then the changes of "it arrived" are:\n{columns}{of_one}',
        "since a day": f'{SEVERAL}Then the changes of "it arrived" since 2031-10-15 are:\n{columns}'
        + echo.format("2031-10-16"),
        "since a day, of all": f"{SEVERAL}Then the changes since 2031-10-14 are:\n{columns}{of_one}",
    }
    specify(feature(scenarios)).assert_outcomes(passed=3)
    soon = scenarios["since a day"].replace("since 2031-10-15", "since soon")
    assert "soon is no moment" in specify(feature({"since nothing": soon})).stdout.str()


def test_since_the_when_is_what_the_when_did(specify: Specify) -> None:
    withdraws = f'When the origin "State U" withdraws what it said of {X} on 2031-10-14\n'
    then = 'Then the changes since the When are:\n| event | from | to |\n| "claim retracted" | likely | no basis |\n'
    specify(feature({"withdrawn": GIVEN + withdraws + then})).assert_outcomes(passed=1)
    result = specify(feature({"withdrawn": GIVEN + withdraws + then.replace("since the When ", "")}))
    all_red(
        result,
        {"withdrawn": 'found, not expected:\n    | event            | from     | to     |\n    | "claim recorded" |'},
    )
