import sys
import tomllib
from pathlib import Path

import pytest

from tests.ledger.specs.specification import LOADED, SOUND, Specify

ROOT = Path(__file__).parents[3]


def test_an_installed_kit_needs_no_wrapper_and_no_conftest(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # given: the project as an installer leaves it, with the entry points that it declares
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    site = tmp_path_factory.mktemp("site")
    installed = site / "claim_ledger-0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: claim-ledger\nVersion: 0\n")
    lines = "".join(f"{name} = {value}\n" for name, value in declared["pytest11"].items())
    (installed / "entry_points.txt").write_text(f"[pytest11]\n{lines}")
    (site / "ledger").symlink_to(ROOT / "ledger")
    monkeypatch.setenv("PYTHONPATH", str(site))
    # and: a directory with a feature file and one line of configuration
    pytester.makeini("[pytest]\nclaim_ledger_features = specs\n")
    (pytester.mkdir("specs") / "echoes.feature").write_text(SOUND, encoding="utf-8")
    # when
    result = pytester.run(sys.executable, "-m", "pytest")
    # then
    result.assert_outcomes(passed=1)


def test_a_directory_that_is_not_there_is_told(pytester: pytest.Pytester, specify: Specify) -> None:
    pytester.makeini("[pytest]\nclaim_ledger_features = specs\n")
    result = specify(SOUND)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*claim_ledger_features names specs, which is no directory*"])


def test_it_works_on_several_workers(specify: Specify) -> None:
    specify(SOUND, "-n", "2").assert_outcomes(passed=1)


def test_without_pytest_bdd_it_says_what_is_missing(specify: Specify) -> None:
    result = specify(SOUND, "-p", "no:pytest-bdd")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*claim_ledger_features needs the plugin pytest-bdd*"])


def test_an_expectation_that_is_not_met_is_told_side_by_side_without_a_traceback(specify: Specify) -> None:
    # when
    result = specify(SOUND + '      And "containers were moved" is almost certain\n')
    # then
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "Rule: An echo adds nothing",
            "Example: Three outlets",
            'features/it.feature:10: And "containers were moved" is almost certain',
            '"containers were moved"',
            "  expected: almost certain",
            "  found:    likely (55-80 %), 0.6726",
            '  +0.72 "State U" affirms: 4 claims, echoes: 3',
        ],
        consecutive=True,
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*.py:*")


def test_a_given_that_the_ledger_refuses_is_told_as_a_refusal(specify: Specify) -> None:
    result = specify(
        SOUND.replace("| stance  |", "| credibility | stance  |").replace("| affirms |", "| 1 | affirms |")
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["features/it.feature:5: Given the claims:", "the ledger refuses this: credibility 1 needs *"]
    )


def test_a_when_that_is_refused_unexpectedly_is_told_as_a_refusal(specify: Specify) -> None:
    # given
    text = SOUND.replace(
        'When 3 more outlets repeat what "State U" said of "containers were moved"',
        'When the analyst grades the claim of "State U" on "containers were moved" as 1',
    )
    # when, then
    result = specify(text)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "the When was refused: credibility 1 needs *",
            "  line 8: When *",
            "If it should be, say first: it is refused*",
        ]
    )


def test_an_error_of_the_kit_itself_keeps_its_traceback(specify: Specify, pytester: pytest.Pytester) -> None:
    # given
    pytester.makeconftest(
        """
        from pytest_bdd import then
        @then("it breaks")
        def it_breaks():
            raise KeyError("broken")
        """
    )
    # when, then
    specify(SOUND + "      And it breaks\n").stdout.fnmatch_lines(["*KeyError: 'broken'*"])


def test_the_specification_of_the_readme_is_run_as_it_stands(specify: Specify) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    specify(readme.partition("```gherkin\n")[2].partition("```")[0]).assert_outcomes(passed=1)


def test_a_directory_without_a_feature_file_is_told_however_many_other_tests_there_are(
    pytester: pytest.Pytester,
) -> None:
    # given
    pytester.makeini("[pytest]\nclaim_ledger_features = features\n")
    pytester.mkdir("features")
    pytester.makepyfile("def test_other(): pass")
    # when
    result = pytester.runpytest_inprocess(*LOADED)
    # then
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*claim_ledger_features names features, which has no feature file*"])


def test_an_expected_row_that_nothing_meets_is_red(specify: Specify) -> None:
    rows = "        | stance  |\n" + "        | affirms |\n" * 5
    specify(SOUND + f"      And the claims are:\n{rows}").assert_outcomes(failed=1)
    specify(SOUND + f"      And the claims are:\n{rows.removesuffix('        | affirms |' + chr(10))}").assert_outcomes(
        passed=1
    )


def test_tags_are_registered_as_marks(specify: Specify, pytester: pytest.Pytester) -> None:
    # given
    tagged = "@desk" + SOUND.replace("  Rule", "  @law-1\n  Rule").replace("    Example", "    @slow\n    Example")
    # when, then
    specify(tagged, "--strict-markers", "-W", "error").assert_outcomes(passed=1)
    specify(tagged, "--strict-markers", "-m", "desk and not slow").assert_outcomes(deselected=1)
    # and: nobody else's
    pytester.makepyfile("import pytest\n@pytest.mark.fast\ndef test_it(): pass\n")
    specify(tagged, "--strict-markers").assert_outcomes(errors=1)


def test_a_when_that_is_refused_is_red_though_no_step_of_the_kit_asks(
    specify: Specify, pytester: pytest.Pytester
) -> None:
    # given
    pytester.makeconftest("from pytest_bdd import then\n@then('all is well')\ndef well(): pass\n")
    refused = 'When the analyst grades the claim of "State U" on "containers were moved" as 1'
    text = SOUND[: SOUND.index("      When")] + f"      {refused}\n      Then all is well\n"
    # when
    result = specify(text)
    # then
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"features/it.feature:8: {refused}", "the When was refused: credibility 1 needs *"])
    specify(text.replace("as 1", "as 3")).assert_outcomes(passed=1)


def test_whoever_breaks_it_off_is_not_told_of_a_refusal(specify: Specify, pytester: pytest.Pytester) -> None:
    pytester.makeconftest("from pytest_bdd import then\n@then('it ends')\ndef ends(): raise KeyboardInterrupt\n")
    refused = 'When the analyst grades the claim of "State U" on "containers were moved" as 1'
    text = SOUND[: SOUND.index("      When")] + f"      {refused}\n      Then it ends\n"
    pytester.path.joinpath("features", "it.feature").write_text(text)
    result = pytester.runpytest_subprocess(*LOADED)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert "the When was refused" not in result.stdout.str()


def test_what_does_not_show_is_made_visible(specify: Specify) -> None:
    hidden = SOUND.replace("containers", "\x1b[31m\u202econtainers")
    red = specify(hidden + '      And "\x1b[31m\u202econtainers were moved" is almost certain\n')
    red.assert_outcomes(failed=1)
    red.stdout.fnmatch_lines(
        ["features/it.feature:10: And *u001b*u202econtainers*", '"*u001b*u202econtainers were moved"']
    )
    broken = specify(SOUND + "      And \x1b[31m\u202e is not known\n")
    broken.stdout.fnmatch_lines(["features/it.feature:10: *u001b*u202e is not known*"])
    assert "\x1b[31m\u202e" not in red.stdout.str() + broken.stdout.str()
