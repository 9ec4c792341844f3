from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.filters import ClaimFilter
from ledger.log import Moment
from ledger.opening import open_ledger
from ledger.service import Ledger
from ledger.specs.clock import ScenarioClock
from ledger.specs.faults import Miswritten, Records
from ledger.specs.meaning.claims import claims_on_record
from ledger.specs.places.live import Live, LiveStaging
from ledger.specs.places.pasts import Pasts
from ledger.specs.places.reading import AsOf, moment_of
from ledger.specs.places.scenes import Ledgers, Place, scene_at
from ledger.specs.scene import Scene
from ledger.verbs import every
from tests.ledger.given import record
from tests.ledger.specs.earlier import DEAL, HEAD, NAME, days, keep, live
from tests.ledger.story import Calendar

AT = Moment(10, "2023-10-14T12:00:00.000000Z")


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with live() as (ledger, _, _):
        yield ledger


@pytest.fixture
def as_of(ledger: Ledger) -> AsOf:
    return AsOf(ledger, AT, "Do otherwise.")


def test_every_question_is_answered_as_of_the_moment(ledger: Ledger, as_of: AsOf) -> None:
    then = ledger.beliefs("d-1", recorded_as_of="10")
    assert as_of.beliefs("d-1") == as_of.beliefs("d-1", recorded_as_of="2023-12-31") == then
    assert as_of.explanation("d-1", "p-moved") == ledger.explanation("d-1", "p-moved", recorded_as_of="10")
    assert as_of.matrix("d-1") == ledger.matrix("d-1", recorded_as_of="10")
    assert as_of.changes("d-1") == ledger.changes("d-1", recorded_until="10")
    assert as_of.history("d-1", recorded_since="8") == ledger.history("d-1", recorded_since="8", recorded_until="10")
    assert as_of.timeline("d-1") == ledger.timeline("d-1", recorded_as_of="10")
    assert as_of.footprint("s-1") == ledger.footprint("s-1", recorded_as_of="10")
    claims = as_of.claims(ClaimFilter(deal="d-1")).items
    assert [claim.position for claim in claims] == [8, 10]
    assert as_of.provenance(claims[0].id) == ledger.provenance(claims[0].id, recorded_as_of="10")
    assert [entry.position for entry in as_of.entries()] == [entry.position for entry in as_of.events().items]
    assert as_of.health().head == 10


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (None, "10"),
        ("9", "9"),
        ("11", "10"),
        ("2023-10-13", "2023-10-13"),
        ("2023-10-14", "10"),
        ("2023-10-14T11:59:59Z", "2023-10-14T11:59:59Z"),
        ("2999-01-01", "10"),
    ],
)
def test_an_earlier_place_is_itself_and_a_later_one_is_the_moment(as_of: AsOf, asked: str | None, place: str) -> None:
    assert as_of.place(asked) == place


def test_a_deal_has_the_propositions_and_verdicts_that_there_were(ledger: Ledger) -> None:
    given = record("verdict", deal="d-1", proposition="p-moved", verdict="true", reason="they owned up")
    position = ledger.record(given, by="test").position
    found = [AsOf(ledger, Moment(at, None), "").deal("d-1").propositions for at in (8, position - 1, position)]
    shown = [[(one.id, one.verdict) for one in propositions] for propositions in found]
    assert shown == [
        [("p-moved", None)],
        [("p-moved", None), ("p-arrived", None)],
        [("p-moved", "true"), ("p-arrived", None)],
    ]


def test_nothing_is_recorded_and_what_to_do_instead_is_said(ledger: Ledger, as_of: AsOf) -> None:
    before = ledger.health().head
    grade = record("grade", source="s-1", reliability="B", reason="x")
    for told in (
        lambda: as_of.record(grade, by="me"),
        lambda: as_of.record_all([grade], by="me"),
        lambda: as_of.record_each([grade], by="me"),
        lambda: as_of.attach("x", b"x", by="me"),
        lambda: as_of.forget("x", "y", by="me"),
    ):
        with pytest.raises(Records, match=r"the ledger here is only read; nothing was recorded. Do otherwise."):
            told()
    assert ledger.health().head == before


def test_a_preview_is_of_the_present_alone(ledger: Ledger, as_of: AsOf) -> None:
    grade = record("grade", source="s-1", reliability="B", reason="x")
    with pytest.raises(Miswritten, match="told of the present alone"):
        as_of.preview(grade)
    assert AsOf(ledger, moment_of(ledger, None), "", is_now=True).preview(grade) == ledger.preview(grade)


def test_a_moment_is_that_of_the_beliefs_about_the_first_deal(ledger: Ledger) -> None:
    assert moment_of(ledger, "2023-10-14") == AT
    assert moment_of(ledger, str(HEAD)).position == HEAD
    with pytest.raises(Miswritten, match=f'no deal was on record by 5: the first, "{DEAL}", was opened later'):
        moment_of(ledger, "5")


def test_a_claim_that_was_filed_since_is_there_as_it_was(ledger: Ledger) -> None:
    # given
    hops = [{"source": "s-2", "role": "origin"}]
    receipt = ledger.record(record("claim", attribution=hops, text="something moved"), by="test")
    before = ledger.health().head
    filing = record("assignment", claim=receipt.claim, deal="d-1", proposition="p-moved")
    ledger.record(filing, by="test")
    ledger.record(record("correction", claim=receipt.claim, reason="a misreading"), by="test")
    then = AsOf(ledger, Moment(before, None), "")
    # when
    unfiled = [claim.id for claim in every(then.claims, ClaimFilter(unfiled=True))]
    filed = [claim.id for claim in every(then.claims, ClaimFilter(deal="d-1", proposition="p-moved"))]
    standing = [claim.id for claim in every(then.claims, ClaimFilter(status="standing"))]
    # then
    assert unfiled == [receipt.claim]
    assert receipt.claim in standing
    assert receipt.claim not in filed
    assert not list(every(AsOf(ledger, Moment(before + 2, None), "").claims, ClaimFilter(unfiled=True)))


def test_the_twin_a_copy_and_a_live_server_list_the_same_claims(tmp_path: Path) -> None:
    # given: a history in which a claim was filed, and one taken back, after the moment
    hops = [{"source": "s-2", "role": "origin"}]
    told = record("claim", attribution=hops, text="something moved")
    path = keep(tmp_path / "history.db", [*days(), ("2023-10-20", [told])])
    with open_ledger(str(path), clock=Calendar("2023-10-21")) as ledger:
        claim = ledger.claims(ClaimFilter(unfiled=True)).items[0].id
        ledger.record(record("assignment", claim=claim, deal="d-1", proposition="p-moved"), by="test")
        ledger.record(record("correction", claim=claim, reason="a misreading"), by="test")
        at = ledger.health().head - 2
    pasts = Pasts({NAME: path})
    with open_ledger(str(path)) as ledger, scene_at(Place.MEMORY, Ledgers(pasts)) as copied:
        live = Scene(LiveStaging(Live(ledger), "it"), ScenarioClock())
        for scene in (copied, live):
            scene.go_back(NAME, str(at))
            scene.speak_of(DEAL)
        # when
        rows = [list(claims_on_record(scene)) for scene in (copied, live)]
    pasts.close()
    # then
    assert rows[0] == rows[1]
    assert [row["statement"] for row in rows[0] if row["counts"] == "no"] == ["something moved"]
