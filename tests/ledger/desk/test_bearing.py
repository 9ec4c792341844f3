from collections.abc import Iterator

import pytest

from ledger.desk.bearing import Asked
from ledger.filters import ClaimFilter
from ledger.service import Ledger
from tests.ledger.specs.earlier import HEAD, live

DEAL = "d-1"


@pytest.fixture
def opened() -> Iterator[Ledger]:
    with live() as (ledger, _, _):
        yield ledger


def test_what_is_asked_of_a_deal_can_change_with_what_bears_on_it(opened: Ledger) -> None:
    asked = Asked(opened)
    assert asked.beliefs(DEAL) == opened.beliefs(DEAL)
    asked.claims(ClaimFilter(deal=DEAL))
    asked.sources()
    places = asked.places(0, HEAD)
    assert list(places) == [item.position for item in opened.changes(DEAL).items]
    assert list(asked.places(places[0], places[-2])) == list(places[1:-1])


@pytest.mark.parametrize("more", ["events", "claims"])
def test_what_is_asked_of_more_can_change_everywhere(opened: Ledger, more: str) -> None:
    asked = Asked(opened)
    asked.beliefs(DEAL)
    getattr(asked, more)()
    assert list(asked.places(3, 7)) == [4, 5, 6, 7]


def test_so_can_what_was_not_asked_yet(opened: Ledger) -> None:
    assert list(Asked(opened).places(3, 5)) == [4, 5]


def test_a_deal_that_was_opened_later_changes_nowhere(opened: Ledger) -> None:
    asked = Asked(opened)
    asked.beliefs(DEAL)
    assert list(asked.places(0, 1)) == []
