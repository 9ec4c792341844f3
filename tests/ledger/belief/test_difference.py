"""The difference between two beliefs about a deal."""

from ledger.belief.difference import BandShift, FurthestShift, difference
from ledger.service import Ledger
from tests.ledger.story import DEAL, claim, recorded


def test_what_is_the_same_is_no_difference(ledger: Ledger) -> None:
    recorded(ledger, claim(), claim("agency-b", "how-many", value="9"))
    found = ledger.beliefs(DEAL)
    stirred = [one.model_copy(update={"changed_at": one.changed_at + 1}) for one in found.propositions]

    assert difference(found, found) is None
    assert difference(found, found.model_copy(update={"propositions": tuple(stirred)})) is None


def test_whatever_is_believed_otherwise_is_a_difference(ledger: Ledger) -> None:
    before = ledger.beliefs(DEAL)
    recorded(ledger, claim(), claim("agency-b", "how-many", value="9"))
    after = ledger.beliefs(DEAL)

    found = difference(before, after)

    assert found is not None
    assert found.furthest == FurthestShift(from_=None, to=after.ladder.furthest)
    assert [one.proposition for one in found.propositions] == ["ordered", "shipped", "how-many"]
    assert [one.band for one in found.propositions] == [
        BandShift(from_=None, to="very likely"),
        BandShift(from_=None, to="very likely"),
        None,
    ]
    assert [(one.from_, one.to) for one in found.propositions] == list(
        zip(before.propositions, after.propositions, strict=True)
    )
    assert [stage.stage for stage in found.stages] == ["order", "shipment"]


def test_a_report_more_is_a_difference_within_the_band(ledger: Ledger) -> None:
    recorded(ledger, claim())
    before = ledger.beliefs(DEAL)
    recorded(ledger, claim(text="an echo"))

    found = difference(before, ledger.beliefs(DEAL))

    assert found is not None
    assert (found.furthest, found.stages) == (None, ())
    assert [one.band for one in found.propositions] == [None, None]


def test_of_a_deal_that_was_not_on_record_everything_is_new(ledger: Ledger) -> None:
    found = difference(None, ledger.beliefs(DEAL))

    assert found is not None
    assert [one.from_ for one in found.propositions] == [None, None, None]
    assert [stage.from_ for stage in found.stages] == [None, None]
