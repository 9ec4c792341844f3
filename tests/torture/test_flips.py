"""Some flips of each table; and, with a safety switched off, that what it lets through is found."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.projections import extents, index, inspection, vocabulary
from ledger.store.sqlite import FileRecorder
from torture import flips, specimen
from torture.pages import pages
from torture.trial import Flip, Trial, Verdict


def silent(text: str) -> None:
    pass


def test_no_flip_is_believed_in_silence() -> None:
    assert flips.run(silent, thorough=False) == []


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    specimen.make(tmp_path / "made.ledger")
    return (tmp_path / "made.ledger").read_bytes()


@pytest.fixture
def flipped(tmp_path: Path, whole: bytes) -> Callable[[Flip], Verdict]:
    folder = tmp_path / "trial"
    folder.mkdir()
    return Trial(folder, whole).flip


def at(whole: bytes, text: bytes, letter: int = 0) -> Flip:
    """A flip of the case of a letter of some text, where that stands first."""
    assert whole.count(text) > 0
    return whole.index(text) + letter, 0x20


def bearing(whole: bytes, tmp_path: Path) -> list[Flip]:
    """Flips of a letter of the subject in rows that say what bears on a deal."""
    leaf = next(page for page in pages(tmp_path / "made.ledger") if page.owner == "view_bearing_1" and page.leaf)
    begin = leaf.number * specimen.PAGE
    page = whole[begin : begin + specimen.PAGE]
    return [(begin + row.start(), 0x20) for row in re.finditer(b"deal:harbour", page)]


def test_an_entry_that_is_altered_is_refused_and_found(whole: bytes, flipped: Callable[[Flip], Verdict]) -> None:
    verdict = flipped(at(whole, b"They were shipped"))

    assert (verdict.changed, verdict.found, verdict.wrong, verdict.faults) == (True, True, [], [])


def test_without_the_leaf_hashes_it_would_not_be(
    whole: bytes, flipped: Callable[[Flip], Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_check", lambda entries, digests: None)
    monkeypatch.setattr(inspection, "_compare", lambda db, used, anew: None)

    faults = flipped(at(whole, b"They were shipped")).faults

    assert any("the examination finds nothing" in fault for fault in faults)


def test_what_bears_on_a_deal_and_is_lost_is_missed(
    whole: bytes, tmp_path: Path, flipped: Callable[[Flip], Verdict]
) -> None:
    for flip in bearing(whole, tmp_path):
        verdict = flipped(flip)
        assert (verdict.found, verdict.misled, verdict.faults) == (True, [], [])


def test_without_the_sum_a_belief_would_be_wrong_in_silence(
    whole: bytes, tmp_path: Path, flipped: Callable[[Flip], Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extents, "adds_up", lambda since, positions, until: True)

    faults = [fault for flip in bearing(whole, tmp_path) for fault in flipped(flip).faults]

    assert "beliefs: a wrong answer" in faults


def test_without_the_commitments_an_altered_secret_would_pass(
    whole: bytes, flipped: Callable[[Flip], Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    altered = at(whole, b"Said with a smile.")
    assert flipped(altered).faults == []

    monkeypatch.setattr(inspection, "_lost", lambda log, entry: None)

    assert any("the examination finds nothing" in fault for fault in flipped(altered).faults)


def test_without_the_look_beneath_a_trigger_that_is_altered_would_pass(
    whole: bytes, flipped: Callable[[Flip], Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    altered = at(whole, b"events are never deleted")
    assert flipped(altered).faults == []

    monkeypatch.setattr(FileRecorder, "check", lambda self: None)

    assert any("the examination finds nothing" in fault for fault in flipped(altered).faults)


def test_without_a_look_at_how_the_index_was_made_a_list_would_be_wrong_and_nothing_found(
    whole: bytes, flipped: Callable[[Flip], Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    altered = whole.index(b"tokenchars '-._:=<'") + len("tokenchars '"), 0x80
    assert flipped(altered).faults == []

    monkeypatch.setattr(inspection, "_made_otherwise", lambda db, number: None)
    monkeypatch.setattr(vocabulary, "_settings", lambda db, number: None)

    assert any("answers were wrong, and the examination finds nothing" in fault for fault in flipped(altered).faults)


def test_every_byte_is_flipped_twice_and_a_page_of_each_table_in_a_smoke(whole: bytes, tmp_path: Path) -> None:
    places = pages(tmp_path / "made.ledger")
    every = flips.every_flip(len(whole))
    assert [byte for byte, _ in every] == [*range(len(whole))] * 2
    assert all(mask.bit_count() == (1 if n < len(whole) else 8) for n, (_, mask) in enumerate(every))

    some = {places[byte // specimen.PAGE].owner for byte, _ in flips.some_flips(whole, places)}

    assert some >= {"events", "vault", "view_bearing_1", "view_entry_1", "view_generation", "sqlite_sequence"}
