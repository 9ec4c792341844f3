from tests.ledger.specs.specification import GIVEN, WHEN, Specify, all_red, feature, refused

X = '"containers were moved"'
WITHDRAWS = f'When the origin "State U" withdraws what it said of {X} on 2031-10-14\n'


def test_what_cannot_happen_is_told(specify: Specify) -> None:
    restates = f'When "State U" restates {X} as:\n'
    withdraws = f'When the outlet "Wire" withdraws its report of {X} on 2031-10-14\n'
    scenarios = {
        "nobody said it": f"{GIVEN}{withdraws}Then {X} is likely\n",
        "two at once": f"{GIVEN}{restates}| recorded | said | stance |\n"
        f"| 2031-10-14 | 2031-10-14 | denies |\n| 2031-10-15 | 2031-10-15 | affirms |\nThen {X} is likely\n",
        "in the past": f"{GIVEN}{restates}| recorded | said | stance |\n| 2031-10-12 | 2031-10-12 | denies |\n"
        f"Then {X} is likely\n",
    }
    all_red(
        specify(feature(scenarios)),
        {
            "nobody said it": 'no source is called "Wire" here',
            "two at once": "a source restates one thing at a time",
            "in the past": "recorded 2031-10-12, but it is 2031-10-13 already",
        },
    )


def test_what_a_claim_is_of_is_never_restated(specify: Specify) -> None:
    restates = (
        f'When "State U" restates {X} as:\n| recorded | said | proposition |\n| 2031-10-14 | 2031-10-14 | {X} |\n'
    )
    text = f"{GIVEN}{restates}Then {X} is likely\n"
    refused(specify(feature({"one": text})), ["there is no column proposition here"])


def test_repeating_is_done_by_outlets_that_were_not_heard_before(specify: Specify) -> None:
    then = f"Then the beliefs are:\n| proposition | origins | reports |\n| {X} | 1 | 4 |\n"
    specify(feature({"echoes": GIVEN + WHEN + then})).assert_outcomes(passed=1)


def test_a_withdrawal_is_learnt_on_its_day(specify: Specify) -> None:
    then = f"Then the beliefs are:\n| recorded by | proposition | likelihood |\n| 2031-10-13 | {X} | likely |\n"
    then += f"| 2031-10-14 | {X} | no basis |\n"
    specify(feature({"withdrawn": GIVEN + WITHDRAWS + then})).assert_outcomes(passed=1)


def test_only_what_is_recorded_by_the_when_counts_as_recorded_by_it(specify: Specify) -> None:
    claims = GIVEN.replace("Given the claims", "When these claims are recorded").replace("State U", "State W")
    result = specify(feature({"one claim": f"{GIVEN}{claims}Then nothing is recorded\n"}))
    all_red(result, {"one claim": "found:    1 event: claim recorded"})


def test_those_who_repeat_it_later_are_others(specify: Specify) -> None:
    given = GIVEN + WHEN.replace("When", "And", 1)
    when = f'When 7 more outlets repeat what "State U" said of {X}\n'
    then = f"Then the beliefs are:\n| proposition | origins | reports |\n| {X} | 1 | 11 |\n"
    specify(feature({"echoes": given + when + then})).assert_outcomes(passed=1)


def test_occasions_and_policies_that_are_called_nearly_alike_are_not_taken_for_one(specify: Specify) -> None:
    claims = (
        "Given the claims:\n| recorded | origin | occasion | stance | proposition |\n"
        f'| 2031-10-13 | "State U" | "Briefing 3.1" | affirms | {X} |\n'
        f'| 2031-10-13 | "State W" | "Briefing (3-1)" | affirms | {X} |\n'
    )
    policy = 'the policy "named {}" is in force:\n| number | is | because |\n| floor | 0.1 | "so" |\n'
    scenarios = {
        "occasions": f"{claims}When 2031-12-31 passes\nThen {X} is likely\n",
        "policies": f"{GIVEN}And {policy.format('only')}When {policy.format('(only)')}Then {X} is likely\n",
    }
    differ = "differ too little to be told apart"
    all_red(specify(feature(scenarios)), {"occasions": differ, "policies": differ})
