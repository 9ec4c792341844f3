"""A preview says what recording the same then does: no more, no less, and it records nothing."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings

from ledger.belief.difference import DealShift, difference
from ledger.errors import ContradictedDate, MovedOn, NotFound, Refusal
from ledger.opening import open_ledger
from ledger.projections.dockets import Dockets
from ledger.service import Ledger
from tests.ledger.given import record
from tests.ledger.lives import DEALS, OTHER, UNFILED, Life, lives
from tests.ledger.story import (
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    everything,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    tie,
    voiding,
)

Outcome = tuple[type[Refusal], str] | None


def believed(ledger: Ledger, deals: Sequence[str]) -> dict[str, Any]:
    return {deal: ledger.beliefs(deal) for deal in deals}


def refusal(ask: Callable[[], Any]) -> Outcome:
    try:
        ask()
    except Refusal as refused:
        return type(refused), str(refused)
    return None


def shifts(ledger: Ledger, one: Any, deals: Sequence[str] = DEALS) -> list[DealShift]:
    """What recording something changes, as the beliefs before and after it tell."""
    before = believed(ledger, deals)
    ledger.record(one, by=ANALYST)
    found = [difference(before[deal], after) for deal, after in believed(ledger, deals).items()]
    return [shift for shift in found if shift is not None]


@settings(max_examples=150, deadline=None)
@given(lives())
@example(([claim(), claim("agency-b"), retraction(claim(), by="agency-a", scope="origin")], voiding(claim(), "origin")))
@example(([claim(), claim("agency-b", deal=OTHER)], tie("agency-a", "same-as", "agency-b")))
@example(([claim()], claim("agency-b", deal=OTHER, corrects=id_of(claim()))))
@example(([UNFILED, claim("agency-a")], record("assignment", claim=id_of(UNFILED), deal=DEAL, proposition="shipped")))
def test_a_preview_is_the_difference_that_recording_makes(life: Life) -> None:
    earlier, one = life
    with open_ledger(":memory:", clock=Calendar()) as ledger:
        ledger.record_all([*beginning(), *opening(OTHER)], by=ANALYST)
        ledger.record_each(earlier, by=ANALYST, keep_going=True)
        before = head(ledger)

        refused = refusal(lambda: ledger.preview(one))
        found = ledger.preview(one) if refused is None else None

        assert head(ledger) == before
        made: list[DealShift] = []
        assert refusal(lambda: made.extend(shifts(ledger, one))) == refused
        if found is not None:
            receipt = ledger.record(one, by=ANALYST)
            assert list(found.deals) == made
            assert (found.record, found.id, found.status) == (receipt.record, receipt.id, receipt.status)


def test_a_preview_tells_of_every_band_stage_and_proposition_that_would_change(ledger: Ledger) -> None:
    recorded(ledger, claim(), claim("agency-b", "ordered"))

    (shift,) = ledger.preview(retraction(claim())).deals

    assert (shift.deal, shift.furthest and (shift.furthest.from_, shift.furthest.to)) == (DEAL, ("shipment", "order"))
    assert [stage.stage for stage in shift.stages] == ["order", "shipment"]
    bands = {one.proposition: one.band and (one.band.from_, one.band.to) for one in shift.propositions}
    assert bands == {"ordered": None, "shipped": ("very likely", None)}
    assert [one.from_ and one.from_.reports for one in shift.propositions] == [2, 1]
    assert [one.to.reports for one in shift.propositions] == [1, 0]


def test_the_twin_a_preview_that_forgets_what_is_to_come_foresees_nothing(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dockets, "foreseen", lambda dockets, deal, position, pending: dockets.docket(deal, position))
    recorded(ledger, claim())

    assert ledger.preview(retraction(claim())).deals == ()
    assert shifts(ledger, retraction(claim()), [DEAL]) != []


def test_what_is_on_record_already_changes_nothing(ledger: Ledger) -> None:
    recorded(ledger, claim(), retraction(claim()))

    found = ledger.preview(retraction(claim()))

    assert (found.again, found.status, found.deals) == (True, "retracted", ())


def test_everything_can_be_foreseen_from_the_first_on(calendar: Calendar) -> None:
    with open_ledger(":memory:", clock=calendar) as ledger:
        for one in everything():
            foreseen = ledger.preview(one)
            receipt = ledger.record(one, by=ANALYST)
            assert (foreseen.id, foreseen.status, foreseen.again) == (receipt.id, receipt.status, receipt.again)


def test_a_preview_of_what_moved_on_is_refused(ledger: Ledger) -> None:
    recorded(ledger, claim())

    assert ledger.preview(retraction(claim()), expected=[1]).deals
    with pytest.raises(MovedOn):
        ledger.preview(retraction(claim()), expected=[2])


def test_a_preview_is_of_the_ledger_as_another_process_has_it(file: Any, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as writer, open_ledger(str(file), clock=calendar) as reader:
        recorded(writer, claim())
        assert reader.preview(retraction(claim())).deals == writer.preview(retraction(claim())).deals != ()
        with pytest.raises(NotFound):
            reader.claim(id_of(claim("agency-b")))


def test_a_preview_of_what_lies_in_the_future_is_refused_as_recording_it_is(ledger: Ledger, calendar: Calendar) -> None:
    early = claim(on="2024-01-03")
    for ask in (ledger.preview, lambda one: ledger.record(one, by=ANALYST)):
        with pytest.raises(ContradictedDate, match="2024-01-03 lies in the future"):
            ask(early)

    calendar.on("2024-01-03")
    assert ledger.preview(early).deals
