"""A key for some deals: on a ledger of several it reads what it would read if there were no others."""

import re
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

import pytest

from ledger.access.permitted import Permitted
from ledger.errors import AlreadyOtherwise, Forbidden, NotFound, Refusal, UnknownReference
from ledger.filters import ClaimFilter
from ledger.idempotency import Keyed
from ledger.receipts import Receipt
from ledger.service import Ledger
from tests.ledger.access.two_deals import NOWHERE, OTHER, SECRET, SHARED, UNFILED, bare, key
from tests.ledger.given import record, source_record
from tests.ledger.story import ANALYST, DEAL, claim, grade, id_of, opening, retraction, tie


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
        lambda: ledger.claims(ClaimFilter(voice="agency-b")),
        lambda: ledger.claims(ClaimFilter(voice="spy")),
        lambda: ledger.claims(ClaimFilter(occasion="briefing")),
        lambda: ledger.beliefs(DEAL, policy="policy-1"),
        lambda: ledger.history(DEAL, without=["agency-b"]),
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


def test_who_is_of_one_voice_with_what_a_key_does_not_see_is_not_told(both: Ledger) -> None:
    both.record_all([tie("agency-b", "speaks-for", "spy")], by=ANALYST)
    reader = Permitted(both, key("reader", DEAL))

    assert Permitted(both, key("reader")).claims(ClaimFilter(voice="spy", deal=DEAL)).items
    assert reader.claims(ClaimFilter(voice="spy")) == reader.claims(ClaimFilter(voice="nobody"))
    assert reader.claims(ClaimFilter(voice="agency-b")).items


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


def test_what_came_under_an_idempotency_key_is_answered_again_only_as_the_key_allows(both: Ledger) -> None:
    given = grade(claim("agency-b"), "4")
    new = claim("agency-b", text="new")
    whole = Permitted(both, key())
    receipts = [whole.record(one, keyed=Keyed(name, b"")) for one, name in ((given, "one"), (new, "two"))]
    batch = whole.record_all([given, new], keyed=Keyed("three", b""))

    again = Permitted(both, key("analyst", DEAL))
    assert [again.record(one, keyed=Keyed(name, b"")).position for one, name in ((given, "one"), (new, "two"))] == [
        receipt.position for receipt in receipts
    ]
    assert len(again.record_all([given, new], keyed=Keyed("three", b""))) == len(batch)
    with pytest.raises(Forbidden, match="reporter may not judge"):
        Permitted(both, key("reporter", DEAL)).record(given, keyed=Keyed("one", b""))
    with pytest.raises(Forbidden, match="reporter may not judge"):
        Permitted(both, key("reporter", DEAL)).record_all([given, new], keyed=Keyed("three", b""))
    for one, name in ((given, "one"), (new, "two")):
        with pytest.raises(UnknownReference):
            Permitted(both, key("analyst", OTHER)).record(one, keyed=Keyed(name, b""))
    with pytest.raises(UnknownReference):
        Permitted(both, key("analyst", OTHER)).record_all([given, new], keyed=Keyed("three", b""))


def test_a_document_of_anothers_is_hidden_and_its_id_taken(both: Ledger) -> None:
    given = record("document", id="dossier", title="Mine", held="cited")
    before = both.document("dossier")

    with pytest.raises(AlreadyOtherwise, match="choose another id"):
        Permitted(both, key("reporter", DEAL)).record(given)
    assert both.document("dossier") == before


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


@pytest.mark.parametrize("kind", ["sources", "documents", "deals", "claims"])
def test_a_next_leads_to_what_the_key_sees_and_tells_nothing_of_what_it_does_not(both: Ledger, kind: str) -> None:
    both.record_all(
        [source_record("a-last-spy"), record("document", id="last-page", title="x", held="cited")], by="eve"
    )
    both.record_all(opening("third"), by="eve")
    ask = getattr(Permitted(both, key("reader", DEAL)), kind)
    whole = ask(limit=100)

    assert whole.next is None
    assert ask(limit=len(whole.items)).next is None
    for limit in range(1, len(whole.items)):
        found, after = [], ask(limit=limit)
        while after.next is not None:
            assert len(after.items) == limit
            found += after.items
            after = ask(limit=limit, after=after.next)
        assert (*found, *after.items) == whole.items


OUTSIDE = {
    *(
        "begin",
        "hear",
        "close",
        "rebuild",
        "follow",
        "pursued",
        "examination",
        "began",
        "listed",
        "has_claims",
        "claims_beginning",
        "figures",
    ),
    *("now", "health", "diagnosis", "check_key"),
}
"""What is no key's: to begin a ledger, to let go of it, to index and examine it, and what serves only the others."""

OWN = {"principal", "take_lines"}
"""What the holder of a key has that a ledger has not."""


def test_every_verb_of_a_ledger_is_permitted_or_is_none_for_a_key() -> None:
    verbs = {name for name in dir(Ledger) if not name.startswith("_")}

    assert verbs - OUTSIDE == {name for name in dir(Permitted) if not name.startswith("_")} - OWN


def test_which_policies_there_are_is_told_to_a_key_for_all_deals_alone(both: Ledger) -> None:
    asked: list[Callable[[Permitted], Any]] = [
        lambda ledger: ledger.beliefs(DEAL, policy="policy-9"),
        lambda ledger: ledger.explanation(DEAL, "shipped", policy="policy-9"),
        lambda ledger: ledger.changes(DEAL, policy="policy-9"),
        lambda ledger: ledger.history(DEAL, policy="policy-9"),
    ]
    for ask in asked:
        with pytest.raises(NotFound) as hidden:
            ask(Permitted(both, key("reader", DEAL)))
        with pytest.raises(NotFound) as told:
            ask(Permitted(both, key("reader")))

        assert (hidden.value.field, told.value.field) == ("policy", "policy")
        assert hidden.value.detail == "no policy 'policy-9' is on record: name one, or give its digest"
        assert told.value.detail == hidden.value.detail + "; there are: policy-1"
