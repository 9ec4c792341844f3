"""Runs specifications as an analyst would: a directory with feature files, and pytest."""

from collections.abc import Iterator

import pytest

from ledger.specs.places.scenes import Place, scene_at
from ledger.specs.scene import Scene
from tests.ledger.specs.specification import LOADED, Specify


@pytest.fixture
def specify(pytester: pytest.Pytester) -> Specify:
    """Runs pytest on one feature file, `features/it.feature`."""
    pytester.makeini("[pytest]\nclaim_ledger_features = features\n")
    pytester.mkdir("features")

    def run(text: str, *arguments: str) -> pytest.RunResult:
        pytester.path.joinpath("features", "it.feature").write_text(text, encoding="utf-8")
        return pytester.runpytest_inprocess(*LOADED, *arguments)

    return run


@pytest.fixture
def scene() -> Iterator[Scene]:
    """The ledger of one scenario."""
    with scene_at(Place.MEMORY) as scene:
        yield scene
