"""One story, told and asked: in memory, in a file, and at a server. The answers are the same, so are the refusals."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from ledger.client import open_client
from ledger.entries import Entry
from ledger.errors import BadSettings, InvalidRecord, Refusal, Unavailable
from ledger.filters import ClaimFilter
from ledger.idempotency import Keyed
from ledger.opening import open_ledger
from ledger.verbs import Verbs, every
from tests.ledger import story
from tests.ledger.client.serving import remote, served
from tests.ledger.given import record, source_record
from tests.ledger.story import ANALYST, DEAL, Calendar

BY_CHANCE = ("digest", "nonce", "root", "old_root", "hashes")
"""What no two ledgers have the same."""

Opened = tuple[Verbs, str]


@contextmanager
def in_memory(_: Path) -> Iterator[Opened]:
    with open_ledger(":memory:", create=True, clock=Calendar()) as ledger:
        yield ledger, ANALYST


@contextmanager
def in_a_file(folder: Path) -> Iterator[Opened]:
    with open_ledger(str(folder / "claims.ledger"), create=True, clock=Calendar()) as ledger:
        yield ledger, ANALYST


@contextmanager
def at_a_server(folder: Path) -> Iterator[Opened]:
    with open_ledger(str(folder / "claims.ledger"), create=True, clock=Calendar()) as ledger, remote(ledger) as client:
        yield client, ""


def plain(answer: Any) -> Any:
    """An answer as JSON has it, without what is by chance."""
    if isinstance(answer, BaseModel):
        return type(answer).__name__.partition("[")[0], plain(answer.model_dump(mode="json"))
    if isinstance(answer, Refusal):
        faults = answer.faults if isinstance(answer, InvalidRecord) else ()
        return type(answer).__name__, answer.detail, answer.field, faults, answer.index
    if isinstance(answer, Entry):
        return answer.position, answer.recorded_at, answer.recorded_by, answer.stream, answer.version, type(answer.fact)
    if isinstance(answer, dict):
        return {name: plain(value) for name, value in answer.items() if name not in BY_CHANCE}
    return [plain(one) for one in answer] if isinstance(answer, list | tuple) else answer


def outcome(verb: Callable[[], Any]) -> Any:
    """What a verb answers, or how it refuses."""
    try:
        found = verb()
        return plain(list(found) if isinstance(found, Iterator) else found)
    except Refusal as refusal:
        return plain(refusal)


def told(ledger: Verbs, by: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The story: what is recorded one by one, together and in a row, what is attached, and what is refused."""
    first, second, nobody = story.claim(text="as printed"), story.claim("agency-b"), story.claim("nobody")
    for number, one in enumerate(story.everything()):
        yield f"preview {number}", partial(ledger.preview, one)
        yield f"record {number}", partial(ledger.record, one, by=by)
    yield "the same again", lambda: ledger.record(first, by=by)
    yield "another of that id", lambda: ledger.record(source_record("outlet", name="Another"), by=by)
    yield "of nobody", lambda: ledger.record(nobody, by=by)
    yield "of no deal", lambda: ledger.record(story.proposition("sold", "no-deal", stage="order"), by=by)
    yield "retracted twice", lambda: ledger.record(story.retraction(first, by="wire"), by=by)
    yield "all", lambda: ledger.record_all([source_record("a-1"), source_record("a-2")], by=by)
    yield "none", lambda: ledger.record_all([source_record("a-3"), source_record("a-4"), nobody], by=by)
    yield "no record", lambda: ledger.record_all([], by=by)
    yield "none is there", lambda: ledger.source("a-3")
    row = [source_record("b-1"), nobody, source_record("b-2")]
    yield "up to the refused", lambda: ledger.record_each(row, by=by)
    yield "past the refused", lambda: ledger.record_each(row, by=by, keep_going=True)
    yield "under a key", lambda: ledger.record(source_record("c-1"), by=by, keyed=Keyed("one", b"1"))
    yield "again under it", lambda: ledger.record(source_record("c-1"), by=by, keyed=Keyed("one", b"1"))
    yield "other under it", lambda: ledger.record(source_record("c-2"), by=by, keyed=Keyed("one", b"2"))
    yield "as it was read", lambda: ledger.record(story.grade(second, "4"), by=by, expected=[2])
    yield "moved on", lambda: ledger.record(story.grade(second, "5"), by=by, expected=[1])
    yield "of no claim", lambda: ledger.record(story.grade(nobody, "2"), by=by, expected=[1])
    yield "no such source", lambda: ledger.record(story.tie("ghost", "same-as", "wire"), by=by, expected=[1])
    verdict = record("verdict", deal=DEAL, proposition="ordered", verdict="true", reason="seen")
    yield "a verdict as read", lambda: ledger.record(verdict, by=by, expected=[ledger.deal(DEAL).version])
    yield "other bytes", lambda: ledger.attach("cited", b"too short", by=by)
    yield "of no document", lambda: ledger.attach("nowhere", b"bytes", by=by)
    yield "attached", lambda: ledger.attach("cited", b"x" * 40, by=by)
    yield "forgetting", lambda: ledger.forgetting("captured")
    yield "forgetting of nothing", lambda: ledger.forgetting("nowhere")
    yield "forgotten", lambda: ledger.forget("cited", "A court orders it.", by=by)
    yield "forgotten again", lambda: ledger.forget("cited", "A court orders it.", by=by)
    yield "without a reason", lambda: ledger.forget("captured", "", by=by)
    yield "preview", lambda: ledger.preview(story.retraction(story.claim("agency-a", "how-many", value="12")))
    yield "preview of no claim", lambda: ledger.preview(story.retraction(nobody))
    yield "preview a correction", lambda: ledger.preview(record("correction", claim=story.id_of(second), reason="x"))


def asked(ledger: Verbs) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every question, on both clocks, and each that is refused."""
    one = story.id_of(story.claim("agency-c", stance="denies"))
    whole = next(claim.id for claim in ledger.claims(limit=1_000).items if claim.note is not None)
    then = {"recorded_as_of": "30", "asserted_as_of": "2024-01-02"}
    stretch = {"recorded_since": "20", "recorded_until": "40"}
    yield "beliefs", lambda: ledger.beliefs(DEAL)
    yield "beliefs then", lambda: ledger.beliefs(DEAL, **then, without=["agency-a", "wire"])
    yield "no deal", lambda: ledger.beliefs("no-deal")
    yield "no id", lambda: ledger.beliefs("Not an id, with ünicode & more")
    yield "without nobody", lambda: ledger.beliefs(DEAL, without=["nobody"])
    yield "beyond", lambda: ledger.beliefs(DEAL, recorded_as_of="9999")
    yield "no cursor", lambda: ledger.beliefs(DEAL, recorded_as_of="yesterday")
    yield "no date", lambda: ledger.beliefs(DEAL, asserted_as_of="yesterday")
    yield "explanation", lambda: ledger.explanation(DEAL, "shipped", **then)
    yield "under a policy", lambda: ledger.beliefs(DEAL, policy="policy-1")
    yield "explained under a policy", lambda: ledger.explanation(DEAL, "shipped", policy="policy-1")
    yield "changes under a policy", lambda: ledger.changes(DEAL, policy="policy-1", asserted_as_of="2024-01-02")
    yield "history without and under a policy", lambda: ledger.history(DEAL, without=["wire"], policy="policy-1")
    yield "no policy", lambda: ledger.beliefs(DEAL, policy="policy-9")
    yield "no proposition", lambda: ledger.explanation(DEAL, "sunk")
    yield "matrix", lambda: ledger.matrix(DEAL, **then)
    yield "changes", lambda: ledger.changes(DEAL, **stretch, without=["wire"])
    yield "backwards", lambda: ledger.changes(DEAL, recorded_since="40", recorded_until="20")
    yield "history", lambda: ledger.history(DEAL, **stretch)
    yield "timeline", lambda: ledger.timeline(DEAL, **then)
    yield "claims", lambda: ledger.claims(ClaimFilter(text="crane*", deal=DEAL), newest=True, limit=2)
    yield "claims on and on", lambda: every(ledger.claims, ClaimFilter(source="outlet"), limit=2)
    yield "whose word", lambda: ledger.claims(ClaimFilter(voice="agency-a", occasion="briefing"))
    yield "unfiled", lambda: ledger.claims(ClaimFilter(unfiled=True))
    yield "after the head", lambda: ledger.claims(after=9999)
    yield "claim", lambda: ledger.claim(whole)
    yield "claim then", lambda: ledger.claim(whole, recorded_as_of="3")
    yield "no claim", lambda: ledger.claim("sha256:" + "0" * 64)
    yield "provenance", lambda: ledger.provenance(whole)
    yield "checkpoint", lambda: ledger.checkpoint().size
    yield "verifiers", lambda: len(ledger.verifiers().items)
    yield "inclusion", lambda: ledger.inclusion(3, size=20)
    yield "inclusion beyond", lambda: ledger.inclusion(9999)
    yield "consistency", lambda: ledger.consistency(3)
    yield "consistency backwards", lambda: ledger.consistency(4, size=3)
    yield "tile", lambda: len(ledger.tile("0/000.p/20"))
    yield "no tile", lambda: ledger.tile("0/100")
    yield "no path of a tile", lambda: ledger.tile("../checkpoint")
    yield "provenance of none", lambda: ledger.provenance(one, recorded_as_of="2")
    yield "sources", lambda: every(ledger.sources, limit=3)
    yield "source", lambda: ledger.source("agency-c")
    yield "no source", lambda: ledger.source("nobody")
    yield "footprint", lambda: ledger.footprint("outlet", recorded_as_of="30")
    yield "footprint of nobody", lambda: ledger.footprint("nobody")
    yield "documents", lambda: ledger.documents()
    yield "document", lambda: ledger.document("captured")
    yield "no document", lambda: ledger.document("nowhere")
    yield "deals", lambda: ledger.deals()
    yield "deal", lambda: ledger.deal(DEAL)
    yield "events", lambda: ledger.events(after=3, limit=2, recorded_until="4")
    yield "no events there", lambda: ledger.events(after=9999)
    yield "entries", lambda: ledger.entries()
    yield "entries of a stretch", lambda: ledger.entries(after=5, until=9)
    yield "entries by a day", lambda: ledger.entries(until="2023-12-31")
    yield "entries to no day", lambda: ledger.entries(until="never")
    yield "health", lambda: ledger.health().head


def account(ledger: Verbs, by: str) -> dict[str, Any]:
    found = {what: outcome(verb) for what, verb in told(ledger, by)}
    return found | {what: outcome(verb) for what, verb in asked(ledger)}


@pytest.mark.parametrize("place", [in_a_file, at_a_server])
def test_the_story_is_told_and_asked_alike_wherever_the_ledger_is(place: Any, tmp_path: Path) -> None:
    with in_memory(tmp_path) as (ledger, by):
        expected = account(ledger, by)
    with place(tmp_path) as (ledger, by):
        found = account(ledger, by)

    assert found.keys() == expected.keys() and len(found) > 100
    assert {what: found[what] for what in found if found[what] != expected[what]} == {}
    refused = {what: answer[0] for what, answer in found.items() if isinstance(answer, tuple) and len(answer) == 5}
    assert refused.keys() >= {
        "of nobody",
        "none",
        "moved on",
        "other under it",
        "no deal",
        "backwards",
        "no events there",
    }
    assert len(set(refused.values())) >= 8


def test_every_verb_is_among_them(tmp_path: Path) -> None:
    class Called:
        """A ledger that notes which of its verbs are called."""

        def __init__(self, ledger: Verbs) -> None:
            self._ledger = ledger
            self.verbs: set[str] = set()

        def __getattr__(self, name: str) -> Any:
            self.verbs.add(name)
            return getattr(self._ledger, name)

    with in_memory(tmp_path) as (ledger, by):
        called: Any = Called(ledger)
        account(called, by)

    assert called.verbs == {name for name in dir(Verbs) if not name.startswith("_")} - {"close"}


def test_a_question_may_wait_for_what_was_recorded() -> None:
    with open_ledger(":memory:", create=True) as ledger, remote(ledger) as client:
        receipt = client.record(source_record("harbour"))
        waiting = client.waiting_for(receipt.position)
        assert waiting.source("harbour").id == "harbour"
        assert [one.position for one in waiting.entries()] == [1, receipt.position]
        assert waiting.health().head == receipt.position
        with ThreadPoolExecutor(1) as threads:
            later = threads.submit(client.waiting_for(receipt.position + 1).sources)
            ledger.record(source_record("port"), by="test")
            assert [one.id for one in later.result().items] == ["harbour", "port"]


def test_what_is_not_reached_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.arrivals.PATIENCE", 0.01)
    with open_ledger(":memory:", create=True) as ledger, remote(ledger, wait=lambda _: None) as client:
        with pytest.raises(Unavailable, match="the ledger has not come to position 99"):
            client.waiting_for(99).deals()
        assert client.deals().items == ()


def test_a_client_says_where_its_ledger_is_and_not_with_which_key() -> None:
    with open_ledger(":memory:", create=True) as ledger, served(ledger) as (url, key), open_client(url, key) as client:
        assert repr(client) == f"Client('{url}')"
        client.close()
        client.close()


@pytest.mark.parametrize("url", ["ledger.example", "ftp://ledger.example", "http://ledger.example", "https://a:b@c"])
def test_an_address_that_would_show_the_key_or_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadSettings) as refused:
        open_client(url, "clk_secret")
    assert refused.value.field == "url" and "secret" not in str(refused.value)
