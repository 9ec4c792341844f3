from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest

from ledger.errors import NotFound
from ledger.opening import open_ledger
from ledger.service import Ledger
from ledger.terms import Value
from ledger.views import Page
from tests.ledger.story import ANALYST, DEAL, Calendar, claim, everything, id_of


@pytest.fixture
def full(calendar: Calendar) -> Iterator[Ledger]:
    with open_ledger(":memory:", clock=calendar) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        yield ledger


QUESTIONS: dict[str, Callable[[Ledger], Any]] = {
    "claims": lambda ledger: ledger.claims(limit=50),
    "claim": lambda ledger: ledger.claim(id_of(claim(text="as printed"))),
    "sources": lambda ledger: ledger.sources(limit=2),
    "documents": lambda ledger: ledger.documents(),
    "deal": lambda ledger: ledger.deal(DEAL),
    "timeline": lambda ledger: ledger.timeline(DEAL),
    "history": lambda ledger: ledger.history(DEAL),
    "events": lambda ledger: ledger.events(limit=100),
    "health": lambda ledger: ledger.health(),
    "diagnosis": lambda ledger: ledger.diagnosis(),
    "examination": lambda ledger: ledger.examination(),
    "beliefs": lambda ledger: ledger.beliefs(DEAL),
    "beliefs said by a day": lambda ledger: ledger.beliefs(DEAL, asserted_as_of="2024-01-01"),
    "explanation": lambda ledger: ledger.explanation(DEAL, "shipped"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_reads_back_from_the_json_it_is_given_as(full: Ledger, question: str) -> None:
    answer = QUESTIONS[question](full)

    views = answer.items if isinstance(answer, Page) else (answer,)
    assert views
    for view in views:
        assert isinstance(view, Value)
        assert type(view).model_validate_json(view.model_dump_json()) == view


def test_words_that_are_reserved_in_python_are_as_they_are_called_in_json(full: Ledger) -> None:
    (source,) = orjson.loads(full.sources(limit=1).model_dump_json())["items"]
    shipped = orjson.loads(full.beliefs(DEAL).model_dump_json())["propositions"][1]
    change = next(change for change in full.changes(DEAL).items if change.moved)

    assert source["class"] == "press"
    assert {"for", "against"} <= set(shipped)
    assert {"from", "to", "proposition"} == set(orjson.loads(change.model_dump_json())["moved"][0])


def test_an_event_holds_its_fact_as_it_lies_in_the_log(full: Ledger) -> None:
    page = full.events(limit=100)

    for view, entry in zip(page.items, full.entries(until=len(page.items)), strict=True):
        stored = orjson.loads(entry.data)
        assert view.model_dump(exclude={"digest"}) == stored


def test_a_proposition_of_a_deal_is_found_by_its_id(full: Ledger) -> None:
    deal = full.deal(DEAL)
    assert deal.proposition("shipped") == next(one for one in deal.propositions if one.id == "shipped")
    with pytest.raises(NotFound, match=f"no proposition 'sunk' was raised about deal '{DEAL}'"):
        deal.proposition("sunk")
