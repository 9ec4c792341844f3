from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from ledger.specs.clock import ScenarioClock
from ledger.specs.faults import Miswritten
from ledger.specs.places.pasts import Pasts
from ledger.specs.places.scenes import OwnStaging
from ledger.specs.places.staging import ANALYST, Setting
from ledger.specs.scene import Scene


class Counted(OwnStaging):
    """A stage that counts how often a scenario was given a ledger."""

    given = 0

    def begin(self, clock: ScenarioClock) -> Setting:
        self.given += 1
        return super().begin(clock)


@pytest.fixture
def stage() -> Iterator[Counted]:
    with ExitStack() as opened:
        yield Counted(lambda ledger: (ledger, ANALYST), Pasts({}), opened)


def test_a_scenario_is_given_its_ledger_once_when_it_is_first_needed(stage: Counted) -> None:
    scene = Scene(stage, ScenarioClock())
    assert stage.given == 0
    scene.source("Wire")
    scene.source("Herald")
    assert stage.given == 1
    assert not scene.is_on_record


def test_once_it_has_one_it_can_be_given_no_other(stage: Counted) -> None:
    scene = Scene(stage, ScenarioClock())
    scene.source("Wire")
    with pytest.raises(Miswritten, match="it is given first, and once"):
        scene.go_back("earlier history", "2023-10-14")
    with pytest.raises(Miswritten, match="this scenario began a ledger of its own"):
        scene.speak_of("engines for grain")
