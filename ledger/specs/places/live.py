"""Live: the ledger of a server that serves others too, asked as of one moment; written to where that is allowed."""

import secrets
from functools import cached_property

from ledger.errors import Unavailable
from ledger.log import Moment
from ledger.specs.clock import ScenarioClock
from ledger.specs.faults import Records
from ledger.specs.naming import Names, OnRecord
from ledger.specs.places.owning import OwnDeal
from ledger.specs.places.reading import AsOf, moment_of
from ledger.specs.places.staging import Setting
from ledger.verbs import Verbs

NOT_ALLOWED = (
    "To see what would follow on real history, name a ledger's file with --ledger. To have a scenario record at the "
    "live server, in a deal of its own, add --allow-writes"
)
OF_ITS_OWN = (
    "Even with --allow-writes a scenario records only in a deal of its own, never in one that is on record: to see "
    "what would follow on real history, name a ledger's file with --ledger"
)


class Live:
    """A ledger that others use, for all scenarios of one run. What is on record `now` is that of its first question.

    A server that gave no answer is not asked again: a run of many scenarios would wait for it at each.

    While `at` is a position every scenario is told as of that, whatever moment it names; else `named` has the moments
    that were.
    """

    def __init__(self, ledger: Verbs, *, allow_writes: bool = False) -> None:
        self.ledger = ledger
        self.at: str | None = None
        self.allow_writes = allow_writes
        self.run = secrets.token_hex(4)
        self._moments: dict[str, Moment] = {}
        self._silence: Unavailable | None = None
        self.named: list[Moment] = []

    def asked(self, moment: str | None) -> Setting:
        """The ledger as of a moment, or of now; nothing can be recorded there."""
        at = self._moment(self.at or moment)
        if moment is not None and self.at is None:
            self.named.append(at)
        is_now = moment is None and self.at is None
        asked = AsOf(self.ledger, at, OF_ITS_OWN if self.allow_writes else NOT_ALLOWED, is_now=is_now)
        return Setting(asked, Names(self._register), "", at_record=True)

    def own(self, title: str, clock: ScenarioClock) -> Setting:
        """The ledger as a scenario may write to it, in a deal of its own whose title and ids say so."""
        mark = f"spec-{self.run}-{secrets.token_hex(4)}-"
        names = Names(mark=mark, remark=f"specification {self.run}, {title}")
        return Setting(OwnDeal(self.ledger, mark, clock), names, "")

    def close(self) -> None:
        """Let go of the ledger. Idempotent."""
        self.ledger.close()

    @cached_property
    def _register(self) -> OnRecord:
        return OnRecord(self.ledger)

    def _moment(self, text: str | None) -> Moment:
        if self._silence is not None:
            raise self._silence
        if (known := text or "") not in self._moments:
            try:
                self._moments[known] = moment_of(self.ledger, text)
            except Unavailable as silence:
                self._silence = silence
                raise
        return self._moments[known]


class LiveStaging:
    """The staging of one scenario at a live ledger."""

    def __init__(self, live: Live, title: str) -> None:
        self._live = live
        self._title = title

    def begin(self, clock: ScenarioClock) -> Setting:
        """As Staging.begin: for a deal of the scenario's own. Raises Records where writes are not allowed."""
        if not self._live.allow_writes:
            raise Records(
                "this scenario gives itself what it speaks of, and the ledger here is only read; nothing was recorded. "
                'To speak of what is on record begin with `Given the deal "..." on record`, or with `Given the ledger '
                '"..." as recorded by` a day. ' + NOT_ALLOWED
            )
        return self._live.own(self._title, clock)

    def on_record(self, clock: ScenarioClock) -> Setting:
        """As Staging.on_record: as of now."""
        return self._live.asked(None)

    def as_recorded(self, clock: ScenarioClock, ledger: str, moment: str) -> Setting:
        """As Staging.as_recorded: there is one ledger, whatever it is called."""
        return self._live.asked(moment)
