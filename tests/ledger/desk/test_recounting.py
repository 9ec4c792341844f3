"""An event is recounted from what is on record of it, by whoever may see it."""

from collections.abc import Callable

import pytest

from ledger.access.roles import KeyRole
from ledger.client import open_client
from ledger.desk.recounting import recounted
from ledger.opening import open_ledger
from ledger.records import AnyRecord
from ledger.service import Ledger
from ledger.verbs import Verbs
from tests.ledger.given import record
from tests.ledger.specs.earlier import DEAL, days, live, tell
from tests.ledger.story import Calendar

Told = Callable[..., list[str]]


def told(ledger: Verbs, position: int) -> list[str]:
    return list(recounted(ledger, ledger.events(after=position - 1, limit=1).items[0]))


def after(*records: AnyRecord) -> list[str]:
    """What is told of the last of these, recorded after the history."""
    calendar = Calendar("2023-10-10")
    with open_ledger(":memory:", clock=calendar) as ledger:
        tell(ledger, calendar, days())
        ledger.record_all(list(records), by="test")
        return told(ledger, ledger.health().head)


def claim_of(ledger: Ledger, position: int) -> str:
    return next(one.id for one in ledger.claims().items if one.position == position)


@pytest.fixture(scope="module")
def denial() -> str:
    """The id of the claim at position 14."""
    calendar = Calendar("2023-10-10")
    with open_ledger(":memory:", clock=calendar) as ledger:
        tell(ledger, calendar, days())
        return claim_of(ledger, 14)


def test_a_claim_is_told_by_whose_it_is_what_it_does_and_to_which_proposition() -> None:
    with live() as (ledger, _, _):
        assert told(ledger, 14) == ['"Ministry" denies "containers were moved"', f'in the deal "{DEAL}"']


def test_what_becomes_of_a_claim_is_told_with_the_claim_and_why(denial: str) -> None:
    retraction = record("retraction", claim=denial, by="s-4", scope="origin", reason="it was\nmistaken")
    assert after(retraction) == [
        'of the claim of "Ministry" that denies "containers were moved"',
        f'in the deal "{DEAL}"',
        'by "Ministry"',
        'because "it was mistaken"',
    ]


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (
            record("grade", source="s-2", reliability="E", reason="x" * 300),
            ['of the source "Institute"', "reliability E", f'because "{"x" * 99}…"'],
        ),
        (
            record("verdict", deal="d-1", proposition="p-moved", verdict="true", reason="seen"),
            ['of "containers were moved"', f'in the deal "{DEAL}"', "verdict true", 'because "seen"'],
        ),
        (record("deal", id="d-3", title="A third", parties=[]), ['in the deal "A third"']),
    ],
)
def test_sources_propositions_and_deals_are_called_by_their_names(given: AnyRecord, lines: list[str]) -> None:
    assert after(given) == lines


def test_what_may_not_be_seen_is_called_by_its_id() -> None:
    with live() as (ledger, url, _):
        entry = ledger.events(after=13, limit=1).items[0]
    with live(KeyRole.READER, ["d-2"]) as (_, url, key), open_client(url, key) as reader:
        assert list(recounted(reader, entry)) == [f"of the claim {entry.fact['claim']}"]
