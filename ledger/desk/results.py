"""Results: what came of a run of specifications, in the one form in which it is kept, told and read again."""

from enum import StrEnum

from ledger.belief.view import RecordedAsOf
from ledger.terms import Value


class Outcome(StrEnum):
    """What came of a step or a scenario. One that is not run, or could not be asked of a ledger, says nothing."""

    GREEN = "green"
    RED = "red"
    NOT_RUN = "not run"
    NOT_ASKED = "not asked"


class StepResult(Value):
    """ "This step was taken, as defined there, and that came of it." """

    line: int
    keyword: str
    text: str
    table: tuple[tuple[str, ...], ...] = ()
    definition: str | None
    """The phrase of the vocabulary, or of a step of one's own."""
    outcome: Outcome
    seconds: float = 0.0
    read: tuple[int, ...] = ()
    """The positions of the events on record that it read, where it was about a ledger that was there before."""


class PolicyRead(Value):
    """A policy under which belief was asked for."""

    name: str
    digest: str


class Asked(Value):
    """The two clocks of a question: up to where the log was read, and by when it had been said."""

    recorded_as_of: RecordedAsOf
    asserted_as_of: str | None


class EntryRead(Value):
    """ "This event stands on record there." """

    position: int
    recorded_at: str
    type: str
    stream: str
    """What it is about, as the log has it: its kind and its id."""


class LedgerRead(Value):
    """ "The scenario was about this ledger as of this moment, and asked it so." """

    name: str | None
    """What the scenario calls it; none where it spoke of what is on record now."""
    moment: RecordedAsOf
    size: int | None
    """How many entries the log has of which `root` is the root (RFC 6962)."""
    root: str | None
    note: str | None
    """The signed checkpoint of a live ledger, where the key may see it."""
    asked: tuple[Asked, ...]
    policies: tuple[PolicyRead, ...]
    entries: tuple[EntryRead, ...] = ()
    """The events that were read; none of a live ledger, which shows them itself."""


class ScenarioResult(Value):
    """ "This scenario, told at this place, came out so." """

    path: str
    rule: str | None
    title: str
    example: str | None
    """Which example of an outline, as its cells."""
    line: int
    place: str
    outcome: Outcome
    message: str | None
    """Why it is red, not run, or not asked."""
    by_tag: str | None = None
    """The tag that has it not run, where one does."""
    seconds: float
    steps: tuple[StepResult, ...]
    ledger: LedgerRead | None


class FeatureResult(Value):
    """ "This file, of these bytes, had these scenarios." Where it cannot be run, `faults` say why."""

    path: str
    sha256: str
    title: str
    scenarios: tuple[ScenarioResult, ...]
    faults: tuple[str, ...] = ()


class StepsFile(Value):
    """ "Steps were added to the vocabulary by this file, of these bytes." """

    path: str
    sha256: str


class Versions(Value):
    """What ran it."""

    claim_ledger: str
    vocabulary: str
    """The digest of the vocabulary."""
    pytest: str
    pytest_bdd: str
    python: str


class Run(Value):
    """ "At this time these features were run with these programs, on these ledgers, and that came of it." """

    began_at: str
    seconds: float
    versions: Versions
    policy: PolicyRead
    """What a ledger begins under that a scenario begins; a scenario may adopt another."""
    ledgers: tuple[str, ...]
    """The ledgers that scenarios could name, `NAME=PATH`, or the address of a live one."""
    chosen: tuple[str, ...]
    """The words by which scenarios were chosen, if not all were run."""
    left_out: int
    own_steps: tuple[StepsFile, ...] = ()
    """The files of steps that were added (`--steps`)."""
    features: tuple[FeatureResult, ...]
    trouble: str | None = None
    """Why nothing could be run, or not everything."""

    @property
    def scenarios(self) -> list[ScenarioResult]:
        """Every scenario that was run, or could not be."""
        return [scenario for feature in self.features for scenario in feature.scenarios]

    def count(self, outcome: Outcome) -> int:
        """How many scenarios came out so."""
        return sum(scenario.outcome is outcome for scenario in self.scenarios)

    @property
    def can_tell(self) -> bool:
        """Whether all that was asked for was found out: every file could be read, and every scenario chosen was run."""
        faults = any(feature.faults for feature in self.features)
        ran = bool(self.scenarios) and not self.count(Outcome.NOT_RUN) and not self.count(Outcome.NOT_ASKED)
        return self.trouble is None and not faults and ran

    @property
    def is_red(self) -> bool:
        """Whether some scenario is red."""
        return self.count(Outcome.RED) > 0
