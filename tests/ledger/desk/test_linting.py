from pathlib import Path

import pytest

from ledger.desk.featurefiles import feature_files
from ledger.desk.linting import REMEDIES, Lint, lint
from ledger.desk.ownsteps import load
from ledger.specs.guards import Kind
from tests.ledger.specs.specification import OWN, SOUND, Specify

AGAIN = SOUND[SOUND.index("    Example:") :]
BROKEN = {
    "no feature": "",
    "no scenario": "Feature: Echoes\n  Rule: None\n",
    "no step": "Feature: Echoes\n  Example: One\n",
    "no Then": SOUND[: SOUND.index("      Then")],
    "a doubled title": SOUND + AGAIN,
    "a second When": SOUND.replace("      Then", "      And 2031-12-31 passes\n      Then"),
    "an unknown step": SOUND.replace("is unchanged", "stays"),
    "the step of a debugger": SOUND + "      And trace\n",
    "a bad slot": SOUND.replace("is unchanged", "is as it was recorded by tomorrow"),
    "a remark": SOUND.replace("Given the claims:", "given the claims:"),
    "a bad cell": SOUND.replace("affirms", "agrees"),
    "a slip": SOUND.replace('belief in "containers', 'belief in "container'),
    "no table": SOUND + "      And the beliefs are:\n",
    "an unfilled slot": SOUND.replace("When 3", "When <n>"),
    "an And first": "Feature: Echoes\n  Example: One\n    And nothing is recorded\n",
    "no Gherkin": "Feature: Echoes\n  Example: One\n    Then nothing is recorded\n    perhaps\n",
}
"""What collecting refuses."""


def linted(folder: Path, text: str) -> list[Lint]:
    path = folder / "it.feature"
    path.write_text(text, encoding="utf-8")
    return lint([path])


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_what_collecting_refuses_lint_tells_in_the_same_words(
    text: str, specify: Specify, pytester: pytest.Pytester
) -> None:
    # when
    refused = specify(text)
    told = {f"features/it.feature:{one.line}: {one.message}" for one in lint([pytester.path / "features/it.feature"])}
    # then
    refused.assert_outcomes(errors=1)
    said = refused.stdout.str()
    assert any(one in said for one in told)
    lines = [line for line in refused.outlines if line.startswith("features/it.feature:")]
    assert {line for line in lines if not any(one.startswith(line) for one in told)} == set()


def test_what_is_sound_is_clean(tmp_path: Path) -> None:
    assert linted(tmp_path, SOUND) == []


def test_our_own_features_are_clean() -> None:
    root = Path(__file__).parents[3]
    assert lint(feature_files([root / "features", root / "examples"])) == []


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    # given
    one, other = tmp_path / "one.feature", tmp_path / "other.feature"
    one.write_text(BROKEN["an unknown step"] + AGAIN.replace("State U", "state-7"))
    other.write_text(SOUND)
    # when
    found = [(Path(fault.path).name, fault.line, fault.kind) for fault in lint([one, other])]
    # then
    assert found == [
        ("one.feature", 9, Kind.UNKNOWN),
        ("one.feature", 10, Kind.DUPLICATE),
        ("one.feature", 13, Kind.PROSE),
        ("one.feature", 14, Kind.PROSE),
        ("other.feature", 2, Kind.DUPLICATE),
    ]


def expecting(rows: str) -> str:
    return SOUND + f"      And the beliefs are:\n        | proposition             | origins | reports |\n{rows}"


ROW = '        | "containers were moved" | 1       | 4       |\n'


@pytest.mark.parametrize(
    ("text", "line", "kind", "why"),
    [
        (expecting(ROW.replace("1 ", "x ")), 12, Kind.MISREAD, "column origins: x is no whole number"),
        (expecting(ROW.replace("4", " ")), 11, Kind.MISREAD, "no row has anything in the column reports"),
        (expecting(ROW + ROW), 13, Kind.UNUSED, "the row stands there twice"),
        (expecting(ROW + ROW.replace("1", " ").replace("4", " ")), 13, Kind.UNUSED, "the row expects nothing"),
        (
            SOUND + "      And the claims are:\n        | stance  |\n        | affirms |\n        |         |\n",
            13,
            Kind.UNUSED,
            "the row is empty",
        ),
        (
            SOUND + "      And nothing is recorded\n        | stance  |\n",
            10,
            Kind.UNUSED,
            "takes no table",
        ),
        (
            expecting(ROW).replace("| reports |", "| reprts |"),
            11,
            Kind.MISREAD,
            "there is no column reprts here: did you mean reports?",
        ),
    ],
)
def test_what_would_run_and_mislead(tmp_path: Path, text: str, line: int, kind: Kind, why: str) -> None:
    assert [(one.line, one.kind) for one in linted(tmp_path, text)] == [(line, kind)]
    assert why in linted(tmp_path, text)[0].message


def test_a_table_is_read_by_the_columns_of_the_things_that_its_step_names(tmp_path: Path) -> None:
    relations = SOUND.replace("Given the claims:", "Given the relations:")
    filings = "      When these filings are recorded:\n        | who |\n        | x   |\n      # 3"
    assert "there is no column said here; the columns are recorded, source, relation" in told(tmp_path, relations)
    assert "there is no column who here; the columns are source, statement, proposition" in told(
        tmp_path, SOUND.replace("      When 3", filings)
    )


def told(folder: Path, text: str) -> str:
    return "\n".join(f"{one.line}: {one.message}" for one in linted(folder, text))


CLAIMS = """
Feature: Echoes
  Rule: An echo adds nothing
    Example: One outlet
      Given the claims:
        | recorded   | said     | publishr | origin    | stance | proposition             |
        | 2031-13-13 | soon     | "Wire"   | "State U" | afirms | containers were moved   |
        | 2031-10-13 | 2031-10  | "Wire"   | \u201cState U\u201d | denies | "containers were moved" |
      When the policy "mine" is in force:
        | number | is    | because   |
        | florr  | 0.2   | "a whim"  |
        | floor  | a bit | "a whim"  |
      Then the beliefs are:
        | proposition             | probability | likelihood  |
        | "containers were moved" | abc         | likley      |
        | "containers were moved" | 1           | probable    |
        | "containers were moved" | 0.66        | no basis    |
      And the changes are:
        | event            | from   | to     |
        | "claim rekorded" | likley | remote |
      And this would change:
        | what                    | from     | to       |
        | "containers were moved" | likley   | probable |
        | order                   | order    | no basis |
        | the ladder              | likely   | no stage |
"""


def test_all_bad_cells_of_a_table_are_told_at_once_each_at_its_row(tmp_path: Path) -> None:
    said = told(tmp_path, CLAIMS)
    for one in (
        "6: there is no column publishr here: did you mean publisher?",
        "7: column recorded: 2031-13-13 is no day",
        "7: column said: soon is no date",
        "7: column stance: afirms is none of affirms, denies, unsure",
        "did you mean affirms?",
        '7: column proposition: containers were moved names something, so it stands between quotation marks: "con',
        '8: column origin: \u201cState U\u201d has quotation marks that are not straight: write "State U"',
        "11: a policy has no number `florr`",
        "did you mean floor?",
        "12: a bit is no number: write one such as 0.40",
        "15: column probability: abc is no probability: write one from 0 to 1 with two to four places, such as 0.66",
        "15: column likelihood: likley is none of settled as false, almost no chance",
        "did you mean likely?",
        "16: column probability: 1 is no probability",
        '20: column event: "claim rekorded" never happens to a ledger: did you mean claim recorded?',
        "20: column from: likley is none of",
        "23: likley is none of",
        "24: order is none of settled as false",
        "25: likely is none of contact, correspondence",
    ):
        assert one in said, said
    assert "17:" not in said


def test_a_step_of_ones_own_is_known_and_has_to_be_used(tmp_path: Path) -> None:
    # given
    own, file = tmp_path / "own.py", tmp_path / "it.feature"
    own.write_text(OWN)
    # when, then: it is used
    file.write_text(SOUND + "      And the ledger holds more than the policy\n")
    assert lint([file], [load(own)]) == []
    assert [fault.kind for fault in lint([file])] == [Kind.UNKNOWN]
    # and: it is not
    file.write_text(SOUND)
    (fault,) = lint([file], [load(own)])
    assert (fault.path, fault.line, fault.kind) == (str(own), 4, Kind.UNUSED)


def test_steps_of_ones_own_that_cannot_be_told_apart_or_would_never_run(tmp_path: Path) -> None:
    own, file = tmp_path / "own.py", tmp_path / "it.feature"
    own.write_text(
        "from pytest_bdd import parsers, then\n"
        "@then(parsers.parse('the belief in {something} is unchanged'))\ndef unchanged(something): pass\n"
        "@then('the moon is full')\nasync def full(): assert False\n"
    )
    file.write_text(SOUND + "      And the moon is full\n")
    assert [(one.line, one.kind) for one in lint([file], [load(own)])] == [(9, Kind.AMBIGUOUS), (10, Kind.ASYNC)]


def test_ids_are_asked_for_where_nothing_else_is_taken(tmp_path: Path) -> None:
    deal = '      Given the deal "d-1" on record\n'
    parties = '      Given the deal "a deal" between:\n        | party | role |\n        | "U-2" | "tier_2" |\n'
    for given in (deal, parties):
        assert linted(tmp_path, SOUND.replace("      Given", given + "      And")) == []
    (fault, other) = linted(tmp_path, SOUND.replace("State U", "s-1"))
    assert (fault.line, other.line, fault.kind) == (7, 8, Kind.PROSE)


def test_each_kind_of_fault_has_its_remedy() -> None:
    assert set(REMEDIES) == set(Kind)


@pytest.mark.parametrize(
    "step",
    [
        'Then "containers were moved" is at most settled as true',
        'Then "containers were moved" is at least settled as false',
        "Then the ladder stands at most at use",
        "Then the beliefs are:\n        | proposition             | belief                   |\n"
        '        | "containers were moved" | at most settled as true |',
    ],
)
def test_what_holds_whatever_is_believed_is_told(tmp_path: Path, step: str) -> None:
    (tmp_path / "it.feature").write_text(SOUND[: SOUND.index("      Then")] + f"      {step}\n")
    told = [fault.message for fault in lint([tmp_path / "it.feature"])]
    assert len([message for message in told if "holds whatever is believed, so it checks nothing" in message]) == 1
