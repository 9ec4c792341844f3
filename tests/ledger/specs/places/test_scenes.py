import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.client import Client
from ledger.service import Ledger
from ledger.specs.places.scenes import Place, scene_at
from tests.ledger.specs.specification import SOUND, Specify

ROOT = Path(__file__).parents[4]
AT_A_SERVER = ("-o", "claim_ledger_at=server")
WHERE = """
import pytest

@pytest.fixture(autouse=True)
def where(claim_ledger_scene):
    yield
    print("told to a", type(claim_ledger_scene.ledger).__name__, "of", claim_ledger_scene.head(), "events")
"""


@pytest.mark.parametrize(("place", "kind"), [(Place.MEMORY, Ledger), (Place.SERVER, Client)])
def test_the_ledger_of_a_scene_is_empty_on_its_clock_and_the_analyst_s(
    place: Place, kind: type[Ledger] | type[Client]
) -> None:
    with scene_at(place) as scene:
        scene.clock.turn_to("2031-10-13")
        scene.source("State U")

        assert isinstance(scene.ledger, kind)
        assert scene.head() == 2
        last = scene.ledger.events(after=1).items[0]
        assert (last.recorded_at, last.recorded_by) == ("2031-10-13T12:00:00.000000Z", "analyst")


def test_unless_it_is_said_a_scenario_is_told_in_memory(specify: Specify, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(WHERE)
    told = specify(SOUND, "-rP")
    told.assert_outcomes(passed=1)
    told.stdout.fnmatch_lines(["told to a Ledger of 11 events"])


def test_the_same_words_are_told_to_a_server(specify: Specify, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(WHERE)
    told = specify(SOUND, *AT_A_SERVER, "-rP")
    told.assert_outcomes(passed=1)
    told.stdout.fnmatch_lines(["told to a Client of 11 events"])


@pytest.mark.parametrize(
    ("untrue", "said"),
    [
        (lambda text: text.replace("is unchanged", "rises"), "  expected: rises"),
        (lambda text: text.replace('of "containers were moved"\n', 'of "boxes were moved"\n'), "*boxes were moved*"),
    ],
    ids=["a Then", "a When"],
)
def test_the_twin_what_is_untrue_there_is_red(specify: Specify, untrue: Callable[[str], str], said: str) -> None:
    told = specify(untrue(SOUND), *AT_A_SERVER)
    told.assert_outcomes(failed=1)
    told.stdout.fnmatch_lines([said])


def test_at_both_places_each_scenario_is_run_twice(specify: Specify) -> None:
    told = specify(SOUND, "-o", "claim_ledger_at=memory server", "-v")
    told.assert_outcomes(passed=2)
    told.stdout.fnmatch_lines(["*Three outlets[[]memory] PASSED*", "*Three outlets[[]server] PASSED*"])


@pytest.mark.parametrize(("named", "why"), [("memory cloud", "names cloud"), ("", "names nothing")])
def test_a_place_that_is_none_is_told(specify: Specify, named: str, why: str) -> None:
    told = specify(SOUND, "-o", f"claim_ledger_at={named}")
    assert told.ret == pytest.ExitCode.USAGE_ERROR
    told.stderr.fnmatch_lines([f"*claim_ledger_at {why}: expected memory and server, or one*"])


CHOSEN = ("audit", "forgetting", "linchpin", "preview")
"""Features that between them use most of the verbs; all of them at a server take two minutes."""


def test_our_own_specifications_hold_at_a_server() -> None:
    files = [str(ROOT / "features" / f"{name}.feature") for name in CHOSEN]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *AT_A_SERVER, *files]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    assert re.search(r"^2[0-9] passed", told.stdout, re.MULTILINE), told.stdout
