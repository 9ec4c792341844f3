"""Places: where the ledger of a scenario is. What is specified holds at each of them, in the same words."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from ledger.access.roles import KeyRole
from ledger.opening import open_keyring, open_ledger
from ledger.service import Ledger
from ledger.specs.clock import ScenarioClock
from ledger.specs.scene import ANALYST, Scene
from ledger.verbs import Verbs


class Place(StrEnum):
    """Where the ledger of a scenario is: in memory, at a server of its own, or at one that serves others too."""

    MEMORY = "memory"
    SERVER = "server"
    LIVE = "live"


@contextmanager
def scene_at(place: Place) -> Iterator[Scene]:
    """The scene of one scenario: its ledger, empty and on a clock of its own, is gone at the end."""
    clock = ScenarioClock()
    with open_ledger(":memory:", clock=clock) as ledger:
        if place is Place.MEMORY:
            yield Scene(ledger, clock)
            return
        with _at_a_server(ledger) as client:
            yield Scene(client, clock, by="")


@contextmanager
def _at_a_server(ledger: Ledger) -> Iterator[Verbs]:
    from api.serving import running, server_of  # what serves is loaded where a scenario is told to a server
    from ledger.client import open_client

    with open_keyring(":memory:") as keyring:
        key = keyring.create(ANALYST, KeyRole.ADMIN, None, by="the scenario").text
        with running(server_of(ledger, keyring)) as url, open_client(url, key) as client:
            yield client
