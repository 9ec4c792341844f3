from tests.ledger.specs.specification import Specify, all_red, feature

X = '"containers were moved"'
GIVEN = f"""
Given the claims:
  | recorded   | said       | publisher | publisher hedge | publisher words | origin    | hedge    | origin words | stance  | proposition |
  | 2031-10-13 | 2031-10-12 | "Wire"    | certain         | "were moved"    | "State U" | possible | "may be"     | affirms | {X}         |
When 2031-12-31 passes
"""  # noqa: E501
GREW = f'Then the hedge on {X} grew at "Wire" from "may be" to "were moved"\n'
RED = {
    f'{GIVEN}Then the claims are:\n| publisher | status |\n| "Wire" | retracted |\n': "<- found status: standing",
    f'{GIVEN}Then the claims are:\n| publisher | counts |\n| "Wire" | no |\n': "<- found counts: yes",
    f"{GIVEN}Then the claims are:\n| said | held |\n| 2031-10-12 | cited |\n": "<- found held: nothing",
    f'{GIVEN}Then the matrix is:\n| voice | stance | claims |\n| "State U" | denies | 1 |\n': "found stance: affirms",
    f'{GIVEN}Then the matrix is:\n| voice | stance | last |\n| "State U" | affirms | 2031 |\n': "last: 2031-10-12",
    GIVEN + GREW.replace("may be", "is said to be"): '  found:    from "may be" to "were moved"',
    GIVEN + GREW.replace('"Wire"', '"State U"'): "  found:    it grew nowhere at that source",
}


def test_each_sentence_is_red_where_it_is_not_so(specify: Specify) -> None:
    scenarios = {f"number {n}": text for n, text in enumerate(RED)}
    all_red(specify(feature(scenarios)), dict(zip(scenarios, RED.values(), strict=True)))


def test_each_is_green_where_it_is_so(specify: Specify) -> None:
    parties = 'Given the deal "grain" between:\n| party | role |\n| "Recipient" | "recipient" |\n'
    claims = 'Then the claims are:\n| source | voice | status | counts |\n| "State U" | "State U" | standing | yes |\n'
    matrix = (
        "Then the matrix is:\n| voice | proposition | stance | claims | first | last |\n"
        f'| "State U" | {X} | affirms | 1 | 2031-10-12 | 2031-10-12 |\n| "Recipient" | | silent | | | |\n'
    )
    scenarios = {"claims": GIVEN + claims, "matrix": parties + GIVEN + matrix, "hedge": GIVEN + GREW}
    specify(feature(scenarios)).assert_outcomes(passed=3)


def test_what_is_on_record_is_as_was_asked(specify: Specify) -> None:
    given = f'{GIVEN[: GIVEN.index("When")]}And the analyst voids the claim of "State U" on {X} because "so"\n'
    asks = "When the analyst asks what was believed:\n| recorded by |\n| 2031-10-13 |\n"
    claims = 'Then the claims are:\n| source | status | counts |\n| "State U" | standing | yes |\n'
    without = 'When the analyst asks what was believed:\n| without |\n| "Wire" |\n'
    scenarios = {"claims": given + asks + claims, "hedge": given + asks + GREW}
    specify(feature(scenarios)).assert_outcomes(passed=2)
    red = {"claims": given + without + claims, "hedge": given + without + GREW}
    all_red(
        specify(feature(red)),
        {
            "claims": "the When asks by `without`, and this can only be asked by `recorded by` and `said by`",
            "hedge": "it grew nowhere at that source",
        },
    )


def test_what_was_recorded_since_or_said_since_is_none_of_it(specify: Specify) -> None:
    unfiled = """
    Given the propositions:
      | proposition |
      | "it moved"  |
    And the claims:
      | recorded   | said       | origin      | stance  | statement         |
      | 2031-10-13 | 2031-10-13 | "Institute" | affirms | "something moved" |
      | 2031-10-20 | 2031-10-20 | "Institute" | affirms | "it moved again"  |
    And these filings are recorded:
      | source      | statement         | proposition |
      | "Institute" | "something moved" | "it moved"  |
    """
    asks = "When the analyst asks what was believed:\n| {} |\n| 2031-10-13 |\n"
    filed, not_yet = "| proposition | counts |\n| {X} | yes |\n", "| statement | counts |\n| {said} | no |\n"
    filed, not_yet = filed.format(X='"it moved"'), not_yet.format(said='"something moved"')
    scenarios = {
        "recorded": f"{unfiled}{asks.format('recorded by')}Then the claims are:\n{not_yet}",
        "said": f"{unfiled}{asks.format('said by')}Then the claims are:\n{filed}",
    }
    specify(feature(scenarios)).assert_outcomes(passed=2)


PARTS = f"""
Given the deal "grain" between:
  | party       | role        |
  | "Recipient" | "recipient" |
  | "State U"   | "supplier"  |
And the claims:
  | recorded   | said       | speaker    | origin    | basis | mode     | occasion   | stance  | proposition  |
  | 2031-10-13 | 2031-10-12 | "Official" | "State U" | read  | forecast | "briefing" | affirms | {X}          |
  | 2031-10-14 | 2031-10-14 |            | "State W" |       |          |            | denies  | "it arrived" |
When 2031-12-31 passes
"""


def test_a_part_of_what_is_on_record_can_be_asked_for(specify: Specify) -> None:
    columns = "| source | speaker | mode | hedge | basis | inferred | recorded | occasion |\n"
    row = '| "State U" | "Official" | forecast | certain | read | no | 2031-10-13 | "briefing" |\n'
    silent = '| "Recipient" | silent |\n| "State U" | silent |\n'
    scenarios = {
        "claims": f"{PARTS}Then the claims of {X} are:\n{columns}{row}",
        "matrix": f'{PARTS}Then the matrix of "it arrived" is:\n| voice | stance |\n| "State W" | denies |\n{silent}',
        "all": f'{PARTS}Then the matrix is:\n| voice | stance |\n| "State W" | denies |\n'
        '| "State U" | affirms |\n| "Recipient" | silent |\n',
    }
    specify(feature(scenarios)).assert_outcomes(passed=3)
    red = {"claims": scenarios["claims"].replace("forecast | certain", "forecast | possible")}
    all_red(specify(feature(red)), {"claims": '| 2031-10-13 | "briefing" |  <- found hedge: certain'})
