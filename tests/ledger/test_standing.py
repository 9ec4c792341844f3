from typing import Any

import pytest

from ledger.service import Ledger
from ledger.standing import about, changed_by, standing
from tests.ledger.given import record, source_record
from tests.ledger.story import DEAL, claim, grade, id_of, proposition, recorded, retraction, tie, voiding


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (proposition("bought"), "bought"),
        (proposition("priced", kind="valued"), "priced"),
        (record("verdict", deal=DEAL, proposition="shipped", verdict="true", reason="x"), "shipped"),
        (record("reopening", deal=DEAL, proposition="shipped", reason="x"), "shipped"),
        (record("deal", id=DEAL, title="x"), None),
        (source_record("outlet"), None),
        (claim(), None),
    ],
)
def test_a_record_is_about_a_proposition_or_about_the_whole_of_its_stream(given: Any, expected: str | None) -> None:
    assert about(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (grade(claim(), "3"), f"claim:{id_of(claim())}"),
        (retraction(claim()), f"claim:{id_of(claim())}"),
        (voiding(claim()), f"claim:{id_of(claim())}"),
        (record("correction", claim=id_of(claim()), reason="x"), f"claim:{id_of(claim())}"),
        (record("assignment", claim=id_of(claim()), deal=DEAL, proposition="shipped"), f"claim:{id_of(claim())}"),
        (claim("agency-b", corrects=id_of(claim())), f"claim:{id_of(claim())}"),
        (claim("agency-b", restates=id_of(claim())), f"claim:{id_of(claim())}"),
        (tie("outlet", "ownership", "wire"), "source:outlet"),
        (record("grade", source="outlet", reliability="A", reason="x"), "source:outlet"),
        (proposition("bought"), f"deal:{DEAL}"),
        (record("verdict", deal=DEAL, proposition="shipped", verdict="true", reason="x"), f"deal:{DEAL}"),
        (record("reopening", deal=DEAL, proposition="shipped", reason="x"), f"deal:{DEAL}"),
        (claim(), None),
        (source_record("outlet"), None),
        (record("deal", id=DEAL, title="x"), None),
    ],
)
def test_a_record_changes_what_it_names_or_brings_something_new(given: Any, expected: str | None) -> None:
    assert changed_by(given) == expected


def test_a_receipt_says_what_the_thing_is_now(ledger: Ledger) -> None:
    verdict = {"deal": DEAL, "proposition": "shipped", "verdict": "false", "reason": "none came"}
    story = {
        "not graded": source_record("late"),
        "reliability F": record("grade", source="late", reliability="F", reason="unknown to us"),
        "cited": record("document", id="a", title="x", held="cited"),
        "seen-by": record("document", id="b", title="x", held="seen-by", by="outlet"),
        "captured": record("document", id="c", title="x", text="x"),
        "open": proposition("bought"),
        "settled false": record("verdict", **verdict),
        "standing": claim(),
        "retracted": retraction(claim()),
        "voided": record("correction", claim=id_of(claim()), reason="never said"),
    }

    assert [receipt.status for receipt in recorded(ledger, *story.values())] == list(story)
    assert [r.status for r in recorded(ledger, voiding(claim()), claim())] == ["voided", "voided"]
    (reopened,) = recorded(ledger, record("reopening", deal=DEAL, proposition="shipped", reason="one came"))
    assert (reopened.id, reopened.status) == ("shipped", "open")


def test_a_grade_changes_no_standing(ledger: Ledger) -> None:
    assert [r.status for r in recorded(ledger, claim(), grade(claim(), "5"))] == ["standing", "standing"]


def test_a_deal_is_open_whatever_became_of_a_proposition_of_its_name(ledger: Ledger) -> None:
    named_alike = {"deal": DEAL, "proposition": DEAL, "verdict": "true", "reason": "x"}
    recorded(ledger, proposition(DEAL), record("verdict", **named_alike))
    parties = [{"source": "state-y", "role": "buyer"}]

    (again,) = recorded(ledger, record("deal", id=DEAL, title="Cranes for the harbour", parties=parties))

    assert (again.again, again.status) == (True, "open")


def test_what_never_was_has_no_standing() -> None:
    with pytest.raises(AssertionError):
        standing(None, "source", "x")
