"""Each of these is green, and wrong, with pytest-bdd alone."""

import pytest

from tests.ledger.specs.specification import SOUND, Specify


def faults(result: pytest.RunResult) -> str:
    """What is said of a file that could not be collected: nothing in it ran."""
    result.assert_outcomes(errors=1)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    return result.stdout.str()


def test_a_sound_feature_runs(specify: Specify) -> None:
    specify(SOUND).assert_outcomes(passed=1)


def test_a_step_that_cannot_wait_would_never_run(specify: Specify, pytester: pytest.Pytester) -> None:
    # given
    pytester.makeconftest(
        """
        from pytest_bdd import then
        @then("the moon is full")
        async def full_moon():
            assert False
        """
    )
    # when
    result = specify(SOUND + "      And the moon is full\n")
    # then
    assert "features/it.feature:10: `the moon is full` is an `async def`, which would never run" in faults(result)


def test_a_step_of_two_readings_is_refused(specify: Specify, pytester: pytest.Pytester) -> None:
    # given
    pytester.makeconftest(
        """
        from pytest_bdd import parsers, then
        @then(parsers.parse("the belief in {something} is unchanged"))
        def unchanged(something):
            pass
        """
    )
    # when
    said = faults(specify(SOUND))
    # then
    assert 'features/it.feature:9: "the belief in "containers were moved" is unchanged" can be read in 2 ways' in said
    assert '`the belief in {"proposition"} {movement}`' in said


def test_an_unknown_step_is_told_with_the_nearest_phrases_before_anything_runs(specify: Specify) -> None:
    # when
    said = faults(specify(SOUND.replace("is unchanged", "stays the same")))
    # then
    assert "features/it.feature:9: no step is worded" in said
    assert 'Then the belief in {"proposition"} {movement}' in said
    assert "{movement}: one of is unchanged, rises, falls" in said


def test_a_known_wording_under_another_keyword_is_told_so(specify: Specify) -> None:
    said = faults(
        specify(
            SOUND.replace(
                "Then the belief in",
                'Then the origin "X" withdraws what it said of "Y" on 2031\n      And the belief in',
            )
        )
    )
    assert "It is a Given or a When." in said


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: the file holds no feature"),
        ("# nothing yet\n", "1: the file holds no feature"),
        ("Feature: Echoes\n", '1: the feature "Echoes" has no scenario'),
        ("Feature:\n  Example: One\n    Then nothing is recorded\n", "1: the feature has no name"),
        ("Feature: Echoes\n  Rule: They add nothing\n", '2: the rule "They add nothing" has no scenario'),
        ("Feature: Echoes\n  Example: One\n", '2: the scenario "One" has no step'),
        (
            "Feature: Echoes\n  Background:\n  Example: One\n    Then nothing is recorded\n",
            "2: the background has no step",
        ),
        ("Feature: Echoes\n  Example: One\n    When 2031-10-31 passes\n", '2: the scenario "One" has no Then'),
        (
            "Feature: Echoes\n  Background:\n    When 2031-10-31 passes\n  Example: One\n",
            '4: the scenario "One" has no step',
        ),
    ],
)
def test_what_is_empty_checks_nothing(specify: Specify, text: str, fault: str) -> None:
    assert f"features/it.feature:{fault}" in faults(specify(text))


def test_of_two_scenarios_of_one_title_only_one_would_run(specify: Specify) -> None:
    # given
    again = SOUND[SOUND.index("    Example:") :].replace("is unchanged", "rises")
    # when, then
    assert 'features/it.feature:10: another scenario is called "Three outlets" too' in faults(specify(SOUND + again))


def test_one_when_a_scenario(specify: Specify) -> None:
    two = SOUND.replace("      Then", "      And 2031-12-31 passes\n      Then")
    assert "features/it.feature:9: a second When" in faults(specify(two))


def test_given_when_then_in_this_order(specify: Specify) -> None:
    assert "features/it.feature:10: a When stands after a Then" in faults(
        specify(SOUND.replace("When 3 more", "# 3 more") + "      When 2031-12-31 passes\n")
    )


def test_a_table_that_no_step_reads(specify: Specify) -> None:
    table = '        | proposition             |\n        | "containers were moved" |\n'
    assert "features/it.feature:9: `the belief in" in (said := faults(specify(SOUND + table)))
    assert "takes no table: nobody would read the one below it" in said


def test_a_table_that_a_step_needs(specify: Specify) -> None:
    assert "features/it.feature:10: `the beliefs are:` needs a table below it" in faults(
        specify(SOUND + "      And the beliefs are:\n")
    )


def test_a_slot_that_cannot_be_read(specify: Specify) -> None:
    text = SOUND.replace("When 3 more outlets repeat", 'When the origin "State U" withdraws').replace(
        'said of "containers were moved"\n', 'it said of "containers were moved" on tomorrow\n'
    )
    text = text.replace('withdraws what "State U" it', "withdraws what it")
    assert "features/it.feature:8: tomorrow is no date" in faults(specify(text))


OUTLINE = SOUND.replace("Example: Three", "Scenario Outline: Three").replace("When 3 more", "When <n> more")


@pytest.mark.parametrize(
    ("examples", "fault"),
    [
        ("", "8: nothing fills <n>: the examples have no column n"),
        ("      Examples:\n        | n |\n", '10: the examples of "Three outlets" have no row'),
        ("      Examples:\n        | m |\n        | 3 |\n", "11: no step uses the column m of the examples"),
        ("      Examples:\n        | n    |\n        | many |\n", "8: no step is worded"),
    ],
)
def test_examples_that_do_not_fit(specify: Specify, examples: str, fault: str) -> None:
    assert f"features/it.feature:{fault}" in faults(specify(OUTLINE + examples))


def test_examples_that_fit(specify: Specify) -> None:
    specify(OUTLINE + "      Examples:\n        | n |\n        | 3 |\n        | 5 |\n").assert_outcomes(passed=2)


def test_a_step_that_gherkin_takes_for_a_remark(specify: Specify) -> None:
    text = SOUND.replace("Given the claims:", "given the claims:")
    said = faults(specify(text))
    assert 'features/it.feature:4: in "Three outlets" this is read as a remark, and not run: given the claims:' in said


def test_every_fault_of_a_file_is_told_at_once(specify: Specify) -> None:
    said = faults(specify(SOUND.replace("Given the claims", "Given claims").replace("is unchanged", "stays")))
    assert "it.feature:5: no step is worded" in said
    assert "it.feature:9: no step is worded" in said
