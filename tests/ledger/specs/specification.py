"""A sound specification to spoil, and how a specification is run."""

from collections.abc import Callable, Iterable, Mapping

import pytest

Specify = Callable[..., pytest.RunResult]
ALONE = ("-p", "no:hypothesispytest", "-p", "no:schemathesis")
"""Leaves out the plugins that have nothing to do with specifications, and take seconds to say so."""

LOADED = ("-p", "no:claim_ledger_specs", "-p", "ledger.specs.enabling", "-p", "no:cacheprovider", *ALONE)
"""Loads the kit whether the project is installed or not, and once."""

SOUND = """
Feature: Echoes
  Rule: An echo adds nothing
    Example: Three outlets
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "containers were moved" |
      When 3 more outlets repeat what "State U" said of "containers were moved"
      Then the belief in "containers were moved" is unchanged
"""
GIVEN = SOUND[SOUND.index("      Given") : SOUND.index("      When")]
WHEN = SOUND[SOUND.index("      When") : SOUND.index("      Then")]


def feature(scenarios: Mapping[str, str]) -> str:
    """A feature of these scenarios, by their titles."""
    return "Feature: Many\n" + "".join(f"    Example: {title}\n{steps}\n" for title, steps in scenarios.items())


def all_red(result: pytest.RunResult, messages: Mapping[str, str]) -> None:
    """Every scenario failed, each with its message."""
    result.assert_outcomes(failed=len(messages))
    said = result.stdout.str()
    told = {title: said[said.index(f"Example: {title}\n") :] for title in messages}
    for title, message in messages.items():
        assert message in told[title].partition("\n____")[0], told[title]


def refused(result: pytest.RunResult, messages: Iterable[str]) -> None:
    """Nothing of the file ran, and each of these was told of it."""
    result.assert_outcomes(errors=1)
    for message in messages:
        assert message in result.stdout.str(), message


OWN = """from pytest_bdd import then


@then("the ledger holds more than the policy")
def more(claim_ledger_scene):
    assert claim_ledger_scene.head() > 1, "there is nothing but the policy"
"""
"""A file with a step of one's own."""
