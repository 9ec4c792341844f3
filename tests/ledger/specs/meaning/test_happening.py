from tests.ledger.specs.specification import GIVEN, Specify, all_red, feature

X = '"containers were moved"'
CONFIRMS = f'the analyst grades the claim of "State U" on {X} as 1\n'


def test_a_step_may_be_given_or_happen(specify: Specify) -> None:
    doubts = f'the analyst grades the claim of "State U" on {X} as 4\n'
    scenarios = {
        "given": f"{GIVEN}And {doubts}When 2031-12-31 passes\nThen the belief in {X} is unchanged\n",
        "happens": f"{GIVEN}When {doubts}Then the belief in {X} falls\n",
    }
    specify(feature(scenarios)).assert_outcomes(passed=2)


def test_what_is_given_has_to_be_accepted(specify: Specify) -> None:
    then = 'Then it is refused because "its origins are not independent"\n'
    result = specify(feature({"given": f"{GIVEN}And {CONFIRMS}When 2031-12-31 passes\n{then}"}))
    all_red(result, {"given": "the ledger refuses this: credibility 1 needs two established origins"})
