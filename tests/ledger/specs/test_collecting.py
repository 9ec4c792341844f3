import pytest

from tests.ledger.specs.specification import LOADED, SOUND, Specify


def test_a_scenario_is_named_by_its_title(specify: Specify) -> None:
    result = specify(SOUND, "--collect-only", "-q")
    result.stdout.fnmatch_lines(["features/it.feature::Three outlets"])


def test_it_can_be_chosen_by_its_title(specify: Specify) -> None:
    other = SOUND[SOUND.index("    Example:") :].replace("Three", "Four")
    specify(SOUND + other, "-k", "Four").assert_outcomes(passed=1, deselected=1)


def test_scenarios_run_in_the_order_of_the_file(specify: Specify) -> None:
    other = SOUND[SOUND.index("    Example:") :].replace("Three", "A few")
    result = specify(SOUND + other, "--collect-only", "-q")
    assert [line.partition("::")[2] for line in result.outlines if "::" in line] == ["Three outlets", "A few outlets"]


def test_other_feature_files_are_left_alone(specify: Specify, pytester: pytest.Pytester) -> None:
    # given
    elsewhere = pytester.mkdir("elsewhere")
    (elsewhere / "other.feature").write_text("Feature: Shopping\n  Example: One\n    Given a cart\n", encoding="utf-8")
    # when, then
    specify(SOUND).assert_outcomes(passed=1)


def test_without_the_key_nothing_is_collected(pytester: pytest.Pytester) -> None:
    # given
    (pytester.mkdir("features") / "it.feature").write_text(SOUND, encoding="utf-8")
    # when
    result = pytester.runpytest_inprocess(*LOADED)
    # then
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_vocabulary_is_not_seen_by_other_tests(specify: Specify, pytester: pytest.Pytester) -> None:
    # given
    elsewhere = pytester.mkdir("elsewhere")
    (elsewhere / "other.feature").write_text(SOUND, encoding="utf-8")
    (elsewhere / "test_other.py").write_text("from pytest_bdd import scenarios\nscenarios('other.feature')\n")
    # when
    result = specify(SOUND)
    # then
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(['*StepDefinitionNotFoundError*Given "the claims:"*'])


def test_words_of_ones_own_may_be_added(specify: Specify, pytester: pytest.Pytester) -> None:
    # given
    pytester.makeconftest(
        """
        from pytest_bdd import then
        @then("the ledger holds more than the policy")
        def more(claim_ledger_scene):
            assert claim_ledger_scene.head() > 1
        """
    )
    # when, then
    specify(SOUND + "      And the ledger holds more than the policy\n").assert_outcomes(passed=1)


def test_tags_are_marks(specify: Specify) -> None:
    tagged = SOUND.replace("    Example", "    @skip\n    Example")
    specify(tagged).assert_outcomes(skipped=1)


def test_a_file_that_is_no_gherkin(specify: Specify) -> None:
    result = specify("Feature: Echoes\n  Example: One\n    Then nothing is recorded\n    perhaps\n")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["features/it.feature:4: *(perhaps)"])


def test_a_file_that_is_no_text(specify: Specify, pytester: pytest.Pytester) -> None:
    specify(SOUND)
    (pytester.path / "features" / "broken.feature").write_bytes(b"Feature: \xff\n")
    result = pytester.runpytest_inprocess(*LOADED)
    result.stdout.fnmatch_lines(["features/broken.feature:1: the file is not UTF-8 text"])


def test_a_file_elsewhere_that_is_named_is_not_passed_over_in_silence(
    specify: Specify, pytester: pytest.Pytester
) -> None:
    # given
    elsewhere = pytester.mkdir("elsewhere")
    (elsewhere / "other.feature").write_text(SOUND, encoding="utf-8")
    # when
    result = specify(SOUND, "elsewhere/other.feature")
    # then
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: not found: *elsewhere/other.feature"])


def test_where_all_is_left_out_nothing_is_green(specify: Specify) -> None:
    result = specify(SOUND, "-k", "moon")
    result.assert_outcomes(deselected=1)
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
