"""Entries as bytes: how a fact and its envelope are written to the log, and read back strictly."""

import re
from hashlib import sha256
from typing import Annotated, Any, Generic, TypeVar

import orjson
from msgspec import Struct
from msgspec.structs import force_setattr
from pydantic import StringConstraints, TypeAdapter, ValidationError

from ledger.canonical import canonical
from ledger.errors import DamagedLedger, NewerLedger, Rejected, TooLarge
from ledger.events import FACTS, ClaimRecorded, Fact
from ledger.gist import ClaimGist, gist_of
from ledger.identity import content_bytes
from ledger.terms import Instant, Name, Position, Value
from ledger.upcasting import upcast

ENTRY_LIMIT = 65_535
"""The most bytes that an entry's canonical JSON may have (C2SP tlog-tiles: a 16-bit length)."""

F = TypeVar("F", bound=Fact)


class Entry(Struct, eq=False, frozen=True):
    """ "At position 41, on this instant, this principal recorded this fact, the nth of its stream."

    `data` is the canonical JSON (RFC 8785) of the whole entry as it lies in the store: an object with the keys
    `fact`, `nonce`, `position`, `recorded_at`, `recorded_by`, `stream`, `type` (`claim-recorded/1`) and `version`.
    `told` is its fact or, of a recorded claim, the gist of it until the whole is asked for.
    """

    position: int
    stream: str
    version: int
    recorded_at: str
    recorded_by: str
    nonce: str
    told: Fact | ClaimGist
    data: bytes

    @property
    def fact(self) -> Fact:
        """What was recorded. Raises DamagedLedger where only its gist was read yet, and the whole cannot be."""
        told = self.told
        if isinstance(told, ClaimGist):
            told = _whole(self.data, ClaimRecorded, ClaimRecorded.revision).fact
            force_setattr(self, "told", told)
        return told

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash((self.position, self.data))

    def _all(self) -> tuple[object, ...]:
        place = (self.position, self.stream, self.version)
        return *place, self.recorded_at, self.recorded_by, self.nonce, self.fact, self.data


class Envelope(Value, Generic[F]):
    """The JSON object of an entry, with a fact of one kind at its current revision."""

    fact: F
    nonce: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    position: Position
    recorded_at: Instant
    recorded_by: Name
    stream: Name
    type: str
    version: Position


_READERS: dict[str, TypeAdapter[Envelope[Any]]] = {
    wire: TypeAdapter(Envelope[kind])  # type: ignore[valid-type]
    for wire, kind in FACTS.items()
}

# Canonical JSON sorts its keys, so every entry begins and ends like this; what is between is the reader's to judge.
_HEAD = b'{"fact":{'
_CLAIM = _HEAD + b'"claim":'
_TAIL = re.compile(rb',"type":"([a-z]+(?:-[a-z]+)*)/(0|[1-9][0-9]{0,5})","version":[1-9][0-9]{0,15}\}\Z')
_TAIL_REACH = 128

ENVELOPE_ROOM = 4_096
"""More bytes than an envelope has: its longest parts are the stream and a principal of 500 characters."""


def fact_type(fact: Fact | type[Fact]) -> str:
    """The wire name and revision of a fact: `claim-recorded/1`."""
    return f"{fact.wire}/{fact.revision}"


def fact_bytes(fact: Fact, content: bytes | None = None) -> bytes:
    """The canonical JSON of a fact, without null fields; a claim's content also without fields at their default.

    `content` are the canonical bytes of that content, where they are known. Raises Rejected if the fact holds a value
    without canonical form.
    """
    if isinstance(fact, ClaimRecorded):
        if content is not None and fact.credibility is None and not fact.sealed:  # as most claims are
            return b'{"claim":"%b","content":%b,"sealed":[]}' % (fact.claim.encode(), content)
        payload = fact.model_dump(exclude_none=True, exclude={"content"})
        payload["content"] = orjson.Fragment(content or content_bytes(fact.content))
    else:
        payload = fact.model_dump(exclude_none=True)
    try:
        return canonical(payload)
    except TypeError as error:
        raise Rejected(f"{fact.wire} holds a value that has no canonical JSON form: {error}") from error


def encode(
    fact: Fact,
    *,
    position: int,
    version: int,
    recorded_at: str,
    recorded_by: str,
    nonce: str,
    body: bytes | None = None,
) -> Entry:
    """The entry of a fact at a position, with its canonical bytes. `body` is `fact_bytes(fact)`, where it is known.

    Raises TooLarge if those are more than ENTRY_LIMIT, Rejected if the fact holds a value without canonical form.
    """
    envelope = {
        "fact": orjson.Fragment(body or fact_bytes(fact)),
        "nonce": nonce,
        "position": position,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "stream": fact.stream,
        "type": fact_type(fact),
        "version": version,
    }
    data = canonical(envelope)
    _check_size(fact, len(data))
    return Entry(position, fact.stream, version, recorded_at, recorded_by, nonce, fact, data)


def check_size(fact: Fact, body: bytes) -> None:
    """Raises TooLarge where a fact of these canonical bytes could have an entry of more than ENTRY_LIMIT bytes."""
    _check_size(fact, len(body) + ENVELOPE_ROOM)


def _check_size(fact: Fact, size: int) -> None:
    if size > ENTRY_LIMIT:
        raise TooLarge(
            f"{fact.wire} of {fact.stream} takes {size:,} bytes with its envelope; an entry has at most "
            f"{ENTRY_LIMIT:,}. Shorten its texts, or record it as several"
        )


RECORDED = fact_type(ClaimRecorded)
"""The type of the entries of which mostly the gist is read."""


def decode(data: bytes) -> Entry:
    """The entry that these bytes hold, its fact brought up to the current revision; `data` stays as it was written.

    Raises NewerLedger for a kind or revision of fact that this program does not know yet, DamagedLedger for anything
    else that `encode` does not write. Of a recorded claim only the gist is read, the rest when it is asked for. That
    the bytes are canonical to the last is not checked here: an audit does.
    """
    g = gist_of(data) if data.startswith(_CLAIM) else None
    if g is not None and g.type == RECORDED:
        return Entry(g.position, g.stream, g.version, g.recorded_at, g.recorded_by, g.nonce, g.fact, data)
    tail = _TAIL.search(data, max(0, len(data) - _TAIL_REACH))
    if tail is None or not data.startswith(_HEAD):
        raise DamagedLedger(f"an entry of {len(data):,} bytes is not of the form that the ledger writes")
    wire, revision = tail[1].decode(), int(tail[2])
    kind = FACTS.get(wire)
    if kind is None or revision > kind.revision:
        raise NewerLedger(f"it holds a fact of type {wire}/{revision}, which this program does not know: upgrade it")
    e = _whole(data, kind, revision)
    return Entry(e.position, e.stream, e.version, e.recorded_at, e.recorded_by, e.nonce, e.fact, data)


def type_of(data: bytes) -> str:
    """The type of the entry that these bytes hold, as they were written: `claim-recorded/1`. Raises DamagedLedger."""
    tail = _TAIL.search(data, max(0, len(data) - _TAIL_REACH))
    if tail is None:
        raise DamagedLedger(f"an entry of {len(data):,} bytes is not of the form that the ledger writes")
    return f"{tail[1].decode()}/{tail[2].decode()}"


def _whole(data: bytes, kind: type[Fact], revision: int) -> Envelope[Any]:
    """All that an entry of this kind holds. Raises DamagedLedger."""
    try:
        as_now = data if revision == kind.revision else _upcast(data, kind, revision)
        envelope: Envelope[Any] = _READERS[kind.wire].validate_json(as_now)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise DamagedLedger(f"an entry of type {kind.wire}/{revision} cannot be read: {fault['msg']}", where) from error
    fact: Fact = envelope.fact
    if fact.stream != envelope.stream:
        raise DamagedLedger(f"entry {envelope.position} is in {envelope.stream}, but its fact belongs to {fact.stream}")
    return envelope


def _upcast(data: bytes, kind: type[Fact], revision: int) -> bytes:
    try:
        envelope = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise DamagedLedger(f"an entry of type {kind.wire}/{revision} is not JSON: {error}") from error
    return canonical({**envelope, "fact": upcast(kind.wire, revision, envelope["fact"], to=kind.revision)})


def leaf_hash(data: bytes) -> str:
    """`sha256:` and the hex RFC 6962 leaf hash of an entry's bytes: SHA-256 over a zero byte and them."""
    return "sha256:" + sha256(b"\x00" + data).hexdigest()
