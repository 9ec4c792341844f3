"""Staging: where the ledger of a scenario comes from, which a scenario says by how it begins."""

from dataclasses import dataclass, field
from typing import Protocol

from ledger.specs.clock import ScenarioClock
from ledger.specs.naming import Names
from ledger.verbs import Verbs

ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class Setting:
    """The ledger of a scenario, the names there are, and who records; `at_record` where it speaks of what is there."""

    ledger: Verbs
    names: Names = field(default_factory=Names)
    by: str = ANALYST
    at_record: bool = False


class Staging(Protocol):
    """Gives a scenario its ledger, once, on the scenario's clock; whoever made the staging closes what it opens."""

    def begin(self, clock: ScenarioClock) -> Setting:
        """The ledger of a scenario that names none."""
        ...

    def on_record(self, clock: ScenarioClock) -> Setting:
        """The ledger of a scenario that speaks of a deal on record. Raises Miswritten where there is nothing."""
        ...

    def as_recorded(self, clock: ScenarioClock, ledger: str, moment: str) -> Setting:
        """The ledger that is called so as it was recorded by a moment. Raises Miswritten where there is none."""
        ...
