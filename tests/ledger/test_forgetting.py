"""What forgetting decides, and what an open ledger says of it from then on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger import claim as claims
from ledger.decision import Again
from ledger.dossier.building import dossier
from ledger.errors import InvalidRecord, MovedOn, Rejected, UnknownReference
from ledger.events import ContentForgotten
from ledger.forgetting import decide, forget
from ledger.idempotency import Keyed, key_digest
from ledger.opening import open_ledger
from ledger.sealing import Sealer
from ledger.service import Ledger
from ledger.views import Forgetting
from tests.ledger.dossier.reading import sentences
from tests.ledger.dossier.reading import told as all_told
from tests.ledger.given import record
from tests.ledger.story import ANALYST, DEAL, Calendar, beginning, claim, head, id_of, retraction

TEXT = "The cranes were seen on the quay by the harbour master himself.\n"
QUOTE, NOTE = TEXT[4:35], "Told by Jana Novotna, who must not be named."
LAW = "GDPR, article 17 (1) (d)"
QUOTED = claim(evidence=[{"document": "report", "start": 4, "end": 35, "quote": QUOTE}], note=NOTE, text="As printed.")
CUT = claim("agency-b", evidence=[{"document": "report", "start": 0, "end": 10}])
ID = id_of(QUOTED)


@pytest.fixture
def told(empty: Ledger) -> Ledger:
    """On each store: a captured document, a claim with a note and a quote of it, and one that shows a cut of it."""
    report = record("document", id="report", title="A report", publisher="outlet", text=TEXT)
    empty.record_all([*beginning(), report, QUOTED, CUT], by=ANALYST)
    return empty


def erase(ledger: Ledger, thing: str = ID, **how: Any) -> Forgetting:
    return ledger.forget(thing, LAW, by="dpo", **how)


def test_a_note_is_gone_and_said_to_be_gone(told: Ledger, calendar: Calendar) -> None:
    assert told.claim(ID).note == NOTE
    calendar.on("2024-02-01")

    found = erase(told, of=["note"])

    assert found.receipt is not None and not found.receipt.again and found.overwritten
    assert [(one.part, one.size) for one in found.erased] == [("note", len(NOTE))]
    seen = told.claim(ID)
    assert (seen.note, seen.evidence[0].quote) == (None, QUOTE)
    assert seen.note_forgotten is not None
    assert (seen.note_forgotten.position, seen.note_forgotten.recorded_at[:10]) == (head(told), "2024-02-01")
    assert seen.note_forgotten.reason == LAW


def test_it_is_gone_as_of_every_moment(told: Ledger) -> None:
    before = head(told)
    erase(told)

    seen = told.claim(ID, recorded_as_of=str(before))

    assert (seen.note, seen.evidence[0].quote) == (None, None)
    assert seen.note_forgotten is not None and seen.evidence[0].forgotten is not None
    assert seen.version == 1


def test_a_quote_that_was_forgotten_is_not_cut_from_its_document_again(told: Ledger) -> None:
    erase(told, of=["evidence.0.quote"])

    (place,) = told.claim(ID).evidence
    assert place.quote is None and place.forgotten is not None and place.forgotten.part == "evidence.0.quote"
    (known,) = told.provenance(ID).evidence
    assert (known.quote, known.forgotten) == (None, place.forgotten)
    assert told.claim(ID).note == NOTE


def test_a_document_goes_with_every_quote_that_is_cut_from_it(told: Ledger) -> None:
    assert told.claim(id_of(CUT)).evidence[0].quote == TEXT[:10]

    erase(told, "report")

    seen = told.document("report")
    assert seen.held == "forgotten" and seen.forgotten is not None and seen.forgotten.reason == LAW
    (place,) = told.claim(id_of(CUT)).evidence
    assert (place.quote, place.forgotten) == (None, seen.forgotten)
    assert told.claim(ID).evidence[0].quote == QUOTE  # it has a text of its own


def test_beliefs_and_proofs_stay_and_the_log_has_one_entry_more(told: Ledger) -> None:
    before, entries = told.beliefs(DEAL), [entry.data for entry in told.entries()]

    erase(told)

    after = told.beliefs(DEAL)
    assert (after.propositions, after.ladder) == (before.propositions, before.ladder)
    now = list(told.entries())
    assert [entry.data for entry in now[:-1]] == entries
    assert isinstance(now[-1].fact, ContentForgotten) and now[-1].fact.reason == LAW
    assert told.examination().fault is None


def test_timeline_explanation_and_history_of_it_say_so(told: Ledger) -> None:
    erase(told, of=["note"])
    at = head(told)

    items = {item.claim: item.forgotten for item in told.timeline(DEAL).items}
    assert [(one.part, one.position) for one in items[ID]] == [("note", at)]
    assert items[id_of(CUT)] == ()
    remarks = [r for term in told.explanation(DEAL, "shipped").voices for r in term.remarks]
    assert remarks == [f"words forgotten: position {at}, 2024-01-01"]
    assert told.provenance(ID).later[-1].event == "content-forgotten"
    assert [change.event for change in told.changes(DEAL).items if change.position == at] == []


def test_a_report_says_what_is_missing_and_cites_both_entries(told: Ledger) -> None:
    recorded_at, (gone, at) = told.claim(ID).position, (erase(told, of=["evidence.0.quote"]), head(told))
    assert gone.receipt is not None

    found = dossier(told, DEAL)

    missing = sentences(found, "What is missing")
    (one,) = (sentence for sentence in missing if "Forgotten for a legal reason, of report: 1 passage" in sentence.text)
    assert one.at == (recorded_at, at)
    every = [sentence for sentence in all_told(found) if "its words were forgotten on 2024-01-01" in str(sentence)]
    assert every and QUOTE not in str(all_told(found))


def test_an_index_built_anew_says_the_same(told: Ledger) -> None:
    erase(told)
    before = told.timeline(DEAL), told.explanation(DEAL, "shipped")

    told.rebuild()

    assert (told.timeline(DEAL), told.explanation(DEAL, "shipped")) == before


def test_what_is_forgotten_already_answers_again(told: Ledger) -> None:
    first = erase(told, of=["note"]).receipt
    assert first is not None
    there = head(told)

    again = erase(told, of=["note"])

    assert again.receipt is not None and again.receipt.again and again.receipt.position == first.position
    assert again.erased == () and head(told) == there
    rest = erase(told)
    assert rest.receipt is not None and not rest.receipt.again
    assert [one.part for one in rest.erased] == ["evidence.0.quote"]


@pytest.mark.parametrize(
    ("thing", "of", "kind", "says"),
    [
        ("sha256:" + "0" * 64, [], UnknownReference, "no claim"),
        ("nowhere", [], UnknownReference, "no document"),
        (id_of(CUT), ["evidence.0.quote"], Rejected, "cut from its document"),
        (id_of(CUT), ["note"], Rejected, "has no note"),
        (id_of(CUT), [], Rejected, "no note, and no quote of its own"),
        ("report", ["note"], Rejected, "forgotten whole"),
        (ID, ["text"], InvalidRecord, "expected"),
    ],
)
def test_what_there_is_not_is_refused(
    told: Ledger, thing: str, of: list[str], kind: type[Exception], says: str
) -> None:
    there = head(told)

    with pytest.raises(kind, match=says):
        erase(told, thing, of=of)
    with pytest.raises(kind, match=says):
        told.forgetting(thing, of=of)
    assert head(told) == there


def test_a_reason_is_needed(told: Ledger) -> None:
    with pytest.raises(InvalidRecord):
        told.forget(ID, "", by="dpo")
    assert told.claim(ID).note == NOTE


def test_only_what_was_read_is_forgotten(told: Ledger) -> None:
    told.record(retraction(QUOTED), by=ANALYST)

    with pytest.raises(MovedOn):
        erase(told, expected=[1])
    assert told.claim(ID).note == NOTE
    assert erase(told, expected=[2]).receipt is not None


def test_a_claim_told_again_does_not_bring_its_words_back(told: Ledger) -> None:
    erase(told)

    receipt = told.record(QUOTED, by=ANALYST)

    assert receipt.again
    assert told.claim(ID).note is None


def test_an_answer_under_a_key_cannot_be_checked_against_a_guess(empty: Ledger) -> None:
    sent, other = Keyed("k1", b'{"note":"guessed"}'), Keyed("k2", b"another")
    report = record("document", id="report", title="A report", publisher="outlet", text=TEXT)
    empty.record_all([*beginning(), report], by=ANALYST)
    empty.record(QUOTED, by=ANALYST, keyed=sent)
    empty.record(CUT, by=ANALYST, keyed=other)
    batch = Keyed("k3", b"a batch", whole=False)
    empty.record_each([claim("agency-c")], by=ANALYST, keyed=batch)

    erase(empty, keyed=Keyed("k4", b"the forgetting"))

    salts = {key: _salt(empty, key) for key in ("k1", "k2", "k3", "k4")}
    assert {key for key, salt in salts.items() if salt == b""} == {"k1", "k3"}  # of a batch nobody knows what was in it
    guessed = empty.record(QUOTED, by=ANALYST, keyed=Keyed("k1", b"another guess"))  # it is not told from the first
    assert guessed.claim == ID
    assert empty.examination().fault is None


def _salt(ledger: Ledger, key: str) -> bytes:
    by = "dpo" if key == "k4" else ANALYST
    known = ledger._log.answered(key_digest(ledger._log.salt(), by, key))
    assert known is not None
    return known.salt


def test_sent_again_under_its_key_it_is_answered_as_the_first_time(told: Ledger) -> None:
    keyed = Keyed("once", b"the same")
    first = erase(told, keyed=keyed)
    there = head(told)

    assert erase(told, keyed=keyed).receipt == first.receipt
    assert head(told) == there


# -- what remembers ----------------------------------------------------------------------------------------------------


@pytest.fixture
def both(tmp_path: Path, calendar: Calendar) -> Iterator[tuple[Ledger, Ledger]]:
    """Two openings of one file: whoever forgets, and one that has read it all before."""
    path = str(tmp_path / "claims.ledger")
    report = record("document", id="report", title="A report", publisher="outlet", text=TEXT)
    with open_ledger(path, create=True, clock=calendar) as writer, open_ledger(path, clock=calendar) as reader:
        writer.record_all([*beginning(), report, QUOTED, CUT], by=ANALYST)
        assert reader.claim(ID).note == NOTE and reader.claim(id_of(CUT)).evidence[0].quote == TEXT[:10]
        yield writer, reader


def test_whoever_has_it_in_memory_does_not_tell_it(both: tuple[Ledger, Ledger]) -> None:
    writer, reader = both

    erase(writer)
    erase(writer, "report")

    assert reader.claim(ID).note is None and reader.claim(id_of(CUT)).evidence[0].quote is None
    sealed = [one.commitment for entry in reader._log.stream(f"claim:{ID}")[:1] for one in entry.fact.sealed]  # type: ignore[attr-defined]
    assert [reader._sealer.text(commitment) for commitment in sealed] == [None, None]


def test_the_twin_a_memory_that_is_not_asked_again_would_tell_it(
    both: tuple[Ledger, Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, reader = both
    monkeypatch.setattr(type(reader._log), "holds", lambda *_: True)

    erase(writer)

    sealed = [one.commitment for entry in reader._log.stream(f"claim:{ID}")[:1] for one in entry.fact.sealed]  # type: ignore[attr-defined]
    assert NOTE in [reader._sealer.text(commitment) for commitment in sealed]


def test_a_sealer_lets_go_of_what_it_finds_forgotten(told: Ledger) -> None:
    told.claim(ID)
    sealer: Sealer = told._sealer
    assert sealer._text_of.cache_info().currsize

    sealed = told._log.stream(f"claim:{ID}")[0].fact.sealed  # type: ignore[attr-defined]
    erase(told)

    assert sealer.text(sealed[0].commitment) is None
    assert sealer._text_of.cache_info().currsize == 0


# -- deciding alone ----------------------------------------------------------------------------------------------------


def test_forgetting_is_decided_on_the_state_alone(told: Ledger) -> None:
    facts = [entry.fact for entry in told._log.stream(f"claim:{ID}")]
    state = claims.evolve(None, facts[0])

    (fact,) = decide(forget(ID, LAW), state)  # type: ignore[misc]

    assert isinstance(fact, ContentForgotten) and len(fact.commitments) == 2
    assert decide(forget(ID, "another reason"), claims.evolve(state, fact)) == Again(f"claim:{ID}", 2)
