"""The model finds nothing in the ledger, and something wherever one of its safeguards is taken away."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from ledger import source
from ledger.belief import folding
from ledger.belief.standing import Standing
from ledger.belief.tally import Tally
from ledger.entries import Entry
from ledger.events import ClaimFact, ClaimRetracted
from ledger.projections.dockets import Dockets
from ledger.store.log import StoredLog
from torture.comparing import Divergence
from torture.model import lives, run


@pytest.mark.parametrize("number", range(4))
def test_a_ledger_says_what_its_model_says_whatever_is_done_to_it(number: int) -> None:
    """The same 100 lives each time; `make torture` leads others."""
    lives(25, number)


def counted_each_time(tally: Tally, cluster: str, x: int, position: int) -> None:
    tally.best[cluster] = tally.best.get(cluster, 0) + x
    tally.carried.setdefault(cluster, position)


BEARING, EVOLVE, CLOSE = Dockets.entries, folding._evolve, StoredLog.close


def in_order_of_the_clock(dockets: Dockets, *arguments: Any) -> list[Entry]:
    """The clock does not tell apart what was recorded in one instant, or while it was set back."""
    return sorted(reversed(BEARING(dockets, *arguments)), key=lambda entry: entry.recorded_at)


def without_retractions(claim: Any, fact: ClaimFact, entry: Entry) -> Any:
    return claim if isinstance(fact, ClaimRetracted) else EVOLVE(claim, fact, entry)


def as_the_clock_shows(log: StoredLog, *_: object) -> str:
    return log._clock().isoformat(timespec="microseconds").replace("+00:00", "Z")


def losing_the_last(log: StoredLog) -> None:
    CLOSE(log)
    with sqlite3.connect(log._recorder.datastore._path) as file:  # type: ignore[attr-defined]
        file.execute("DROP TRIGGER IF EXISTS events_delete")
        file.execute("DELETE FROM events WHERE position = (SELECT max(position) FROM events)")
        file.execute("UPDATE sqlite_sequence SET seq = (SELECT max(position) FROM events) WHERE name = 'events'")


@pytest.mark.parametrize(
    ("place", "name", "instead"),
    [
        (Tally, "_heavier", counted_each_time),
        (Dockets, "entries", in_order_of_the_clock),
        (folding, "_evolve", without_retractions),
        (Standing, "_is_made", lambda standing, withdrawn: True),
        (StoredLog, "_time", as_the_clock_shows),
        (StoredLog, "close", losing_the_last),
        (source, "once", lambda fact, versions: (fact,)),
    ],
    ids=[
        "an echo counts again",
        "order is by the clock",
        "a retraction is not folded",
        "a retraction counts before its day",
        "the clock may go back",
        "a restart loses the last entry",
        "the same is recorded again",
    ],
)
def test_what_a_safeguard_lets_through_when_it_is_off_is_found(
    monkeypatch: pytest.MonkeyPatch, place: Any, name: str, instead: Callable[..., Any]
) -> None:
    monkeypatch.setattr(place, name, instead)

    with pytest.raises(Divergence):
        lives(300, 7, shortening=False)


def test_a_life_that_diverges_is_told_step_by_step_with_how_to_lead_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tally, "_heavier", counted_each_time)
    monkeypatch.setenv("TORTURE_LIVES", "30")
    monkeypatch.setenv("TORTURE_SEED", "7")
    said: list[str] = []

    (fault,) = run(said.append, thorough=False)

    assert "the ledger says" in fault and "state = Model()" in fault and "state.begin(" in fault
    assert fault.endswith("TORTURE_SEED=7 TORTURE_LIVES=30 python -m torture model")
    assert said[-1] == "30 of 30 lives, 1 of them diverged"
