"""A key for some deals: on a ledger of several it reads what it would read if there were no others."""

import re
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Any

import pytest

from ledger.access.keys import Key
from ledger.access.permitted import Permitted
from ledger.access.roles import KeyRole
from ledger.errors import AlreadyCorrected, Forbidden, NotFound, Refusal, UnknownReference
from ledger.filters import ClaimFilter
from ledger.opening import open_ledger
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.service import Ledger
from tests.ledger.given import record, source_record
from tests.ledger.story import ANALYST, DEAL, Calendar, claim, everything, grade, id_of, opening, retraction, tie

OTHER = "grain-silos"
SECRET = claim("spy", deal=OTHER, text="Silos, says the spy.", evidence=[{"document": "dossier"}])
SHARED = claim("agency-a", deal=OTHER, text="Silos, says the agency that speaks of cranes too.")
UNFILED = claim("spy", None, deal=None, text="Something of no deal, says the spy.")
NOWHERE = "sha256:" + "0" * 64


def elsewhere() -> list[AnyRecord]:
    """What is on record of the other deal, or of none, and names sources of the first one."""
    return [
        source_record("spy"),
        record("document", id="dossier", title="A dossier", held="seen-by", by="spy"),
        *opening(OTHER),
        tie("spy", "affiliation", "state-x"),
        tie("agency-a", "affiliation", "spy", degree="suspected"),
        record(
            "relation", source="agency-a", kind="interest", deal=OTHER, favours="denies", degree="suspected", reason="x"
        ),
        SECRET,
        SHARED,
        UNFILED,
        record("verdict", deal=OTHER, proposition="ordered", verdict="true", reason="seen"),
    ]


def key(role: str = "analyst", *deals: str, principal: str = "ana") -> Key:
    return Key(
        id="0123456789", principal=principal, role=KeyRole(role), deals=deals or None,
        created_at="2024-01-01T12:00:00.000000Z", created_by="root", revoked_at=None, last_used_at=None,
    )  # fmt: skip


@pytest.fixture
def alone(calendar: Calendar) -> Iterator[Ledger]:
    """A ledger of the one deal."""
    with open_ledger(":memory:", clock=calendar) as ledger:
        ledger.record_all(everything(), by=ANALYST)
        yield ledger


@pytest.fixture
def both(calendar: Calendar) -> Iterator[Ledger]:
    """A ledger of both deals: the same, and among it all that is of the other."""
    with open_ledger(":memory:", clock=calendar) as ledger:
        told = everything()
        half = len(told) // 2
        ledger.record_all(told[:half], by=ANALYST)
        ledger.record_all(elsewhere(), by=ANALYST)
        ledger.record_all(told[half:], by=ANALYST)
        yield ledger


PLACES = {"position", "version", "next", "recorded_as_of", "changed_at", "without_after", "positions"}


def bare(said: Any) -> Any:
    """An answer without the places in the log, which are the ledger's own."""
    if hasattr(said, "model_dump"):
        return bare(said.model_dump(mode="json"))
    if isinstance(said, dict):
        return {name: bare(value) for name, value in said.items() if name not in PLACES}
    return [bare(one) for one in said] if isinstance(said, list | tuple) else said


def about(ledger: Any) -> list[Callable[[], Any]]:
    """Everything that can be asked about the first deal."""
    return [
        lambda: ledger.beliefs(DEAL),
        lambda: ledger.beliefs(DEAL, without=["agency-a"]),
        lambda: ledger.beliefs(DEAL, asserted_as_of="2024-01-02"),
        lambda: ledger.explanation(DEAL, "shipped"),
        lambda: ledger.matrix(DEAL),
        lambda: ledger.matrix(DEAL, without=["agency-b"]),
        lambda: ledger.history(DEAL),
        lambda: ledger.timeline(DEAL),
        lambda: ledger.deal(DEAL),
        lambda: ledger.deals(),
        lambda: ledger.claims(ClaimFilter(deal=DEAL), limit=50),
        lambda: ledger.claims(ClaimFilter(source="agency-a", deal=DEAL)),
        lambda: ledger.claim(id_of(claim("agency-b"))),
        lambda: ledger.document("captured"),
        lambda: ledger.footprint("agency-b"),
        lambda: ledger.provenance(id_of(claim("agency-b"))),
    ]


@pytest.mark.parametrize("number", range(len(about(Permitted(None, key())))))  # type: ignore[arg-type]
def test_a_key_for_one_deal_reads_what_it_would_if_there_were_no_other(
    alone: Ledger, both: Ledger, number: int
) -> None:
    expected = about(alone)[number]()
    found = about(Permitted(both, key("reader", DEAL)))[number]()

    assert bare(found) == bare(expected)


def test_the_twin_a_key_for_all_deals_reads_more(alone: Ledger, both: Ledger) -> None:
    whole = Permitted(both, key("reader"))

    assert any(bare(one()) != bare(other()) for one, other in zip(about(whole), about(alone), strict=True))
    assert SECRET.text in str(whole.claims(limit=50))
    assert UNFILED.text in str(whole.claims(limit=50))


def test_nothing_that_a_key_is_told_names_what_is_not_its_own(both: Ledger) -> None:
    reader = Permitted(both, key("reader", DEAL))
    told = [
        *(ask() for ask in about(reader)),
        reader.claims(limit=50),
        reader.claims(ClaimFilter(text="silos")),
        reader.claims(ClaimFilter(source="spy")),
        reader.claims(ClaimFilter(unfiled=True)),
        reader.sources(limit=50),
        reader.source("agency-a"),
        reader.documents(limit=50),
    ]

    for answer in told:
        for word in (OTHER, "spy", "dossier", "ilos", id_of(SECRET), id_of(SHARED), id_of(UNFILED)):
            assert word not in answer.model_dump_json(), (word, answer)


def test_the_sources_and_documents_that_a_key_sees_are_those_its_deal_rests_on(both: Ledger) -> None:
    reader = Permitted(both, key("reader", DEAL))

    assert {one.id for one in reader.sources(limit=50).items} >= {"outlet", "agency-a", "agency-c", "state-y"}
    assert [one.id for one in reader.documents(limit=50).items] == ["captured"]
    assert "spy" in str(both.source("agency-a").relations)
    assert "spy" not in str(reader.source("agency-a").relations)


def test_what_its_own_principal_recorded_is_seen_by_a_key(both: Ledger) -> None:
    mine = Permitted(both, key("reporter", DEAL, principal="ben"))
    mine.record(source_record("bens-agency"))
    mine.record(record("document", id="bens-note", title="A note", held="cited"))

    assert mine.source("bens-agency").id == "bens-agency"
    assert mine.document("bens-note").id == "bens-note"
    with pytest.raises(NotFound):
        Permitted(both, key("reporter", DEAL, principal="eve")).source("bens-agency")


def test_a_voice_of_the_matrix_goes_by_a_name_that_the_key_sees(both: Ledger) -> None:
    both.record_all([source_record("a-spy"), tie("a-spy", "speaks-for", "agency-b")], by=ANALYST)
    whole, found = both.matrix(DEAL), Permitted(both, key("reader", DEAL)).matrix(DEAL)

    assert "a-spy" in {row.voice for row in whole.rows}
    assert "spy" not in found.model_dump_json()
    assert {row.voice for row in found.rows} == {
        "agency-b" if row.voice == "a-spy" else row.voice for row in whole.rows
    }


def test_a_voice_of_an_explanation_goes_by_a_name_that_the_key_sees(both: Ledger) -> None:
    both.record_all([source_record("a-spy"), tie("a-spy", "speaks-for", "agency-b")], by=ANALYST)
    asked = [one.id for one in both.beliefs(DEAL).propositions if one.kind == "yes-no"]
    heard = [(name, both.explanation(DEAL, name)) for name in asked]
    named = [(name, whole) for name, whole in heard if "a-spy" in {term.voice for term in whole.voices}]

    assert named
    for name, whole in named:
        found = Permitted(both, key("reader", DEAL)).explanation(DEAL, name)
        assert "spy" not in found.model_dump_json()
        assert found.model_dump_json() == whole.model_dump_json().replace("a-spy", "agency-b")


def test_what_replaced_a_claim_under_another_deal_is_not_told(both: Ledger) -> None:
    wrong = claim("agency-b", text="Filed under the wrong deal.")
    instead = claim("agency-b", deal=OTHER, text="Filed rightly.", corrects=id_of(wrong), reason="the other deal")
    both.record_all([wrong, instead], by=ANALYST)
    reader = Permitted(both, key("reader", DEAL))

    assert both.claim(id_of(wrong)).corrected_by == id_of(instead)
    assert (reader.claim(id_of(wrong)).status, reader.claim(id_of(wrong)).corrected_by) == ("corrected", None)
    assert id_of(instead) not in reader.claims(limit=500).model_dump_json()
    assert (both.provenance(id_of(wrong)).later[-1].fact["reason"]) == "the other deal"
    assert reader.provenance(id_of(wrong)).later[-1].fact == {}
    assert reader.provenance(id_of(wrong)).later[-1].event == "claim-corrected"
    with pytest.raises(AlreadyCorrected) as refused:
        Permitted(both, key("analyst", DEAL)).record(record("correction", claim=id_of(wrong), reason="again"))
    assert id_of(instead) not in str(refused.value)
    other = Permitted(both, key("reader", OTHER)).claim(id_of(instead))
    assert (other.text, other.corrects) == ("Filed rightly.", None)


def test_the_ties_of_a_provenance_are_those_among_what_the_key_sees(both: Ledger) -> None:
    both.record_all([source_record("a-spy"), tie("a-spy", "same-as", "agency-b")], by=ANALYST)
    asked = id_of(claim("agency-b"))
    whole, found = both.provenance(asked).voice, Permitted(both, key("reader", DEAL)).provenance(asked).voice

    assert (whole.voice, len(whole.through)) == ("a-spy", 1)
    assert (found.voice, found.through, found.counts) == ("agency-b", (), whole.counts)


def test_a_footprint_is_of_the_deals_that_the_key_reaches(both: Ledger) -> None:
    both.record_all([source_record("a-spy"), tie("a-spy", "same-as", "agency-a")], by=ANALYST)
    whole, found = both.footprint("agency-a"), Permitted(both, key("reader", DEAL)).footprint("agency-a")

    assert [one.deal for one in whole.items] == [DEAL, OTHER]
    assert whole.same_as == ("a-spy",)
    assert found.items == whole.items[:1]
    assert (found.same_as, found.next) == ((), None)


def test_a_preview_tells_a_key_of_its_own_deals(alone: Ledger, both: Ledger) -> None:
    taken_back = retraction(claim("agency-c", publisher="wire"), by="wire", reason="once more")
    expected = alone.preview(taken_back)
    found = Permitted(both, key("reporter", DEAL)).preview(taken_back)

    assert bare(found) == bare(expected)
    assert [shift.deal for shift in found.deals] == [DEAL]


def test_a_preview_of_what_counts_in_every_deal_takes_a_key_for_all(both: Ledger) -> None:
    graded = record("grade", source="agency-a", reliability="E", reason="it erred")

    assert {shift.deal for shift in Permitted(both, key()).preview(graded).deals} == {DEAL, OTHER}
    with pytest.raises(Forbidden, match="takes a key for all deals"):
        Permitted(both, key("analyst", DEAL, OTHER)).preview(graded)


def refusal(ask: Callable[..., Any], *given: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        ask(*given)
    return refused.value


@pytest.mark.parametrize(
    ("hidden", "nowhere", "ask"),
    [
        (OTHER, "no-such-deal", lambda ledger, name: ledger.beliefs(name)),
        (OTHER, "no-such-deal", lambda ledger, name: ledger.explanation(name, "shipped")),
        (OTHER, "no-such-deal", lambda ledger, name: ledger.changes(name)),
        (OTHER, "no-such-deal", lambda ledger, name: ledger.history(name)),
        (OTHER, "no-such-deal", lambda ledger, name: ledger.matrix(name)),
        ("spy", "nobody", lambda ledger, name: ledger.matrix(DEAL, without=[name])),
        (OTHER, "no-such-deal", lambda ledger, name: ledger.timeline(name)),
        (OTHER, "no-such-deal", lambda ledger, name: ledger.deal(name)),
        (id_of(SECRET), NOWHERE, lambda ledger, name: ledger.claim(name)),
        (id_of(UNFILED), NOWHERE, lambda ledger, name: ledger.claim(name)),
        (id_of(SECRET), NOWHERE, lambda ledger, name: ledger.provenance(name)),
        ("spy", "nobody", lambda ledger, name: ledger.source(name)),
        ("spy", "nobody", lambda ledger, name: ledger.footprint(name)),
        ("spy", "nobody", lambda ledger, name: ledger.beliefs(DEAL, without=[name])),
        ("dossier", "no-such-page", lambda ledger, name: ledger.document(name)),
        ("dossier", "no-such-page", lambda ledger, name: ledger.attach(name, b"bytes")),
        (OTHER, "no-such-deal", lambda ledger, name: ledger.record(claim("agency-b", deal=name))),
        (OTHER, "no-such-deal", lambda ledger, name: ledger.record(opening(name)[1])),
        (
            OTHER,
            "no-such-deal",
            lambda ledger, name: ledger.record(
                record("verdict", deal=name, proposition="shipped", verdict="true", reason="x")
            ),
        ),
        (
            id_of(SECRET),
            NOWHERE,
            lambda ledger, name: ledger.record(record("grade", claim=name, credibility="3", reason="x")),
        ),
        (
            id_of(SECRET),
            NOWHERE,
            lambda ledger, name: ledger.record(record("correction", claim=name, reason="x")),
        ),
        (id_of(SECRET), NOWHERE, lambda ledger, name: ledger.record(claim("agency-c", corrects=name, reason="x"))),
        (id_of(SECRET), NOWHERE, lambda ledger, name: ledger.preview(claim("agency-c", corrects=name, reason="x"))),
        (
            id_of(SECRET),
            NOWHERE,
            lambda ledger, name: ledger.preview(record("correction", claim=name, reason="x")),
        ),
        (id_of(SECRET), NOWHERE, lambda ledger, name: ledger.record(claim("agency-c", restates=name))),
    ],
)
def test_what_is_hidden_reads_as_what_is_nowhere(
    both: Ledger, hidden: str, nowhere: str, ask: Callable[[Any, str], Any]
) -> None:
    before = both.moment(None)
    analyst = Permitted(both, key("analyst", DEAL))
    found, expected = (refusal(ask, analyst, name) for name in (hidden, nowhere))

    assert type(found) is type(expected)
    assert str(found).replace(hidden, "...") == str(expected).replace(nowhere, "...")
    assert both.moment(None) == before


@pytest.mark.parametrize(
    ("role", "deals", "given", "why"),
    [
        ("reader", (), source_record("new"), "reader may not report"),
        ("auditor", (), claim("agency-b", text="new"), "auditor may not report"),
        ("reporter", (), grade(claim("agency-b"), "4"), "reporter may not judge"),
        ("reporter", (), opening("third")[0], "reporter may not judge"),
        ("analyst", (), record("policy", policy={}), "analyst may not administer"),
        ("analyst", (DEAL,), opening("third")[0], "takes a key that names it"),
        ("analyst", (DEAL,), tie("agency-a", "ownership", "state-x"), "for all deals: this one is for harbour-cranes"),
        ("analyst", (DEAL,), record("grade", source="wire", reliability="F", reason="x"), "takes a key for all deals"),
        ("reporter", (DEAL,), claim("agency-b", None, deal=None, text="Unfiled."), "takes a key for all deals"),
        ("admin", (DEAL,), record("policy", policy={}), "takes a key for all deals"),
    ],
)
def test_what_a_key_does_not_allow_is_not_recorded(
    both: Ledger, role: str, deals: tuple[str, ...], given: Any, why: str
) -> None:
    before = both.moment(None)
    permitted = Permitted(both, key(role, *deals))

    with pytest.raises(Forbidden, match=why):
        permitted.record(given)
    with pytest.raises(Forbidden, match=why):
        permitted.record_all([given])
    outcomes: SimpleQueue[Receipt | Exception] = SimpleQueue()
    permitted.record_soon(given, done=outcomes.put)
    assert re.search(why, str(outcomes.get(timeout=20)))
    with pytest.raises(Forbidden, match=why):
        permitted.preview(given)
    (outcome,) = permitted.record_each([given])
    assert isinstance(outcome, Forbidden)
    assert both.moment(None) == before


def test_a_batch_may_name_what_it_records_itself(both: Ledger) -> None:
    reporter = Permitted(both, key("reporter", DEAL))
    new = claim("agency-b", text="new")

    outcomes = reporter.record_each([new, retraction(new), claim("agency-b", deal=OTHER)], keep_going=True)

    assert [type(outcome).__name__ for outcome in outcomes] == ["Receipt", "Receipt", "UnknownReference"]
    assert isinstance(outcomes[2], UnknownReference)


def test_what_is_recorded_is_recorded_under_the_keys_principal(both: Ledger) -> None:
    receipt = Permitted(both, key("reporter", DEAL, principal="ben")).record(claim("agency-b", text="new"))

    assert both.events(after=receipt.position - 1, limit=1).items[0].recorded_by == "ben"


@pytest.mark.parametrize("role", ["reader", "reporter", "analyst"])
def test_the_log_is_for_auditors(both: Ledger, role: str) -> None:
    asked: list[Callable[[Permitted], Any]] = [
        lambda ledger: ledger.events(),
        lambda ledger: ledger.entries(until=3),
        lambda ledger: ledger.read_on(after=0),
        lambda ledger: ledger.place(0),
    ]
    for ask in asked:
        assert isinstance(refusal(ask, Permitted(both, key(role))), Forbidden)
        assert isinstance(refusal(ask, Permitted(both, key("auditor", DEAL))), Forbidden)
        ask(Permitted(both, key("auditor")))


def test_pages_of_what_a_key_sees_are_full_and_add_up(both: Ledger) -> None:
    reader = Permitted(both, key("reader", DEAL, OTHER))
    whole = reader.claims(limit=100).items
    found: list[Any] = []
    after = 0
    while True:
        page = reader.claims(after=after, limit=2)
        found += page.items
        if page.next is None:
            break
        assert len(page.items) == 2
        after = page.next

    assert tuple(found) == whole
    assert [one.position for one in whole] == sorted(one.position for one in whole)
    assert reader.claims(newest=True, limit=100).items == whole[::-1]
    assert {one.deal for one in whole} == {DEAL, OTHER}
    assert [one.id for one in reader.sources(limit=3).items] == [one.id for one in reader.sources(limit=50).items[:3]]


def test_one_page_looks_at_so_much_and_leads_on(both: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Permitted(both, key("reader", DEAL))
    whole = reader.sources(limit=50).items
    monkeypatch.setattr("ledger.access.permitted.LOOKED_AT", 2)
    found: list[Any] = []
    after: int | None = 0
    while after is not None:
        page = reader.sources(after=after, limit=50)
        assert len(page.items) <= 2
        found += page.items
        after = page.next

    assert tuple(found) == whole


OUTSIDE = {
    *("begin", "hear", "close", "rebuild", "follow", "pursued", "examination", "began", "figures"),
    *("now", "health", "diagnosis", "check_key"),
}
"""What is no key's: to begin a ledger, to let go of it, to index and examine it, and what serves only the others."""

OWN = {"principal", "take_lines"}
"""What the holder of a key has that a ledger has not."""


def test_every_verb_of_a_ledger_is_permitted_or_is_none_for_a_key() -> None:
    verbs = {name for name in dir(Ledger) if not name.startswith("_")}

    assert verbs - OUTSIDE == {name for name in dir(Permitted) if not name.startswith("_")} - OWN
