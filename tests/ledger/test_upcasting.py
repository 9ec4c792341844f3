from pathlib import Path
from typing import Any

import pytest

from ledger.canonical import canonical
from ledger.entries import decode, encode, fact_type
from ledger.errors import DamagedLedger
from ledger.events import FACTS, Fact, SourceGraded
from ledger.upcasting import UPCASTERS, Upcaster, upcast
from tests.ledger.examples import EXAMPLES, fact_json, graded

GOLDEN = Path(__file__).parent / "golden"


def golden(fact: Fact) -> bytes:
    return (GOLDEN / f"{fact.wire}-{fact.revision}.json").read_bytes()


def envelope(kind: str, stream: str, fact: bytes) -> bytes:
    """An entry as it was written when its fact was of that kind."""
    return (
        b'{"fact":%b,"nonce":"%b","position":7,"recorded_at":"2023-08-31T12:00:00.000000Z","recorded_by":"analyst",'
        b'"stream":"%b","type":"%b","version":2}' % (fact, b"0" * 32, stream.encode(), kind.encode())
    )


def test_every_revision_of_every_fact_has_a_golden_payload_and_a_way_up() -> None:
    kinds = {(wire, revision) for wire, kind in FACTS.items() for revision in range(1, kind.revision + 1)}
    older = {(wire, revision) for wire, revision in kinds if revision < FACTS[wire].revision}

    assert {path.name for path in GOLDEN.iterdir()} == {f"{wire}-{revision}.json" for wire, revision in kinds}
    assert set(UPCASTERS) == older


@pytest.mark.parametrize("fact", EXAMPLES, ids=fact_type)
def test_a_golden_payload_is_read_as_it_was_meant(fact: Fact) -> None:
    entry = decode(envelope(fact_type(fact), fact.stream, golden(fact)))

    assert entry.fact == fact


@pytest.mark.parametrize("fact", EXAMPLES, ids=fact_type)
def test_a_golden_payload_is_written_again_to_the_same_bytes(fact: Fact) -> None:
    read = decode(envelope(fact_type(fact), fact.stream, golden(fact)))
    again = encode(
        read.fact,
        position=read.position,
        version=read.version,
        recorded_at=read.recorded_at,
        recorded_by=read.recorded_by,
        nonce=read.nonce,
    )

    assert canonical(fact_json(read.fact)) == golden(fact)
    assert again == read


def grade_of_old(fact: dict[str, Any]) -> dict[str, Any]:
    """A pretend revision 0 called the reason `why`."""
    return {"reason" if key == "why" else key: value for key, value in fact.items()}


def test_an_older_revision_is_read_as_todays_and_its_bytes_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(UPCASTERS, ("source-graded", 0), grade_of_old)
    old = envelope("source-graded/0", "source:post", b'{"reliability":"C","source":"post","why":"Seen to be so."}')

    entry = decode(old)

    assert entry.fact == graded("post")
    assert isinstance(entry.fact, SourceGraded)
    assert entry.data == old


def test_an_upcast_fact_is_checked_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(UPCASTERS, ("source-graded", 0), lambda fact: fact)
    old = envelope("source-graded/0", "source:post", b'{"reliability":"C","source":"post","why":"Seen to be so."}')

    with pytest.raises(DamagedLedger, match="reason"):
        decode(old)


def test_upcasters_are_chained_up_to_the_revision_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def passing(step: int) -> Upcaster:
        return lambda fact: {"through": (*fact.get("through", ()), step)}

    for step in (3, 4, 5):
        monkeypatch.setitem(UPCASTERS, ("thing-done", step), passing(step))

    assert upcast("thing-done", 3, {}, to=6) == {"through": (3, 4, 5)}
    assert upcast("thing-done", 5, {}, to=6) == {"through": (5,)}
    assert upcast("thing-done", 6, {"as": "it is"}, to=6) == {"as": "it is"}


def test_a_revision_that_never_was_is_damage() -> None:
    with pytest.raises(DamagedLedger, match="source-graded/0"):
        decode(envelope("source-graded/0", "source:post", b'{"reliability":"C","source":"post","reason":"So."}'))
