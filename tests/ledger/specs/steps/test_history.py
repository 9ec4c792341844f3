from pathlib import Path

import pytest

from ledger.specs.places.scenes import Place
from tests.ledger.cli.test_serve import asked, started
from tests.ledger.specs.earlier import DEAL, NAME, OTHER, keep, scenario
from tests.ledger.specs.places.test_pasts import untouched
from tests.ledger.specs.specification import Specify, all_red, feature

GIVEN = f'Given the ledger "{NAME}" as recorded by 2023-10-14'
WITHDRAWN = 'When the origin "State U" withdraws what it said of "containers were moved" on 2023-10-20'


@pytest.fixture
def history(tmp_path: Path) -> tuple[str, str]:
    """The option that names a file with the history."""
    return "--ledger", f"{NAME}={keep(tmp_path / 'history.db')}"


@pytest.mark.parametrize("place", [Place.MEMORY, Place.SERVER])
def test_a_scenario_goes_on_from_a_ledger_that_is_there_already(
    specify: Specify, history: tuple[str, str], tmp_path: Path, place: Place
) -> None:
    text = scenario(
        GIVEN,
        WITHDRAWN,
        'Then the belief in "containers were moved" falls',
        "And the beliefs are:",
        "  | recorded by | proposition             | likelihood  | origins |",
        '  | 2023-10-13  | "containers were moved" | very likely | 1       |',
        '  | 2023-10-14  | "containers were moved" | very likely | 2       |',
        '  | 2023-10-20  | "containers were moved" | very likely | 1       |',
        'And the explanation of "containers were moved" is:',
        "  | origin      | stance  |",
        '  | "Institute" | affirms |',
        "And the ladder stands at shipment",
        "And the ledger verifies",
    )
    with untouched(tmp_path):
        specify(text, *history, "-o", f"claim_ledger_at={place}").assert_outcomes(passed=1)


def test_everything_else_that_a_scenario_can_record_is_recorded_in_the_copy(
    specify: Specify, history: tuple[str, str], tmp_path: Path
) -> None:
    steps = {
        "A claim of a new source on what is on record": [
            "When these claims are recorded:",
            "  | recorded   | said       | origin     | stance | proposition             |",
            '  | 2023-10-20 | 2023-10-20 | "Ministry" | denies | "containers were moved" |',
            'Then the belief in "containers were moved" falls',
        ],
        "By their ids": [
            "When these claims are recorded:",
            "  | recorded   | said       | origin | stance | proposition |",
            '  | 2023-10-20 | 2023-10-20 | "s-4"  | denies | "p-moved"   |',
            'Then the belief in "p-moved" falls',
        ],
        "A proposition that is new": [
            "When these claims are recorded:",
            "  | recorded   | said       | origin | stance  | proposition |",
            '  | 2023-10-20 | 2023-10-20 | "S 1"  | affirms | "P moved"   |',
            'Then "P moved" is likely',
        ],
        "A grade": [
            'When the analyst grades the source "State U" as E because "it made it up"',
            'Then the belief in "containers were moved" falls',
        ],
        "A day goes by": [
            "When 2023-12-31 passes",
            'Then the belief in "containers were moved" is unchanged',
            "And nothing is recorded",
        ],
        "The words of a claim": [
            'When the words kept with the claim of "State U" on "containers were moved" are forgotten because "so"',
            'Then the belief in "containers were moved" is unchanged',
        ],
    }
    text = feature(
        {title: "\n".join([f"      {GIVEN}", *(f"      {s}" for s in told)]) for title, told in steps.items()}
    )
    with untouched(tmp_path):
        specify(text, *history).assert_outcomes(passed=len(steps))


def test_the_original_is_not_touched_either_while_another_process_serves_it(specify: Specify, tmp_path: Path) -> None:
    keep(tmp_path / "claims.ledger")
    with started(tmp_path) as announced:
        told = {"id": "gazette", "name": "Gazette", "kind": "outlet", "class": "press"}
        position = asked(announced, "/v1/sources", announced["key"], told)["position"]
        asked(announced, "/v1/deals/d-1/belief", announced["key"])  # by then the index has followed
        # what was recorded just now lies in the journal: it is read there, and the journal is left as it is
        text = scenario(
            f'Given the ledger "x" as recorded by {position}',
            f'And the deal "{DEAL}" on record',
            'When the analyst asks what was believed:\n        | without   |\n        | "Gazette" |',
            'Then "containers were moved" is at most likely',
        )
        main, journal = tmp_path / "claims.ledger", tmp_path / "claims.ledger-wal"
        before = [(path.stat().st_mtime_ns, path.stat().st_size) for path in (main, journal)]
        specify(text, f"--ledger={main}").assert_outcomes(passed=1)
        assert [(path.stat().st_mtime_ns, path.stat().st_size) for path in (main, journal)] == before
        assert asked(announced, "/v1/events?limit=1000", announced["key"])["items"][-1]["position"] == position


def test_a_ledger_that_nobody_named_is_an_error(specify: Specify, history: tuple[str, str]) -> None:
    result = specify(scenario('Given the ledger "x" as recorded by 2023-10-14', "Then the ledger verifies"), *history)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(['no ledger is called "x" here; there are "*'])


def test_what_cannot_be_gone_on_from_is_told_in_words(specify: Specify, history: tuple[str, str]) -> None:
    then = '\n      Then "containers were moved" is likely'
    later = f'Given the ledger "{NAME}" as recorded by 2023-10-18'
    said = {
        "Too early": (
            f'Given the ledger "{NAME}" as recorded by 2023-10-09',
            "nothing was recorded there by 2023-10-09",
        ),
        "Several deals": (later, f'several deals are on record, "{DEAL}", "{OTHER}": say which'),
        "No such deal": (
            f'{later}\n      And the deal "x" on record',
            f'no deal is called "x" here; there are "{DEAL}"',
        ),
        "Given twice": (f"{GIVEN}\n      And {GIVEN[6:]}", "it is given first, and once"),
        "Two deals": (
            f'{later}\n      And the deal "{DEAL}" on record\n      And the deal "{OTHER}" on record',
            "which deal the scenario is about is said once",
        ),
        "Nothing on record": (f'Given the deal "{DEAL}" on record', "nothing is on record here: say first"),
        "No such proposition": (
            f'{GIVEN}\n      Then "boxes" is likely',
            'no proposition is called "boxes" here; there are "containers were moved", "they arrived"',
        ),
        "Opened again": (
            f'{GIVEN}\n      And the deal "{DEAL}" between:\n        | party  | role |\n        | "Wire" | "x"  |',
            f'the deal "{DEAL}" is on record: say',
        ),
        "In another order": (
            f"{GIVEN}\n      Then the same claims in any other order give the same beliefs",
            "only where all of them are the scenario's own",
        ),
    }
    scenarios = {title: f"      {given}{then}" for title, (given, _) in said.items()}
    all_red(specify(feature(scenarios), *history), {title: why for title, (_, why) in said.items()})


def test_a_moment_that_is_none_is_told_before_anything_runs(specify: Specify, history: tuple[str, str]) -> None:
    text = scenario(f'Given the ledger "{NAME}" as recorded by then', 'Then "containers were moved" is likely')
    specify(text, *history).stdout.fnmatch_lines(["*then is no moment: write a day*"])


def test_several_workers_and_several_ledgers_do_not_meet(specify: Specify, tmp_path: Path) -> None:
    # given
    one, other = keep(tmp_path / "one.db"), keep(tmp_path / "other.db")
    names = ["--ledger", f"one={one}", "--ledger", f"other={other}"]
    scenarios = {
        f"{name} {number}": "\n".join(
            f"      {step}"
            for step in (
                f'Given the ledger "{name}" as recorded by 2023-10-1{number}',
                WITHDRAWN,
                'Then the belief in "containers were moved" falls',
            )
        )
        for name in ("one", "other")
        for number in (4,)
    }
    # when, then
    with untouched(tmp_path):
        specify(feature(scenarios), *names, "-n", "2").assert_outcomes(passed=2)


def test_before_anything_of_the_deal_was_on_record_nothing_is_believed_of_it(
    specify: Specify, history: tuple[str, str]
) -> None:
    asks = [GIVEN, f'And the deal "{DEAL}" on record', "When the analyst asks what was believed:"]
    asks += ["  | recorded by |", "  | 2023-10-10  |", "Then the beliefs are:"]
    asks += ["  | recorded by | proposition             | likelihood |"]
    row = '  | 2023-10-10  | "containers were moved" | no basis   |'
    # no basis is what it is
    specify(scenario(*asks, row), *history).assert_outcomes(passed=1)
    # and: whoever expects more is told why
    result = specify(scenario(*asks, row.replace("no basis  ", "likely    ")), *history)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["nothing was on record of the deal by 2023-10-10"])
