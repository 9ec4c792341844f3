from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ledger.entries import Entry, leaf_hash
from ledger.errors import (
    AlreadyCorrected,
    AlreadyRetracted,
    BadLocator,
    InvalidRecord,
    MovedOn,
    NotIndependent,
    OtherBytes,
    Refusal,
    StorageFailure,
    TooLarge,
    UnknownReference,
)
from ledger.idempotency import Keyed
from ledger.log import Answered, Change, Erasure, Secret
from ledger.opening import open_ledger
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.service import Ledger
from ledger.store import StoredLog, open_memory
from tests.ledger.given import record, source_record
from tests.ledger.story import (
    ANALYST,
    DEAL,
    REPORT,
    Calendar,
    beginning,
    claim,
    everything,
    grade,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    tie,
    voiding,
)


def types(ledger: Ledger) -> list[str]:
    return [entry.type for entry in ledger.events(limit=1_000).items]


# -- the first entry ---------------------------------------------------------------------------------------------------


def test_the_first_append_adopts_policy_1_at_position_1(empty: Ledger) -> None:
    receipt = empty.record(source_record("outlet"), by=ANALYST)

    assert receipt.position == 2
    assert types(empty) == ["policy-adopted/1", "source-registered/1"]
    assert empty.events(limit=1).items[0].fact["policy"]["name"] == "policy-1"  # type: ignore[index]


def test_beginning_is_done_once(empty: Ledger) -> None:
    first, second = empty.begin(by=ANALYST), empty.begin(by=ANALYST)

    assert (first.position, first.again, first.status) == (1, False, "policy-1 in force")
    assert second == first.model_copy(update={"again": True})
    assert head(empty) == 1


def test_what_is_refused_does_not_begin_a_ledger(empty: Ledger) -> None:
    with pytest.raises(UnknownReference):
        empty.record(claim(), by=ANALYST)
    (outcome,) = empty.record_each([claim()], by=ANALYST)

    assert isinstance(outcome, UnknownReference)
    assert head(empty) == 0


# -- receipts ----------------------------------------------------------------------------------------------------------


def test_a_receipt_says_where_and_when_and_what_was_stored(empty: Ledger, calendar: Calendar) -> None:
    empty.record_all(beginning(), by=ANALYST)
    calendar.on("2024-01-05")

    receipt = empty.record(claim(), by=ANALYST)

    (entry,) = empty.entries(after=receipt.position - 1, until=receipt.position)
    assert receipt == Receipt(
        record="claim",
        id=id_of(claim()),
        claim=id_of(claim()),
        position=head(empty),
        recorded_at="2024-01-05T12:00:00.000000Z",
        digest=leaf_hash(entry.data),
        again=False,
        status="standing",
    )
    assert (entry.recorded_at, entry.recorded_by) == (receipt.recorded_at, ANALYST)


def test_the_same_again_answers_with_the_first_receipt_and_the_present_status(ledger: Ledger) -> None:
    first, *_ = recorded(ledger, claim(), retraction(claim()))

    again = ledger.record(claim(note="seen a second time", credibility="2"), by="someone-else")

    assert again == first.model_copy(update={"again": True, "status": "retracted"})


def test_recorded_time_never_decreases(ledger: Ledger, calendar: Calendar) -> None:
    calendar.on("2024-01-09")
    (before,) = recorded(ledger, claim())
    calendar.on("2024-01-02")
    (after,) = recorded(ledger, claim("agency-b"))

    assert after.recorded_at == before.recorded_at


@pytest.mark.parametrize("batch", [False, True])
def test_every_kind_of_record_twice_adds_nothing(empty: Ledger, batch: bool) -> None:
    def take() -> list[Receipt]:
        return empty.record_all(everything(), by=ANALYST) if batch else recorded(empty, *everything())

    first = take()
    before = head(empty)
    second = take()

    assert head(empty) == before
    assert [r.again for r in first] == [False] * len(first)
    assert [r.again for r in second] == [True] * len(second)
    assert [(r.position, r.digest, r.id) for r in second] == [(r.position, r.digest, r.id) for r in first]


def test_every_kind_of_record_twice_in_one_batch_is_recorded_once(empty: Ledger) -> None:
    receipts = empty.record_all([*everything(), *everything()], by=ANALYST)

    first, second = receipts[: len(everything())], receipts[len(everything()) :]
    assert [r.again for r in second] == [True] * len(second)
    assert [r.position for r in second] == [r.position for r in first]


def test_a_retraction_voided_and_made_anew_stays_made_when_all_is_imported_again(ledger: Ledger) -> None:
    story = [claim(), retraction(claim()), voiding(claim()), retraction(claim(), reason="this time for certain")]
    recorded(ledger, *story)
    before = head(ledger)

    receipts = recorded(ledger, *story)

    assert head(ledger) == before
    assert receipts[0].status == "retracted"


def test_a_policy_adopted_again_adds_nothing(ledger: Ledger) -> None:
    policy = dict(ledger.events(limit=1).items[0].fact["policy"])  # type: ignore[call-overload]
    other = record("policy", policy={**policy, "name": "policy-2", "floor": "0.3"})

    (first, again) = recorded(ledger, other, other)

    assert (first.again, again.again) == (False, True)
    assert (first.position, first.status) == (again.position, "policy-2 in force")
    assert ledger.beliefs(DEAL).policy == "policy-2"


# -- batches -----------------------------------------------------------------------------------------------------------


def test_all_of_a_batch_or_none_and_the_refusal_says_which(empty: Ledger) -> None:
    batch = [*beginning(), claim(), claim("nobody"), claim("agency-b")]

    with pytest.raises(UnknownReference) as refused:
        empty.record_all(batch, by=ANALYST)

    assert refused.value.index == len(beginning()) + 1
    assert head(empty) == 0
    assert not empty.sources().items


def test_what_one_refused_batch_held_is_not_taken_for_recorded_by_the_next(ledger: Ledger) -> None:
    new = source_record("new-agency")
    with pytest.raises(UnknownReference):
        ledger.record_all([new, grade(claim(), "3")], by=ANALYST)

    assert not ledger.record(new, by=ANALYST).again


def test_each_up_to_the_first_refused(ledger: Ledger) -> None:
    before = head(ledger)

    outcomes = ledger.record_each([claim(), claim("nobody"), claim("agency-b")], by=ANALYST)

    assert [isinstance(one, Refusal) for one in outcomes] == [False, True]
    assert head(ledger) == before + 1


def test_each_and_keep_going(ledger: Ledger) -> None:
    before = head(ledger)

    outcomes = ledger.record_each([claim(), claim("nobody"), claim("agency-b")], by=ANALYST, keep_going=True)

    assert [isinstance(one, Refusal) for one in outcomes] == [False, True, False]
    assert head(ledger) == before + 2


def test_what_comes_later_builds_on_what_came_before_in_one_batch(empty: Ledger) -> None:
    calls = [*beginning(), claim(), retraction(claim()), voiding(claim()), grade(claim(), "2")]

    receipts = empty.record_all(calls, by=ANALYST)

    assert [r.position for r in receipts] == list(range(2, len(calls) + 2))
    assert receipts[-4].status == "standing"


@pytest.mark.parametrize("link", ["corrects", "restates"])
def test_a_claim_in_place_of_another_appends_both_events_at_once(ledger: Ledger, link: str) -> None:
    (old,) = recorded(ledger, claim())
    new = claim(text="said better", **{link: id_of(claim())})

    (receipt,) = recorded(ledger, new)

    follows = {"corrects": "claim-corrected/1", "restates": "claim-restated/1"}[link]
    assert types(ledger)[-2:] == ["claim-recorded/1", follows]
    assert receipt.position == head(ledger) - 1
    assert ledger.claim(old.id).status == follows.removeprefix("claim-").removesuffix("/1")


def test_a_claim_too_large_for_an_entry_is_refused_and_leaves_the_ledger_as_it_was(ledger: Ledger) -> None:
    hop = {
        "source": "outlet",
        "role": "relay",
        "verb": "\x01" * 500,
        "hedge": {"level": "certain", "words": "\x01" * 500},
    }
    before = head(ledger)

    outcomes = ledger.record_each([claim(attribution=[hop] * 16), claim()], by=ANALYST, keep_going=True)

    assert isinstance(outcomes[0], TooLarge)
    assert isinstance(outcomes[1], Receipt)
    assert head(ledger) == before + 1


def test_a_ref_means_nothing_outside_an_import(ledger: Ledger) -> None:
    for given in (claim(corrects="c1"), claim(restates="c1"), record("correction", claim="c1", reason="x")):
        with pytest.raises(UnknownReference, match="c1"):
            ledger.record(given, by=ANALYST)


def test_a_second_retraction_and_a_correction_of_what_was_corrected_are_refused(ledger: Ledger) -> None:
    void = record("correction", claim=id_of(claim()), reason="never said")
    recorded(ledger, claim(), retraction(claim()))
    before = head(ledger)

    with pytest.raises(AlreadyRetracted):
        ledger.record(retraction(claim(), reason="once more"), by=ANALYST)
    recorded(ledger, void)
    with pytest.raises(AlreadyCorrected):
        ledger.record(claim(text="anew", corrects=id_of(claim())), by=ANALYST)

    assert head(ledger) == before + 1


# -- law 10 ------------------------------------------------------------------------------------------------------------


def confirm(given: Any, late: bool) -> list[AnyRecord]:
    """Record a claim as confirmed: with the claim itself, or by a grade that comes after."""
    return [given, grade(given, "1")] if late else [claim_with(given, credibility="1")]


def claim_with(given: Any, **fields: Any) -> AnyRecord:
    stored = given.model_dump(mode="json", exclude_none=True)
    found: AnyRecord = record(stored.pop("record"), **{**stored, **fields})
    return found


def refuse(ledger: Ledger, records: Sequence[AnyRecord]) -> None:
    before = head(ledger)
    with pytest.raises(NotIndependent) as refused:
        ledger.record_all(records, by=ANALYST)
    assert (refused.value.field, refused.value.index) == ("credibility", len(records) - 1)
    assert head(ledger) == before


@pytest.mark.parametrize("late", [False, True])
def test_one_origin_does_not_confirm_itself_however_many_repeat_it(ledger: Ledger, late: bool) -> None:
    refuse(ledger, [claim(publisher="wire"), *confirm(claim(), late)])


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("together", [False, True])
def test_two_independent_origins_confirm(ledger: Ledger, late: bool, together: bool) -> None:
    if not together:
        recorded(ledger, claim("agency-b", publisher="wire"))

    before = [claim("agency-b", publisher="wire")] if together else []
    *_, receipt = ledger.record_all([*before, *confirm(claim(), late)], by=ANALYST)

    assert not receipt.again
    assert ledger.claim(id_of(claim())).credibility == "1"


def test_a_claim_that_is_confirmed_with_what_assigns_it_is_heard_with_all_that_is_on_record_of_it(
    ledger: Ledger,
) -> None:
    unfiled = claim("agency-b", deal=None, proposition=None, text="Cranes, they say.")
    recorded(ledger, claim(publisher="wire"), unfiled)
    assignment = record("assignment", claim=id_of(unfiled), deal=DEAL, proposition="shipped")

    ledger.record_all([assignment, grade(unfiled, "1")], by=ANALYST)

    assert ledger.claim(id_of(unfiled)).credibility == "1"


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    "ties",
    [
        [tie("agency-b", "member-of", "agency-a")],
        [tie("agency-a", "affiliation", "state-x"), tie("agency-b", "affiliation", "state-x")],
        [tie("agency-a", "ownership", "agency-b", "suspected")],
        [tie("agency-a", "speaks-for", "agency-b")],
        [tie("state-x", "ownership", "agency-a"), tie("state-x", "ownership", "wire"),
         tie("wire", "ownership", "agency-b")],
    ],
    ids=["member", "one-government", "suspected-ownership", "spokesman", "owned-at-two-removes"],
)  # fmt: skip
def test_related_origins_do_not_confirm_each_other(ledger: Ledger, ties: list[AnyRecord], late: bool) -> None:
    recorded(ledger, claim("agency-b"), *ties)

    refuse(ledger, confirm(claim(), late))


def test_a_tie_in_the_same_batch_counts(ledger: Ledger) -> None:
    refuse(ledger, [claim("agency-b"), tie("agency-b", "member-of", "agency-a"), *confirm(claim(), late=True)])


def test_origins_of_one_occasion_do_not_confirm_each_other(ledger: Ledger) -> None:
    recorded(ledger, claim("agency-b", occasion="briefing"))

    refuse(ledger, confirm(claim(occasion="briefing"), late=True))
    recorded(ledger, *confirm(claim(occasion="another"), late=True))


def test_neither_an_opposite_nor_an_unknown_nor_an_unfiled_origin_confirms(ledger: Ledger) -> None:
    recorded(ledger, claim("agency-b", stance="denies"), claim(None, publisher="wire"))

    refuse(ledger, confirm(claim(), late=True))
    refuse(ledger, confirm(claim(None), late=True))
    refuse(ledger, confirm(claim(deal=None, proposition=None, text="unfiled"), late=True))


def test_an_origin_that_was_taken_back_confirms_no_more_until_that_is_voided(ledger: Ledger) -> None:
    other = claim("agency-b")
    recorded(ledger, other, retraction(other))
    refuse(ledger, confirm(claim(), late=True))

    *_, receipt = ledger.record_all([voiding(other), *confirm(claim(), late=True)], by=ANALYST)

    assert receipt.record == "grade"


def test_an_origin_taken_back_and_restored_in_the_same_batch_confirms(ledger: Ledger) -> None:
    other = claim("agency-b")

    ledger.record_all([other, retraction(other), voiding(other), *confirm(claim(), late=True)], by=ANALYST)

    assert ledger.claim(id_of(claim())).credibility == "1"


def test_it_is_checked_on_the_log_however_far_the_index_lags(calendar: Calendar) -> None:
    log = open_memory(calendar)
    with Ledger(log, log.views, calendar, log.notary) as behind:
        behind.record_all([*beginning(), claim("agency-b")], by=ANALYST)
        assert behind.health().lag == 0 or behind.beliefs(DEAL)
        spare = [source_record(f"agency-{n}") for n in range(2_500)]
        late = [tie("agency-b", "member-of", "agency-a")]

        Ledger(log, log.views, calendar, log.notary).record_all([*spare, *late], by=ANALYST)

        assert behind.health().lag > 2_000
        refuse(behind, confirm(claim(), late=True))
        behind.close()


# -- quotes and documents ----------------------------------------------------------------------------------------------

CAPTURED = record("document", id="report", title="A report", text=REPORT)


def quoting(start: int, end: int, quote: str | None, document: str = "report") -> Any:
    place = {"document": document, "start": start, "end": end, "quote": quote}
    return claim(evidence=[{key: value for key, value in place.items() if value is not None}])


def test_a_quote_is_held_against_text_captured_in_the_same_batch(ledger: Ledger) -> None:
    before = head(ledger)
    for wrong in (quoting(0, 8, "No train"), quoting(30, 99, None)):
        with pytest.raises(BadLocator):
            ledger.record_all([CAPTURED, wrong], by=ANALYST)
        assert head(ledger) == before

    ledger.record_all([CAPTURED, quoting(22, 26, "Łódź")], by=ANALYST)

    (place,) = ledger.claim(id_of(quoting(22, 26, None))).evidence
    assert place.quote == "Łódź"


def test_bytes_attached_to_a_cited_document_let_its_quotes_show(empty: Ledger) -> None:
    data = REPORT.encode()
    digest = sha256(data).hexdigest()
    cited = record("document", id="cited", title="t", held="cited", sha256=digest, length=len(REPORT))
    empty.record_all([*beginning(), cited, quoting(22, 26, None, "cited")], by=ANALYST)
    assert [place.quote for place in empty.claim(id_of(quoting(22, 26, None, "cited"))).evidence] == [None]

    for other in (data + b"\n", b"", data.replace(b"\r\n", b"\n")):
        with pytest.raises(OtherBytes):
            empty.attach("cited", other, by=ANALYST)
    first, again = empty.attach("cited", data, by=ANALYST), empty.attach("cited", data, by=ANALYST)

    assert (first.record, first.id, first.status, first.again) == ("attachment", "cited", "captured", False)
    assert again == first.model_copy(update={"again": True})
    assert [place.quote for place in empty.claim(id_of(quoting(22, 26, None, "cited"))).evidence] == ["Łódź"]
    assert empty.document("cited").held == "captured"


def test_nothing_is_attached_to_what_is_not_on_record(ledger: Ledger) -> None:
    with pytest.raises(UnknownReference):
        ledger.attach("nowhere", b"", by=ANALYST)


def test_events_hold_no_text_of_quotes_notes_and_documents(ledger: Ledger) -> None:
    ledger.record_all([CAPTURED, quoting(0, 8, "No crane")], by=ANALYST)
    recorded(ledger, claim("agency-b", note="Said with a smile."))

    stored = b"".join(entry.data for entry in ledger.entries(until=head(ledger)))
    for secret in ("No crane", "with a smile", "twelve"):
        assert secret.encode() not in stored
    assert ledger.claim(id_of(claim("agency-b"))).note == "Said with a smile."


# -- faults ------------------------------------------------------------------------------------------------------------


class LosingLog(StoredLog):
    """A log that can keep what it is given and yet lose the acknowledgement."""

    losing = False

    def append(
        self,
        changes: Sequence[Change],
        *,
        secrets: Sequence[Secret] = (),
        answers: Sequence[Answered] = (),
        erasures: Sequence[Erasure] = (),
        recorded_at: str | None = None,
    ) -> list[Entry]:
        entries = super().append(changes, secrets=secrets, answers=answers, erasures=erasures, recorded_at=recorded_at)
        if self.losing:
            raise StorageFailure("the acknowledgement was lost")
        return entries


def test_after_a_lost_acknowledgement_the_same_again_answers_with_what_was_kept(calendar: Calendar) -> None:
    log = open_memory(calendar)
    log.__class__ = LosingLog
    assert isinstance(log, LosingLog)
    with Ledger(log, log.views, calendar, log.notary) as ledger:
        graded = record("grade", source="outlet", reliability="B", reason="read for years")
        ledger.record_all(beginning(), by=ANALYST)
        log.losing = True
        with pytest.raises(StorageFailure):
            ledger.record(graded, by=ANALYST)
        log.losing = False

        receipt = ledger.record(graded, by=ANALYST)

        assert (receipt.again, receipt.position, receipt.status) == (True, head(ledger), "reliability B")


def test_writers_in_several_threads_get_positions_of_their_own(empty: Ledger) -> None:
    empty.record_all(beginning(), by=ANALYST)
    before = head(empty)
    claims = [claim(origin, text=f"report {n}") for n in range(10) for origin in ("agency-a", "agency-b")]

    with ThreadPoolExecutor(4) as threads:
        receipts = list(threads.map(lambda one: empty.record(one, by=ANALYST), claims))

    assert sorted(r.position for r in receipts) == list(range(before + 1, before + 21))
    assert len(empty.claims(limit=50).items) == 20


@pytest.mark.parametrize("expecting", [False, True])
def test_of_many_who_change_what_they_read_at_once_one_does(ledger: Ledger, expecting: bool) -> None:
    recorded(ledger, claim())
    read = ledger.claim(id_of(claim())).version

    def attempt(number: int) -> bool:
        try:
            ledger.record(grade(claim(), "3", f"reason {number}"), by=ANALYST, expected=[read] if expecting else None)
        except MovedOn:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        accepted = list(threads.map(attempt, range(40)))

    # The twin: who does not say what they read overwrites what others decided meanwhile.
    assert sum(accepted) == (1 if expecting else 40)
    assert ledger.claim(id_of(claim())).version == 1 + sum(accepted)


def test_bytes_are_attached_to_the_document_as_it_was_read(ledger: Ledger) -> None:
    recorded(ledger, record("document", id="page", title="A page", held="cited"))

    with pytest.raises(MovedOn):
        ledger.attach("page", b"bytes", by=ANALYST, expected=[])
    ledger.attach("page", b"bytes", by=ANALYST, expected=[1])

    assert (ledger.document("page").version, ledger.document("page").held) == (2, "captured")


def test_under_a_key_the_first_receipt_is_answered_though_the_thing_has_moved_on(ledger: Ledger) -> None:
    recorded(ledger, claim())
    asked: dict[str, Any] = {"by": ANALYST, "keyed": Keyed("k", b"grade"), "expected": [1]}
    first = ledger.record(grade(claim(), "3"), **asked)
    recorded(ledger, grade(claim(), "4"))

    assert ledger.record(grade(claim(), "3"), **asked) == first


def test_a_principal_is_asked_for(ledger: Ledger) -> None:
    with pytest.raises(Refusal) as refused:
        ledger.record(claim(), by="")
    assert refused.value.field == "recorded_by"
    assert not ledger.claims().items


def test_the_ledger_is_one_with_another_over_the_same_file_once_it_is_closed(file: Path, calendar: Calendar) -> None:
    with open_ledger(str(file), clock=calendar) as first:
        recorded(first, claim())
    with open_ledger(str(file), clock=calendar) as second:
        (receipt,) = recorded(second, claim())

    assert receipt.again


def test_a_document_by_path_is_read_by_an_import_alone(ledger: Ledger) -> None:
    with pytest.raises(InvalidRecord, match="only by an import"):
        ledger.record(record("document", id="x", title="x", path="x.txt"), by=ANALYST)


def test_a_second_deal_takes_its_own_claims(ledger: Ledger) -> None:
    recorded(ledger, *opening("more-cranes"), claim(), claim(deal="more-cranes"))

    assert [p.reports for p in ledger.beliefs("more-cranes").propositions][:2] == [1, 1]


# -- the index ---------------------------------------------------------------------------------------------------------


def test_an_index_built_anew_answers_as_the_one_before_it(empty: Ledger) -> None:
    empty.record_all(everything(), by=ANALYST)
    before = empty.beliefs(DEAL), empty.claims(limit=50)

    assert empty.rebuild() == head(empty)

    assert (empty.beliefs(DEAL), empty.claims(limit=50)) == before
    assert (empty.examination().fault, empty.examination().checked) == (None, True)


# -- who hears of it ---------------------------------------------------------------------------------------------------


def test_whoever_hears_is_told_the_last_position_of_what_is_synced(ledger: Ledger) -> None:
    heard: list[tuple[int, int]] = []
    ledger.hear(lambda position: heard.append((position, head(ledger))))
    before = head(ledger)

    ledger.record_all([source_record("a"), source_record("b")], by=ANALYST)
    ledger.record(source_record("a"), by=ANALYST)
    with pytest.raises(Refusal):
        ledger.record(source_record("a", name="Another"), by=ANALYST)
    ledger.record(source_record("c"), by=ANALYST)

    assert heard == [(before + 2, before + 2), (before + 3, before + 3)]
