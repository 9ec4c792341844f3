from collections.abc import Iterable
from typing import Any

import pytest

from ledger.filters import ClaimFilter
from ledger.projections import applying, follower
from ledger.projections.listing import Listing
from tests.ledger.given import record
from tests.ledger.projections.conftest import Followed
from tests.ledger.story import (
    DEAL,
    beginning,
    claim,
    everything,
    id_of,
    recorded,
    retraction,
    voiding,
)


def found(followed: Followed, **where: Any) -> list[str]:
    followed.follower.follow()
    return [claim for _, claim in followed.index.claims(ClaimFilter(**where), limit=50)]


UNFILED = claim(deal=None, proposition=None, text="Cranes, they say.")
ASSIGNMENT = record("assignment", claim=id_of(UNFILED), deal=DEAL, proposition="ordered")


@pytest.mark.parametrize("batch", [1, 2, 100], ids=["one by one", "in pairs", "all at once"])
def test_an_assigned_claim_is_found_by_its_deal_its_proposition_and_the_period_and_text_of_that(
    followed: Followed, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(follower, "BATCH", batch)
    recorded(followed.ledger, *beginning(), UNFILED)
    about: list[dict[str, Any]] = [
        {"deal": DEAL},
        {"proposition": "ordered"},
        {"period": "2023-11"},
        {"text": "say ordered"},
    ]
    if batch < 100:
        assert found(followed, unfiled=True) == [id_of(UNFILED)]
        assert [found(followed, **where) for where in about] == [[]] * 4

    recorded(followed.ledger, ASSIGNMENT)

    assert [found(followed, **where) for where in about] == [[id_of(UNFILED)]] * 4
    assert found(followed, unfiled=True) == []


@pytest.mark.parametrize("step", [1, 2, 5], ids=["at once", "in pairs", "late"])
def test_what_became_of_a_claim_changes_what_it_is_found_by_each_time(followed: Followed, step: int) -> None:
    one = claim(text="as printed")
    recorded(followed.ledger, *beginning(), one)
    became = [
        retraction(one),
        voiding(one),
        retraction(one, reason="again"),
        claim("agency-b", corrects=id_of(one), reason="x"),
    ]
    statuses = ["retracted", "standing", "retracted", "corrected"]

    for count, (then, status) in enumerate(zip(became, statuses, strict=True), 1):
        recorded(followed.ledger, then)
        if count % step == 0:
            assert found(followed, status=status, text="printed") == [id_of(one)]
    assert found(followed, status="corrected") == found(followed, text="printed") == [id_of(one)]
    assert found(followed, status="retracted") == []


def test_each_claim_is_listed_once_and_others_stay_as_they_are(followed: Followed) -> None:
    for one in everything():
        recorded(followed.ledger, one)
        followed.follower.follow()

    stances = [(term, doc) for term, doc, _, _ in followed.rows()["view_instance"] if term.startswith("stance:")]
    assert sorted(doc for _, doc in stances) == [row[0] for row in followed.rows()["view_claim"]]
    assert followed.ledger.examination().fault is None


class NotAll(Listing):
    """A fault: the last claim that a batch records is not listed."""

    def _list(self, new: Any) -> None:
        super()._list(new[:-1])


class Unlisted(Listing):
    """A fault: what becomes of claims that are listed is passed over."""

    def _relist(self, before: Any, after: Any) -> None:
        pass


class Kept(Listing):
    """A fault: a claim is listed anew, and stays listed as it was."""

    def _relist(self, before: Any, after: Any) -> None:
        number = self._number
        rows: Iterable[Any] = ((one.position, one.terms) for one in sorted(after))
        self._db.executemany(f"INSERT INTO view_term_{number} (rowid, terms) VALUES (?, ?)", rows)


@pytest.mark.parametrize("fault", [NotAll, Unlisted, Kept])
def test_a_listing_that_is_wrong_would_be_found(
    followed: Followed, monkeypatch: pytest.MonkeyPatch, fault: type[Listing]
) -> None:
    """The twin of the tests above: the doctor finds what each fault leaves behind."""
    recorded(followed.ledger, *beginning(), claim(), UNFILED)
    followed.follower.follow()
    assert followed.ledger.examination().fault is None
    with monkeypatch.context() as faulty:
        faulty.setattr(applying, "Listing", fault)
        recorded(followed.ledger, retraction(claim()), ASSIGNMENT, claim("agency-b", text="one more"))
        followed.follower.follow()

    found = followed.ledger.examination().fault

    assert found is not None
    followed.follower.rebuild()
    assert followed.ledger.examination().fault is None
