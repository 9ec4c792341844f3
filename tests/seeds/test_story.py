"""What the record supports once the seeds are on it: one briefing, heard once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import open_ledger
from ledger.errors import OtherBytes
from ledger.interchange.importing import Times, import_lines
from ledger.service import Ledger

SEEDS = Path(__file__).parents[2] / "seeds"
TALKS = SEEDS / "2023-08-31-arms-talks.ndjson"
NOTE = SEEDS.parent / "tests" / "ledger" / "documents" / "borealia-note.ndjson"


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with open_ledger(":memory:", create=True) as opened, TALKS.open("rb") as lines:
        outcomes = list(import_lines(opened, lines, by="analyst", times=Times.KEPT))
        assert [outcome.refusal for outcome in outcomes if outcome.refusal is not None] == []
        yield opened


def test_told_again_the_story_adds_nothing(ledger: Ledger) -> None:
    before = ledger.moment(None).position
    with TALKS.open("rb") as lines:
        outcomes = list(import_lines(ledger, lines, by="analyst", times=Times.IGNORED))
    assert outcomes and all(outcome.receipt is not None and outcome.receipt.again for outcome in outcomes)
    assert ledger.moment(None).position == before


def test_it_was_all_recorded_on_the_day_of_the_report(ledger: Ledger) -> None:
    head = ledger.moment(None)
    assert ledger.moment("2023-08-31") == head
    assert ledger.moment("2023-08-30").position == 0


def test_talks_are_the_furthest_that_is_supported(ledger: Ledger) -> None:
    ladder = ledger.beliefs("russia-dprk-munitions").ladder
    assert ladder.furthest == "negotiation"
    assert [stage.stage for stage in ladder.stages] == ["contact", "correspondence", "visit", "negotiation"]


def test_everything_rests_on_one_origin_at_most(ledger: Ledger) -> None:
    beliefs = ledger.beliefs("russia-dprk-munitions").propositions
    origins = {belief.id: belief.origins for belief in beliefs}
    unknown = {"network-for-arms-deals", "turn-shows-desperation"}
    assert origins == {name: 0 if name in unknown else 1 for name in origins}
    assert {belief.against for belief in beliefs if belief.kind == "yes-no"} == {0}


@pytest.mark.parametrize("deal", ["russia-dprk-munitions", "russia-iran-weapons"])
def test_an_opinion_is_no_basis(deal: str, ledger: Ledger) -> None:
    (belief,) = [b for b in ledger.beliefs(deal).propositions if b.id == "turn-shows-desperation"]
    assert belief.reports == 2
    assert belief.kind == "yes-no" and belief.vacuous


def test_bytes_that_are_not_the_cited_document_are_refused(ledger: Ledger) -> None:
    before = ledger.moment(None)
    with pytest.raises(OtherBytes):
        ledger.attach("arms-talks-2023-08-31", b"something else", by="analyst")
    assert ledger.moment(None) == before


def test_the_document_of_our_own_is_captured_with_its_quotes() -> None:
    with open_ledger(":memory:", create=True) as ledger, NOTE.open("rb") as lines:
        outcomes = list(import_lines(ledger, lines, by="analyst", folder=NOTE.parent))
        assert all(outcome.receipt is not None for outcome in outcomes)
        quotes = [e.quote for claim in ledger.claims().items for e in claim.evidence]
    assert len(quotes) == 4
    assert "\u201ca fairy tale without proof\u201d" in quotes


def test_what_the_treasury_did_had_been_done_by_the_day_of_the_briefing(ledger: Ledger) -> None:
    found = ledger.beliefs("russia-dprk-munitions", asserted_as_of="2023-08-30")
    (sanctioned,) = [b for b in found.propositions if b.id == "network-sanctioned"]
    assert sanctioned.kind == "yes-no" and not sanctioned.vacuous
    assert found.possibly_said == 0
