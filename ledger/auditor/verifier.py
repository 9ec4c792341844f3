"""The verifier: whether a log is whole, and is what its checkpoints say. It needs Python alone, and may be read whole.

Usage: python verifier.py [--json] [--signed-by KEY ...] [--checkpoint FILE ...] LOG

LOG is an export (NDJSON, an entry a line, as stored), a ledger's file, or a replay certificate. KEY is a verifier key,
as text, of the log or of a witness; FILE holds a checkpoint, or several, one after the other. Every one of them has to
be a beginning of the log. Exit status 0: nothing differs. 1: something does; the first of it is named, by position.
2: it could not be looked at.

What is hashed, signed and checked is specified in docs/format.md, by the rules that a Difference names. The tree is RFC
6962's, the signatures are RFC 8032's, notes, checkpoints and cosignatures are as C2SP has them.
"""

import argparse
import json
import re
import sqlite3
import sys
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256, sha512
from hmac import digest as hmac_digest
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import quote

LARGEST = 65_535
"""The most bytes of an entry."""

EVENTS, CHECKPOINTS = "events.ndjson", "checkpoints.txt"
"""The members of a certificate that are looked at here."""

_MEMBERS = {"fact", "nonce", "position", "recorded_at", "recorded_by", "stream", "type", "version"}
_INSTANT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z")
_NONCE = re.compile(r"[0-9a-f]{32}")
_TYPE = re.compile(r"[a-z]+(-[a-z]+)*/[1-9][0-9]{0,5}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_LOG, _WITNESS = 1, 4
_SIGNATURES = 100
_DEEPEST = 100
_LONGEST = 10_000_000
_APPLICATION = 0x436C4C67


class Difference(Exception):
    """Something is not as it has to be: which rule it breaks, and the first position at which that is known.

    `after` is the last position up to which all is known to be well, where the two are not neighbours.
    """

    def __init__(self, rule: str, detail: str, position: int | None = None, after: int | None = None) -> None:
        super().__init__(detail)
        self.rule, self.detail, self.position, self.after = rule, detail, position, after


class Unreadable(Exception):
    """What was given cannot be looked at."""


# --- entries -------------------------------------------------------------------------------------------------------


def strict(data: bytes) -> Any:
    """The JSON value of bytes, without floats and integers from 2^53. Raises ValueError."""
    return json.loads(data, parse_int=_integer, parse_float=_no_float, parse_constant=_no_float)


def canonical(value: Any) -> bytes:
    """The canonical bytes (RFC 8785) of what `strict` gives, whose keys are ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= 2**53:
        raise ValueError(f"{text[:20]} is no integer below 2^53")
    return int(text)


def _no_float(text: str) -> Any:
    raise ValueError(f"{text[:20]} is no integer")


def _walk(value: Any, depth: int = 0) -> None:
    """Raises ValueError for a key that is not ASCII, and for what is nested too deeply."""
    if depth > _DEEPEST:
        raise ValueError(f"it is nested more than {_DEEPEST} deep")
    if isinstance(value, dict):
        for key, part in value.items():
            if not key.isascii():
                raise ValueError(f"the key {key[:40]!a} is not ASCII")
            _walk(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            _walk(part, depth + 1)


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + data).digest()


class Tree:
    """The tree over leaves, of which only the roots of whole subtrees are kept, the largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._whole: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Take the hash of the next leaf."""
        node, size = leaf, self.size
        while size & 1:
            node, size = _join(self._whole.pop(), node), size >> 1
        self._whole.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root now."""
        if not self._whole:
            return sha256(b"").digest()
        node = self._whole[-1]
        for left in reversed(self._whole[:-1]):
            node = _join(left, node)
        return node


def _join(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _is_instant(text: str) -> bool:
    found = _INSTANT.fullmatch(text)
    return found is not None and _is_day(found[1])


@lru_cache(maxsize=64)
def _is_type(text: str) -> bool:
    return _TYPE.fullmatch(text) is not None


@lru_cache(maxsize=64)
def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class Row(NamedTuple):
    """An entry's bytes; the position, stream, version and type that stand beside them, and the leaf hash that the index
    has, where they do."""

    data: bytes
    beside: tuple[object, ...] | None = None
    indexed: object = None


class Entries:
    """The entries of a log, each held to those before it.

    `commitments` has, for each commitment, the position that made it, or less than 0 the one that forgot it.
    """

    def __init__(self, loads: Callable[[bytes], Any] = strict, dumps: Callable[[Any], bytes] = canonical) -> None:
        """`loads` and `dumps` may be faster ones that do the same: they refuse floats, and integers from 2^53, too."""
        self.tree = Tree()
        self.commitments: dict[str, int] = {}
        self._loads, self._dumps = loads, dumps
        self._versions: dict[int, int] = {}  # by hash: a million streams take some 90 MB, their names twice that
        self._recorded_at = ""

    def take(self, row: Row) -> None:
        """Take the next entry. Raises a Difference, which names its position."""
        position = self.tree.size + 1
        entry = self._read(row.data, position)
        stream, version, recorded_at = entry["stream"], entry["version"], entry["recorded_at"]
        if row.beside is not None and row.beside != (entry["position"], stream, version, entry["type"]):
            raise Difference("columns", f"beside the entry stands {row.beside}, in it something else", position)
        if entry["position"] != position:
            raise Difference("order", f"here is what was recorded at position {entry['position']}", position)
        before = self._versions.get(key := hash(stream), 0)
        if version != before + 1:
            said = f"version {version} of {stream} comes after version {before}"
            raise Difference("versions", said, position)
        self._versions[key] = version
        if recorded_at < self._recorded_at:
            raise Difference("clock", f"it was recorded at {recorded_at}, before position {position - 1} was", position)
        self._recorded_at = recorded_at
        self._note(entry["type"].partition("/")[0], entry["fact"], position)
        leaf = leaf_hash(row.data)
        if row.indexed is not None and row.indexed != leaf:
            raise Difference("index", "it is not what was indexed: either was altered since", position)
        self.tree.add(leaf)

    def _read(self, data: bytes, position: int) -> dict[str, Any]:
        if len(data) > LARGEST:
            raise Difference("form", f"the entry has {len(data):,} bytes, the most are {LARGEST:,}", position)
        try:
            entry = self._loads(data)
            if not data.isascii() or data.count(b"{") + data.count(b"[") > _DEEPEST:
                _walk(entry)  # elsewhere there can be nothing that it looks for
            same = self._dumps(entry) == data
        except (ValueError, TypeError, RecursionError) as error:
            raise Difference("form", f"the entry is not JSON as it is stored: {error}", position) from None
        if not same:
            raise Difference("form", "the entry is not canonical JSON (RFC 8785)", position)
        if not isinstance(entry, dict) or entry.keys() != _MEMBERS or not isinstance(entry["fact"], dict):
            raise Difference("form", f"an entry is an object of {', '.join(sorted(_MEMBERS))}", position)
        if type(entry["position"]) is not int or type(entry["version"]) is not int:
            raise Difference("form", "position and version are integers", position)
        nonce, at, kind = entry["nonce"], entry["recorded_at"], entry["type"]
        if not type(nonce) is type(at) is type(entry["recorded_by"]) is type(entry["stream"]) is type(kind) is str:
            raise Difference("form", "nonce, recorded_at, recorded_by, stream and type are texts", position)
        if at != self._recorded_at and not _is_instant(at):
            raise Difference("form", f"{at[:40]!r} is not an instant of the ledger's form", position)
        if not _NONCE.fullmatch(nonce) or not _is_type(kind):
            raise Difference("form", "a nonce is 32 hex digits, a type a kind and its revision", position)
        return entry

    def _note(self, kind: str, fact: dict[str, Any], position: int) -> None:
        """Remember what the vault is to hold, and what it is to have forgotten."""
        try:
            if kind == "claim-recorded":
                if fact["claim"] != "sha256:" + sha256(self._dumps(fact["content"])).hexdigest():
                    raise Difference("claim-id", "the claim's id is not the digest of its content", position)
                for sealed in fact.get("sealed", ()):
                    self.commitments.setdefault(sealed["commitment"], position)
            elif kind == "document-captured":
                self.commitments.setdefault(fact["content"], position)
            elif kind == "content-forgotten":
                for commitment in fact["commitments"]:
                    if not self.commitments.get(commitment):
                        raise Difference("vault", "it forgets what nothing before committed to", position)
                    self.commitments[commitment] = -position
        except (TypeError, KeyError, AttributeError):
            raise Difference("form", f"a {kind} does not say what it commits to", position) from None


# --- signatures ----------------------------------------------------------------------------------------------------

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_Point = tuple[int, int, int, int]


def _add(p: _Point, q: _Point) -> _Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(n: int, point: _Point) -> _Point:
    result: _Point = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = _add(result, point)
        point, n = _add(point, point), n >> 1
    return result


def _point(data: bytes) -> _Point | None:
    """The point that 32 bytes stand for (RFC 8032, section 5.1.3)."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature is one of the key's on the message (RFC 8032, section 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = _point(public), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= _ORDER:
        return False
    k = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % _ORDER
    assert _BASE is not None
    left, right = _times(s, _BASE), _add(r, _times(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % _P == 0 == (left[1] * right[2] - right[1] * left[2]) % _P


class Key(NamedTuple):
    """A verifier key: of a log, or of a witness."""

    name: str
    id: bytes
    kind: int
    public: bytes

    @classmethod
    def parse(cls, text: str) -> "Key":
        """The key of its text: `name+id+base64`. Raises Unreadable."""
        name, _, rest = text.strip().partition("+")
        said, _, encoded = rest.partition("+")
        try:
            data = b64decode(encoded, validate=True)
        except ValueError:
            data = b""
        key = cls(name, sha256(name.encode() + b"\n" + data).digest()[:4], data[0] if data else 0, data[1:])
        if len(key.public) != 32 or key.kind not in (_LOG, _WITNESS) or said != key.id.hex():
            raise Unreadable(f"{text.strip()[:80]!r} is no verifier key: expected is name+id+key, as the log gives it")
        return key

    def signed(self, text: bytes, signature: bytes) -> bool:
        """Whether the key signed a note's text."""
        if self.kind == _LOG:
            return is_signed(self.public, text, signature)
        time = int.from_bytes(signature[:8], "big")
        return is_signed(self.public, b"cosignature/v1\ntime %d\n%b" % (time, text), signature[8:])


class Head(NamedTuple):
    """What a checkpoint says: so many entries have this root. `signers` are the names of the keys known to sign it."""

    origin: str
    size: int
    root: bytes
    signers: tuple[str, ...]


def head_of(note: str, keys: Sequence[Key], *, is_needed: bool = True) -> Head:
    """The head that a signed checkpoint tells of. Raises Unreadable; and a Difference where it is not signed.

    Of the keys given none that it names may have not signed it and, where that `is_needed`, one of the log must have.
    """
    text, blank, signatures = note.rpartition("\n\n")
    lines, text = text.split("\n"), text + "\n"
    if not blank or len(lines) < 3 or not all(lines) or not _SIZE.fullmatch(lines[1]) or not note.endswith("\n"):
        raise Unreadable(f"this is no signed checkpoint: {note[:60]!r}")
    root = _base64(lines[2])
    if root is None or len(root) != 32:
        raise Unreadable(f"the root of the checkpoint of size {lines[1]} is no hash in Base64")
    size, signers, is_from_log = int(lines[1]), [], False
    signed = signatures[:-1].split("\n")
    if len(signed) > _SIGNATURES:
        raise Unreadable(f"the checkpoint of size {size} has {len(signed)} signatures, at most {_SIGNATURES} are read")
    for line in signed:
        found = _SIGNATURE.fullmatch(line)
        data = _base64(found[2]) if found else None
        if found is None or data is None:
            raise Unreadable(f"the checkpoint of size {size} has a line that is no signature: {line[:60]!r}")
        for key in keys:
            if (key.name, key.id) != (found[1], data[:4]):
                continue
            if not key.signed(text.encode(), data[4:]):
                raise Difference("signature", f"the checkpoint of size {size} is not what {key.name} signed", size)
            signers.append(key.name)
            is_from_log |= key.kind == _LOG and key.name == lines[0]
    if keys and is_needed and not is_from_log:
        by = ", ".join(line.removeprefix("— ").partition(" ")[0] for line in signed)
        said = f"no key of the log that was given signed the checkpoint of size {size}, which says it is signed by {by}"
        raise Difference("signature", said[:400], size)
    return Head(lines[0], size, root, tuple(signers))


def _base64(text: str) -> bytes | None:
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        return None
    return data if b64encode(data).decode() == text else None


def notes_in(text: str) -> list[str]:
    """The signed notes that stand one after the other in a text: every line of it is one note's. Raises Unreadable."""
    if len(text) > _LONGEST:
        raise Unreadable(f"checkpoints of {len(text):,} characters are not read, at most {_LONGEST:,} are")
    notes: list[list[str]] = [[]]
    is_signed = False
    for line in text.removesuffix("\n").split("\n"):
        signs = line.startswith("— ") and "" in notes[-1]
        if is_signed and not signs:
            notes.append([])
        if line or notes[-1]:  # whoever joins notes may leave a line empty between them
            notes[-1].append(line)
        is_signed = signs
    return ["\n".join(note) + "\n" for note in notes if note]


# --- logs ----------------------------------------------------------------------------------------------------------


@dataclass
class Log:
    """A log to be looked at: its rows, its vault (commitment, salt, data) where that came too, and its own heads."""

    rows: Iterable[Row]
    vault: Iterable[tuple[Any, Any, Any]] | None = None
    checkpoints: Sequence[str] = ()
    is_certificate: bool = False


BROKEN_ZIP = (zipfile.BadZipFile, KeyError, UnicodeDecodeError, EOFError, RuntimeError, zlib.error)
"""What reading a zip raises that is none, or is damaged."""


@contextmanager
def opened(path: Path) -> Iterator[Log]:
    """The log in an export, a ledger's file or a certificate. Raises Unreadable.

    Nobody in this process may have the ledger's file open already: to close it here would drop SQLite's locks.
    """
    try:
        with path.open("rb") as file:
            begin = file.read(16)
        if begin == b"SQLite format 3\x00":
            with closing(sqlite3.connect(_address(path), uri=True)) as db:
                db.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
                db.execute("PRAGMA trusted_schema = OFF")
                db.execute("BEGIN")
                _check_tables(db, path)
                yield Log(_stored(db), db.execute("SELECT commitment, salt, data FROM vault"), _kept(path))
        elif begin[:2] == b"PK":
            with zipfile.ZipFile(path) as zipped:
                check_members(zipped)
                with zipped.open(CHECKPOINTS) as notes, zipped.open(EVENTS) as events:
                    yield Log(_lines(events), None, notes_in(notes.read(_LONGEST).decode()), is_certificate=True)
        else:
            with path.open("rb") as file:
                yield Log(_lines(file))
    except (OSError, sqlite3.OperationalError, *BROKEN_ZIP) as error:
        raise Unreadable(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except sqlite3.Error as error:
        raise Difference("pages", f"the pages of the file do not hold together: {error}") from None


def check_members(zipped: zipfile.ZipFile) -> None:
    """Raises Unreadable where a member is there twice, is encrypted, or is packed as those of certificates are not."""
    names: set[str] = set()
    for member in zipped.infolist():
        plain = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not member.flag_bits & 1
        twice = member.filename in names
        names.add(member.filename)
        if twice or not plain:
            raise Unreadable(f"{member.filename[:80]!r} is not a member as certificates have them")


def _address(path: Path) -> str:
    """Where SQLite finds a file to be read. Where no journal lies beside it nothing is written beside it either."""
    wal = path.with_name(path.name + "-wal")
    still = "" if wal.exists() and wal.stat().st_size else "&immutable=1"
    return f"file:{quote(str(path.absolute()))}?mode=ro{still}"


def _check_tables(db: sqlite3.Connection, path: Path) -> None:
    """What is read has to be tables: a view could show each reader something else."""
    ((application,),) = db.execute("PRAGMA application_id")
    if application != _APPLICATION:
        raise Unreadable(f"{path} is an SQLite database of another program")
    made = dict(db.execute("SELECT name, type FROM sqlite_master WHERE name IN ('events', 'vault', 'sqlite_sequence')"))
    if list(made.values()) != ["table"] * 3:
        raise Difference("pages", "events and vault are not both tables of their own")


def _kept(path: Path) -> list[str]:
    """The checkpoints that a ledger signed, which it keeps beside its file."""
    signers = path.with_name(path.name + "-signers")
    if not signers.exists():
        return []
    with closing(sqlite3.connect(_address(signers), uri=True)) as db:
        notes = [note for (note,) in db.execute("SELECT note FROM checkpoints ORDER BY number")]
    if not all(isinstance(note, bytes) for note in notes):
        raise Unreadable(f"{signers} holds what is no checkpoint")
    return [note.decode() for note in notes]


def _lines(file: IO[bytes]) -> Iterator[Row]:
    number = 0
    while line := file.readline(LARGEST + 2):
        number += 1
        if not line.endswith(b"\n"):
            said = "is longer than any entry" if len(line) > LARGEST else "has no end: what lies here was cut off"
            raise Difference("end", f"the line {said}", number)
        yield Row(line[:-1])


def _stored(db: sqlite3.Connection) -> Iterator[Row]:
    """The rows of a ledger's file, in order, as many as were ever assigned a position."""
    last = 0
    columns = "SELECT e.position, e.stream, e.version, e.type, e.state"
    if (index := _index(db)) is None:
        found = db.execute(f"{columns}, NULL FROM events e ORDER BY e.position")
    else:
        found = db.execute(
            f"{columns}, i.digest FROM events e LEFT JOIN {index} i USING (position) ORDER BY e.position"
        )
    for row in found:
        last += 1
        if row[0] != last:
            raise Difference("order", f"it is missing: the next one stored is {row[0]}", last)
        if not isinstance(row[4], bytes):
            raise Difference("form", "what is stored here is no entry", last)
        yield Row(row[4], row[:4], row[5])
    ((assigned,),) = db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events'")
    if assigned != last:
        raise Difference("end", f"the log ends before it, but positions up to {assigned} were assigned", last + 1)


def _index(db: sqlite3.Connection) -> str | None:
    """The table of the index in use that has the leaf hashes. It is no proof: who alters a file can alter both."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "view_generation" not in tables:
        return None
    used = db.execute("SELECT max(number) FROM view_generation WHERE state = 'used'").fetchone()[0]
    table = f"view_entry_{used}"
    return table if type(used) is int and table in tables else None


# --- the check -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Report:
    """What was found of a log in which nothing differs: its size and root, the heads it was held to, from the least,
    how much the vault holds and has forgotten (None: no vault came with it), and what all this does not show."""

    size: int
    root: bytes
    heads: tuple[Head, ...]
    held: int | None
    forgotten: int | None
    not_shown: tuple[str, ...]


def verify(
    log: Log,
    keys: Sequence[Key] = (),
    notes: Sequence[str] = (),
    entries: Entries | None = None,
    progress: Callable[[int], None] = lambda size: None,
) -> Report:
    """Hold a log to its rules, its checkpoints, and others that were kept elsewhere. Raises a Difference, Unreadable.

    `progress` is told now and then how many entries were looked at.
    """
    entries = entries or Entries()
    kept = [head_of(note, keys, is_needed=False) for note in log.checkpoints]
    heads = _heads([*kept, *(head_of(note, keys) for note in notes)])
    if keys and not heads:
        raise Difference("signature", "a key was given, and there is no checkpoint that it could have signed")
    if keys and heads[-1].origin not in heads[-1].signers:
        size = heads[-1].size
        raise Difference("signature", f"no key of the log that was given signed the checkpoint of size {size}", size)
    if strangers := {head.origin for head in heads[1:]} - {head.origin for head in heads[:1]}:
        raise Difference("signature", f"there are checkpoints of two logs: {heads[0].origin} and {min(strangers)}")
    waiting, good = deque(heads), 0
    good = _held(waiting, entries.tree, good)
    for row in log.rows:
        entries.take(row)
        if waiting and waiting[0].size == entries.tree.size:
            good = _held(waiting, entries.tree, good)
        if entries.tree.size % 1_000 == 0:
            progress(entries.tree.size)
    if waiting:
        said = f"the log ends before it, but {waiting[0].size} entries were signed for"
        raise Difference("end", said, entries.tree.size + 1)
    held, forgotten = (None, None) if log.vault is None else _vault(log.vault, entries.commitments)
    covered = heads[-1].size if heads else 0
    return Report(
        entries.tree.size,
        entries.tree.root(),
        tuple(heads),
        held,
        forgotten,
        tuple(_not_shown(bool(keys), covered, entries.tree.size, held is not None, forgotten)),
    )


def _heads(found: Iterable[Head]) -> list[Head]:
    """The heads, each once and from the least, with all who signed it."""
    heads: dict[tuple[int, bytes, str], Head] = {}
    for head in found:
        key = (head.size, head.root, head.origin)
        before = heads[key].signers if key in heads else ()
        heads[key] = head._replace(signers=tuple(dict.fromkeys((*before, *head.signers))))
    return [heads[key] for key in sorted(heads)]


def _held(waiting: deque[Head], tree: Tree, good: int) -> int:
    """Hold the tree to the heads of its size; answers up to where it is known to be well. Raises a Difference."""
    while waiting and waiting[0].size == tree.size:
        if waiting.popleft().root != tree.root():
            said = f"the first {tree.size} entries are not those that were signed for"
            raise Difference("root", said, tree.size, good)
        good = tree.size
    return good


def _vault(vault: Iterable[tuple[Any, Any, Any]], commitments: dict[str, int]) -> tuple[int, int]:
    """How much of what was committed to is held, and how much was forgotten. Raises a Difference."""
    held, left = 0, dict(commitments)
    for commitment, salt, data in vault:
        if salt == data == b"":  # as a row is left whose text was forgotten
            continue
        at = left.pop(commitment, 0)
        if not at:
            raise Difference("vault", f"it holds {commitment}, which no entry commits to")
        if type(salt) is not bytes or type(data) is not bytes or not _opens(commitment, salt, data):
            raise Difference("vault", "what is held is not what was committed to", abs(at))
        if at < 0:
            raise Difference("vault", f"{commitment} was to be forgotten, and is held still", -at)
        held += 1
    lost = [at for at in left.values() if at > 0]
    if lost:
        raise Difference(
            "vault", "what was committed to is not held, and nothing says that it was forgotten", min(lost)
        )
    return held, len(left)


def _opens(commitment: str, salt: bytes, data: bytes) -> bool:
    return commitment == "hmac-sha256:" + hmac_digest(salt, data, "sha256").hex()


def _not_shown(has_keys: bool, covered: int, size: int, has_vault: bool, forgotten: int | None) -> Iterator[str]:
    if not covered:
        yield "no checkpoint was given: whoever made this log anew from its first entry would not be found out"
    elif covered < size:
        yield f"no checkpoint covers the entries from position {covered + 1} on"
    if covered and not has_keys:
        yield "no key was given: who signed the checkpoints is not known"
    if covered and has_keys:
        yield "another log may have been shown to others: compare checkpoints with theirs, or with a witness's"
    if not has_vault:
        yield "quotes, notes and documents lie in the vault, which is not here: only their commitments are"
    elif forgotten:
        yield f"{forgotten} texts were forgotten: what they said is not known any more"
    yield "that what was recorded is true, or was recorded when it was said, no log can show"


# --- the command ---------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at what the command line names, and say what was found."""
    parser = argparse.ArgumentParser(description="Whether a log is whole, and is what its checkpoints say.")
    parser.add_argument("log", type=Path, metavar="LOG", help="an export, a ledger's file, or a replay certificate")
    parser.add_argument(
        "--signed-by", action="append", default=[], metavar="KEY", help="a verifier key, of the log or a witness"
    )
    parser.add_argument("--checkpoint", action="append", default=[], type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        keys = [Key.parse(text) for text in options.signed_by]
        notes = [note for path in options.checkpoint for note in notes_in(path.read_text("utf-8"))]
        with opened(options.log) as log:
            said = as_json(verify(log, keys, notes))
        if log.is_certificate:
            said["not_shown"].append(
                "that the beliefs in it follow from the events: `claim-ledger verify` replays them"
            )
    except Difference as found:
        _say(differing(found), options.json)
        return 1
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        print(f"verifier: {error}", file=sys.stderr)
        return 2
    _say(said, options.json)
    return 0


def differing(found: Difference) -> dict[str, Any]:
    """A difference as JSON."""
    return {
        "verified": False,
        "rule": found.rule,
        "position": found.position,
        "after": found.after,
        "detail": found.detail,
    }


def as_json(report: Report) -> dict[str, Any]:
    """A report as JSON."""
    return {
        "verified": True,
        "size": report.size,
        "root": "sha256:" + report.root.hex(),
        "heads": [{"origin": h.origin, "size": h.size, "signers": list(h.signers)} for h in report.heads],
        "held": report.held,
        "forgotten": report.forgotten,
        "not_shown": list(report.not_shown),
    }


def lines(said: dict[str, Any]) -> Iterator[str]:
    """What a difference or a report says, line by line, for people."""
    if not said["verified"]:
        where = "" if said["position"] is None else f"position {said['position']}: "
        if said["after"] is not None:
            where = f"positions {said['after'] + 1} to {said['position']}: "
        yield f"Not verified. {where}{said['detail']} (rule: {said['rule']})"
        return
    yield f"Verified: {said['size']:,} entries, root {said['root']}"
    if heads := said["heads"]:
        last, by = heads[-1], ", ".join(heads[-1]["signers"]) or "keys that were not given (--signed-by)"
        many = f"{len(heads):,} checkpoints, the last" if len(heads) > 1 else "the checkpoint"
        yield f"  holds to {many} of {last['origin']} at {last['size']:,}, signed by {by}"
    if said["held"] is not None:
        yield f"  the vault holds {said['held']:,} texts as committed to; {said['forgotten']:,} were forgotten"
    if said.get("replayed"):
        yield "  replayed, its events make the beliefs in it, to the last digit"
        if not said.get("report_checked"):
            yield "  its report.html was made by other software and was NOT checked: do not rely on it"
    yield "Not shown:"
    yield from (f"- {sentence}" for sentence in said["not_shown"])


def _say(said: dict[str, Any], for_machines: bool) -> None:
    print(json.dumps(said, indent=2) if for_machines else "\n".join(lines(said)))


if __name__ == "__main__":
    sys.exit(main())
