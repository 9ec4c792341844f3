"""Earlier history: ledgers that are there before a specification speaks of them, in files and at servers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ledger.access.roles import KeyRole
from ledger.opening import open_keyring, open_ledger
from ledger.records import AnyRecord
from ledger.service import Ledger
from ledger.specs.places.scenes import scene_at as scene_at
from tests.ledger.client.serving import serving
from tests.ledger.given import record, source_record
from tests.ledger.story import Calendar

NAME, DEAL, OTHER = "earlier history", "engines for grain", "cranes for fish"
HEAD = 15

Day = tuple[str, Sequence[AnyRecord]]


def claim(deal: str, proposition: str, origin: str, on: str, **fields: object) -> AnyRecord:
    hops = [{"source": origin, "role": "origin", "basis": "witnessed", "on": on}]
    found: AnyRecord = record("claim", deal=deal, proposition=proposition, attribution=hops, **fields)
    return found


def days() -> list[Day]:
    """What was recorded on which day; the policy stands at position 1. Ids are not what the kit would make of names."""
    sources = [
        source_record(f"s-{n}", name=name) for n, name in enumerate(("State U", "Institute", "Wire", "Ministry"), 1)
    ]
    moved = record(
        "proposition",
        deal="d-1",
        id="p-moved",
        kind="yes-no",
        about="deed",
        stage="shipment",
        text="containers were moved",
    )
    arrived = record(
        "proposition", deal="d-1", id="p-arrived", kind="yes-no", about="deed", stage="delivery", text="they arrived"
    )
    loaded = record("proposition", deal="d-2", id="p-loaded", kind="yes-no", about="deed", text="cranes were loaded")
    return [
        ("2023-10-10", sources),  # 2 to 5
        ("2023-10-11", [record("deal", id="d-1", title=DEAL, parties=[]), moved]),  # 6, 7
        ("2023-10-13", [claim("d-1", "p-moved", "s-1", "2023-10-12", note="seen by a friend"), arrived]),  # 8, 9
        ("2023-10-14", [claim("d-1", "p-moved", "s-2", "2023-10-14")]),  # 10
        ("2023-10-15", [record("deal", id="d-2", title=OTHER, parties=[]), loaded]),  # 11, 12
        ("2023-10-16", [claim("d-2", "p-loaded", "s-1", "2023-10-16")]),  # 13
        ("2023-10-17", [_denial("s-4", "2023-10-17")]),  # 14
        ("2023-10-18", [record("grade", source="s-1", reliability="E", reason="it made it up")]),  # 15
    ]


def _denial(source: str, on: str) -> AnyRecord:
    return claim("d-1", "p-moved", source, on, stance="denies")


def tell(ledger: Ledger, calendar: Calendar, told: Sequence[Day]) -> None:
    """Record on each day what was recorded on it."""
    for day, records in told:
        calendar.on(day)
        ledger.record_all(records, by="earlier")


def keep(path: Path, told: Sequence[Day] | None = None) -> Path:
    """A ledger's file that holds the history."""
    calendar = Calendar("2023-10-10")
    with open_ledger(str(path), create=True, clock=calendar) as ledger:
        tell(ledger, calendar, told if told is not None else days())
    return path


@contextmanager
def live(role: KeyRole = KeyRole.ADMIN, deals: Sequence[str] | None = None) -> Iterator[tuple[Ledger, str, str]]:
    """The ledger of a server that holds the history, its address, and a key."""
    calendar = Calendar("2023-10-10")
    with open_ledger(":memory:", clock=calendar) as ledger, open_keyring(":memory:") as keyring:
        tell(ledger, calendar, days())
        calendar.on("2023-11-30")
        key = keyring.create("spec", role, deals, by="test").text
        with serving(ledger, keyring) as url:
            yield ledger, url, key


def scenario(given: str, *steps: str) -> str:
    """A feature of one scenario on the history."""
    told = "\n".join(f"      {step}" for step in (given, *steps))
    return f"Feature: What if\n  Rule: On real history\n    Example: It goes on\n{told}\n"
