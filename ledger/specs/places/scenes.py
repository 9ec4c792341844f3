"""Places: where the ledger of a scenario is. What is specified holds at each of them, in the same words."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.access.roles import KeyRole
from ledger.opening import open_keyring
from ledger.service import Ledger
from ledger.specs.clock import ScenarioClock
from ledger.specs.faults import Miswritten
from ledger.specs.naming import Names
from ledger.specs.places.live import Live, LiveStaging
from ledger.specs.places.pasts import Pasts
from ledger.specs.places.staging import ANALYST, Setting
from ledger.specs.scene import Scene
from ledger.verbs import Verbs

House = Callable[[Ledger], tuple[Verbs, str]]
"""Puts a ledger where it is told and asked; answers with it there, and by whom it is told."""


class Place(StrEnum):
    """Where the ledger of a scenario is: in memory, at a server of its own, or at one that serves others too."""

    MEMORY = "memory"
    SERVER = "server"
    LIVE = "live"


class OwnStaging:
    """A staging with a ledger for the scenario alone: empty, or a copy of one of the pasts; `opened` closes it."""

    def __init__(self, house: House, pasts: Pasts, opened: ExitStack) -> None:
        self._house = house
        self._pasts = pasts
        self._opened = opened

    def begin(self, clock: ScenarioClock) -> Setting:
        """As Staging.begin: an empty ledger."""
        return self._housed(self._pasts.empty(clock), Names(), at_record=False)

    def on_record(self, clock: ScenarioClock) -> Setting:
        """As Staging.on_record: there is nothing."""
        raise Miswritten(
            'nothing is on record here: say first of which ledger it is, `the ledger "..." as recorded by`'
        )

    def as_recorded(self, clock: ScenarioClock, ledger: str, moment: str) -> Setting:
        """As Staging.as_recorded: a copy, on the scenario's clock, which stands at that moment."""
        found = self._pasts.of(ledger, moment)
        assert found.moment.recorded_at is not None
        clock.begin_at(found.moment.recorded_at)
        return self._housed(found.opened(clock), Names(found.register), at_record=True)

    def _housed(self, ledger: Ledger, names: Names, *, at_record: bool) -> Setting:
        self._opened.enter_context(ledger)
        told, by = self._house(ledger)
        return Setting(told, names, by, at_record)


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The ledgers that the scenarios of a run may speak of: files by their name, and a live one, if any."""

    pasts: Pasts = field(default_factory=lambda: Pasts({}))
    live: Live | None = None

    def close(self) -> None:
        """Let go of them. Idempotent."""
        self.pasts.close()
        if self.live is not None:
            self.live.close()


@contextmanager
def scene_at(place: Place, ledgers: Ledgers | None = None, title: str = "") -> Iterator[Scene]:
    """The scene of one scenario at a place, on a clock of its own; what it opens is gone at the end."""
    ledgers, clock = ledgers or Ledgers(), ScenarioClock()
    if place is Place.LIVE:
        assert ledgers.live is not None
        yield Scene(LiveStaging(ledgers.live, title), clock)
        return
    with ExitStack() as opened:

        def served(ledger: Ledger) -> tuple[Verbs, str]:
            return opened.enter_context(_at_a_server(ledger)), ""

        def kept(ledger: Ledger) -> tuple[Verbs, str]:
            return ledger, ANALYST

        yield Scene(OwnStaging(served if place is Place.SERVER else kept, ledgers.pasts, opened), clock)


def live_at(url: str, key: str, *, allow_writes: bool = False) -> Live:
    """The live ledger of the server at an address, for the holder of a key. Raises BadSettings; nothing is asked."""
    from ledger.client import open_client

    return Live(open_client(url, key), allow_writes=allow_writes)


@contextmanager
def _at_a_server(ledger: Ledger) -> Iterator[Verbs]:
    from api.serving import running, server_of  # what serves is loaded where a scenario is told to a server
    from ledger.client import open_client

    with open_keyring(":memory:") as keyring:
        key = keyring.create(ANALYST, KeyRole.ADMIN, None, by="the scenario").text
        with running(server_of(ledger, keyring)) as url, open_client(url, key) as client:
            yield client
