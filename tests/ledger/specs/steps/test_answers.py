from tests.ledger.specs.specification import GIVEN, WHEN, Specify, all_red, feature

X = '"containers were moved"'
COUNT = """
Given the claims:
  | recorded   | origin    | stance  | proposition | value | period  |
  | 2031-10-13 | "State U" | affirms | "how many"  | >300  | 2031-10 |
When 2031-12-31 passes
"""
RED = {
    f'{GIVEN}{WHEN}Then the explanation of {X} is:\n| origin |\n| "Wire" |': "found:\n    State U\n  +0.72",
    f"{GIVEN}{WHEN}Then the explanation of {X} is:\n| stance |\n| denies |": "found:\n    affirms\n",
    f"{GIVEN}{WHEN}Then the explanation of {X} is:\n| claims |\n| 1 |": "found:\n    4\n",
    f'{GIVEN}{WHEN}Then the explanation of {X} is:\n| remark |\n| "interested" |': "found:\n    echoes: 3\n",
    f"{GIVEN}{WHEN}Then the explanation of {X} is:\n| stance |\n| affirms |\n| denies |": "    affirms\n    denies\n",
    f"{GIVEN}{WHEN}Then the changes are:\n| news |\n| news |": "found:\n    news\n    echo\n    echo\n    echo",
    f"{GIVEN}{WHEN}Then the changes are:\n| from | to |\n| likely | unlikely |": "found:\n    no basis | likely\n",
    f"{GIVEN}{WHEN}Then the answers for {X} are:\n| value |\n| 300 |": "is true or not, and asks for no value",
    f'{COUNT}Then the answers for "how many" are:\n| value |\n| 300 |': "expected:\n    300\n  found:\n    >300",
    f'{COUNT}Then the answers for "how many" are:\n| value | by |\n| >300 | 2031 |': "found:\n    >300 | 2031-10",
    f'{COUNT}Then the answers for "how many" are:\n| value | origins |\n| >300 | 2 |': "found:\n    >300 | 1",
    f'{COUNT}Then the answers for "how many" are:\n| value | consistent |\n| >300 | no |': "found:\n    >300 | yes",
    f'{COUNT}Then "how many" is likely': '"how many" asks for a value: see its answers instead',
}


def test_each_sentence_is_red_where_it_is_not_so(specify: Specify) -> None:
    scenarios = {f"number {n}": f"{then}\n" for n, then in enumerate(RED)}
    all_red(specify(feature(scenarios)), dict(zip(scenarios, RED.values(), strict=True)))
