"""What a step of one's own gives back, as the steps that somebody wrote in good faith gave it."""

import pytest

from tests.ledger.specs.specification import SOUND, Specify

OWN = """
import functools
from pytest_bdd import given, then, when

async def really():
    raise AssertionError("this never runs")

async def many():
    yield 1

class Called:
    async def __call__(self):
        raise AssertionError("this never runs")

@then("a coroutine")
def _(): return really()

@then("a wrapped one")
@functools.wraps(really)
def _(): return really()

@then("a generator of them")
def _(): return many()

@then("one that is yielded")
def _(): yield really()

@then("one that is called")
def _(): return Called()()

@then("a false answer")
def _(): return False

@when("nothing is found")
@then("something is found")
def _(): return False

@then("all is well")
def _():
    yield True

@given("something to use", target_fixture="used")
def _(): return False

@then("it is used")
def _(used): assert used is False
"""


@pytest.fixture(autouse=True)
def _own(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(OWN)


@pytest.mark.parametrize(
    "step", ["a coroutine", "a wrapped one", "a generator of them", "one that is yielded", "one that is called"]
)
def test_what_has_to_be_awaited_is_red(specify: Specify, step: str) -> None:
    result = specify(SOUND + f"      And {step}\n", "-W", "error")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"*`{step}` gives back what has to be awaited*"])


@pytest.mark.parametrize("step", ["a false answer", "something is found"])
def test_a_then_that_gives_back_false_is_red(specify: Specify, step: str) -> None:
    result = specify(SOUND + f"      And {step}\n")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"*`{step}` gives back False*"])


def test_what_others_give_back_is_theirs(specify: Specify) -> None:
    specify(SOUND + "      And all is well\n").assert_outcomes(passed=1)
    specify(
        SOUND.replace("      When", "      And something to use\n      When") + "      And it is used\n"
    ).assert_outcomes(passed=1)
    when = SOUND[SOUND.index("      When") : SOUND.index("      Then")]
    specify(SOUND.replace(when, "      When nothing is found\n")).assert_outcomes(failed=1)  # it records nothing
    specify(
        SOUND.replace("is unchanged", "is likely")
        .replace(when, "      When nothing is found\n")
        .replace("the belief in ", "")
    ).assert_outcomes(passed=1)
