"""By which ties a source comes to be one voice with another."""

import pytest

from ledger.belief.folding import Shared
from ledger.belief.steps import through
from ledger.service import Ledger
from tests.ledger.story import recorded, tie


def path(ledger: Ledger, start: str) -> list[tuple[str, str, str]]:
    """How ties lead from a source to its voice; the path is held to be one."""
    entries = list(ledger.entries(until=ledger.moment(None).position))
    shared = Shared()
    for entry in entries:
        shared.take(entry.fact, entry.position)
    voice = shared.voices.voice(start)
    steps = through(entries, start, voice)
    here = start
    for step in steps:
        assert here in (step.source, step.to)
        here = step.to if step.source == here else step.source
    assert here == voice
    return [(step.source, step.kind, step.to) for step in steps]


def test_ties_lead_to_the_voice_from_either_end_by_the_shortest_way(ledger: Ledger) -> None:
    recorded(
        ledger,
        tie("agency-b", "speaks-for", "agency-c"),
        tie("agency-b", "same-as", "agency-a"),
        tie("wire", "dependence", "agency-c"),
        tie("wire", "dependence", "outlet"),
        tie("wire", "speaks-for", "agency-a"),
    )

    assert path(ledger, "agency-c") == [
        ("agency-b", "speaks-for", "agency-c"),
        ("agency-b", "same-as", "agency-a"),
    ]
    assert path(ledger, "outlet") == [("wire", "dependence", "outlet"), ("wire", "speaks-for", "agency-a")]
    assert path(ledger, "agency-a") == []


@pytest.mark.parametrize(("kind", "degree"), [("affiliation", "established"), ("same-as", "suspected")])
def test_a_tie_that_makes_no_one_voice_leads_nowhere(ledger: Ledger, kind: str, degree: str) -> None:
    recorded(ledger, tie("agency-b", kind, "agency-a", degree))

    assert path(ledger, "agency-b") == []


def test_of_the_same_tie_what_was_recorded_last_holds(ledger: Ledger) -> None:
    first, last = recorded(
        ledger, tie("agency-b", "same-as", "agency-a", "suspected"), tie("agency-b", "same-as", "agency-a")
    )
    entries = list(ledger.entries(until=last.position))

    assert [step.position for step in through(entries, "agency-b", "agency-a")] == [last.position]
    assert first.position < last.position
