from collections.abc import Callable

import pytest

from ledger.errors import BadCursor, NotFound
from ledger.service import Ledger
from tests.ledger.reading.asking import reports
from tests.ledger.story import (
    DEAL,
    claim,
    head,
    id_of,
    recorded,
)


def test_belief_as_recorded_by_a_position_a_day_or_an_instant(told: Ledger) -> None:
    first = head(told) - 2

    assert reports(told) == 3
    assert [reports(told, recorded_as_of=str(first + n)) for n in (-1, 0, 1, 2)] == [0, 1, 2, 3]
    assert [reports(told, recorded_as_of=f"2024-01-0{n}") for n in (1, 2, 3, 4, 5, 6)] == [0, 1, 2, 2, 3, 3]
    assert reports(told, recorded_as_of="2024-01-03T11:59:59.999999Z") == 1
    assert reports(told, recorded_as_of="2024-01-03T12:00:00Z") == 2
    assert reports(told, recorded_as_of="2024-01-03T15:00:00+03:00") == 2


def test_an_answer_says_which_moment_it_is_as_of(told: Ledger) -> None:
    found = told.beliefs(DEAL, recorded_as_of="2024-01-04").recorded_as_of

    assert (found.position, found.recorded_at) == (head(told) - 1, "2024-01-03T12:00:00.000000Z")
    assert told.explanation(DEAL, "shipped", recorded_as_of="2024-01-04").recorded_as_of == found
    assert told.timeline(DEAL, recorded_as_of="2024-01-04").recorded_as_of == found
    assert told.history(DEAL, recorded_until="2024-01-04").recorded_as_of == found


@pytest.mark.parametrize(
    "beyond", ["100000", "2024-01-07", "2024-01-08", "2024-01-07T12:00:00.000001Z", "soon", "-1", ""]
)
def test_what_is_recorded_by_a_moment_that_is_not_over_is_not_known_yet(told: Ledger, beyond: str) -> None:
    questions: dict[str, Callable[[], object]] = {
        "recorded_as_of": lambda: told.beliefs(DEAL, recorded_as_of=beyond),
        "recorded_until": lambda: told.changes(DEAL, recorded_until=beyond),
        "recorded_since": lambda: told.changes(DEAL, recorded_since=beyond),
    }
    for field, question in questions.items():
        with pytest.raises(BadCursor) as refused:
            question()
        assert refused.value.field == field
    for question in (
        lambda: told.timeline(DEAL, recorded_as_of=beyond),
        lambda: told.explanation(DEAL, "shipped", recorded_as_of=beyond),
        lambda: told.claim(id_of(claim(text="recorded on the 02")), recorded_as_of=beyond),
        lambda: told.events(recorded_until=beyond),
    ):
        with pytest.raises(BadCursor):
            question()


def test_the_present_instant_is_known(told: Ledger) -> None:
    assert reports(told, recorded_as_of="2024-01-07T12:00:00Z") == 3


def test_a_question_about_what_is_indexed_does_not_wait_for_the_rest(told: Ledger) -> None:
    """Whoever is inside `updating()` cannot follow: it would wait for itself."""
    at = told.follow()
    then = told.beliefs(DEAL, recorded_as_of=str(at))
    recorded(told, claim("agency-b", text="One more report."))
    views = told._log.views  # type: ignore[attr-defined]

    with views.updating():
        assert told.beliefs(DEAL, recorded_as_of=str(at)) == then
        with pytest.raises(RuntimeError, match="waits for what this thread itself holds"):
            told.beliefs(DEAL)


def test_before_a_deal_was_opened_it_is_not_on_record(told: Ledger) -> None:
    opened = next(e.position for e in told.events(limit=100).items if e.type == "deal-opened/1")

    for question in (told.beliefs, told.timeline):
        with pytest.raises(NotFound, match=f"as of position {opened - 1}"):
            question(DEAL, recorded_as_of=str(opened - 1))
    with pytest.raises(NotFound):
        told.changes(DEAL, recorded_until=str(opened - 1))
    with pytest.raises(NotFound):
        told.history(DEAL, recorded_until="0")
    with pytest.raises(NotFound, match="no proposition 'shipped'"):
        told.explanation(DEAL, "shipped", recorded_as_of=str(opened))
    assert told.beliefs(DEAL, recorded_as_of=str(opened)).propositions == ()


def test_what_is_not_on_record_is_not_found(told: Ledger) -> None:
    nothing = "sha256:" + "00" * 32
    questions: list[Callable[[], object]] = [
        lambda: told.beliefs("no-deal"),
        lambda: told.timeline("no-deal"),
        lambda: told.changes("no-deal"),
        lambda: told.history("no-deal"),
        lambda: told.explanation("no-deal", "shipped"),
        lambda: told.explanation(DEAL, "no-proposition"),
        lambda: told.deal("no-deal"),
        lambda: told.source("no-source"),
        lambda: told.document("no-document"),
        lambda: told.claim(nothing),
        lambda: told.claim(id_of(claim(text="recorded on the 02")), recorded_as_of="3"),
        lambda: told.beliefs(DEAL, without=["no-source"]),
        lambda: told.explanation(DEAL, "shipped", without=["outlet", "no-source"]),
        lambda: told.changes(DEAL, without=["no-source"]),
    ]
    for question in questions:
        with pytest.raises(NotFound):
            question()
