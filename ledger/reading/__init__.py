"""Reading: every question that a ledger answers, on both clocks. `finding` is what all of them stand on."""

from typing import Self

from ledger.checkup import Checkup
from ledger.figures import Figures
from ledger.log import Clock, Log
from ledger.projections.follower import Follower
from ledger.projections.index import Index
from ledger.projections.trees import Trees
from ledger.reading.beliefs import Beliefs
from ledger.reading.entries import Entries
from ledger.reading.footprints import Footprints
from ledger.reading.forgettings import Forgettings
from ledger.reading.previews import Previews
from ledger.reading.proofs import Proofs
from ledger.reading.provenances import Provenances
from ledger.reading.timelines import Timelines
from ledger.sealing import Sealer
from ledger.views import Diagnosis, Health


class Reader(Beliefs, Timelines, Provenances, Footprints, Previews, Forgettings, Entries, Proofs):
    """The questions. Every answer is as of a moment of the recorded clock, at the latest the head of the log."""

    def __init__(
        self, log: Log, follower: Follower, index: Index, trees: Trees, sealer: Sealer, clock: Clock, figures: Figures
    ) -> None:
        super().__init__(log, follower, index, trees, sealer, clock, figures)
        self._checkup = Checkup(log, follower, figures)

    def health(self) -> Health:
        """Whether the ledger answers, and what fails. Never raises, and never waits long, as Checkup.health."""
        return self._checkup.health()

    def diagnosis(self) -> Diagnosis:
        """How the ledger is kept and how it fares, without reading its entries. Raises StorageFailure."""
        return self._checkup.diagnosis()

    def close(self) -> None:
        """Let go of the ledger. Idempotent."""
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
