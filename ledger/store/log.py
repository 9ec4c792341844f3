"""The log over a recorder: positions, times and refusals; the recorder keeps what it is given."""

import os
import re
import secrets as randomness
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from struct import iter_unpack

from ledger.canonical import commitment as commitment_of
from ledger.clocks import instant
from ledger.entries import Entry, encode
from ledger.errors import BadCursor, BadDate, DamagedLedger, NotEmpty, Overtaken, Rejected
from ledger.log import Answered, Change, Clock, Erasure, Moment, Secret, Storage
from ledger.store.application import EntryEvent, LedgerApplication, LedgerMapper
from ledger.store.failures import refusing
from ledger.store.notary import FileNotary
from ledger.store.recorder import Batch, LedgerRecorder
from ledger.store.views import SqlViews
from ledger.store.writer import Writer

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_PRINCIPAL_LIMIT = 500
_AT_ONCE = 500
_NONCE_BYTES = 16
_SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")


class StoredLog:
    """A ledger.log.Log kept by a recorder, with `views` beside it for projections, and a `notary` to sign for it."""

    def __init__(
        self, recorder: LedgerRecorder, clock: Clock, writer: Writer, views: SqlViews, notary: FileNotary
    ) -> None:
        self.views = views
        self.notary = notary
        self._recorder = recorder
        self._clock = clock
        self._writer = writer
        self._application = LedgerApplication(recorder)
        self._mapper = LedgerMapper()
        self._last: Moment | None = None

    def append(
        self,
        changes: Sequence[Change],
        *,
        secrets: Sequence[Secret] = (),
        answers: Sequence[Answered] = (),
        erasures: Sequence[Erasure] = (),
        recorded_at: str | None = None,
    ) -> list[Entry]:
        """As Log.append."""
        with self.writing(), refusing():
            # Nobody else is the writer since this one began, so the last moment is known without asking.
            last = self._last or self.head()
            time = self._time(last, recorded_at)
            entries = _numbered(changes, last.position, time)
            self._last = None
            batch = Batch(last.position, _expected(changes), secrets, answers, erasures)
            self._application.events.put([EntryEvent(entry) for entry in entries], batch=batch)
            self._last = Moment(entries[-1].position, time) if entries else last
            return entries

    @contextmanager
    def writing(self) -> Iterator[None]:
        """As Log.writing. RuntimeError inside `views.reading()` or `views.updating()`."""
        self.views.refuse_inside("append() and writing()")
        with self._writer.held():
            yield

    def stream(self, stream: str) -> list[Entry]:
        """As Log.stream."""
        with refusing():
            entries = [self._mapper.to_entry(stored) for stored in self._recorder.rows(stream)]
        _check_run(f"version of {stream}", [entry.version for entry in entries], 0)
        return entries

    def begun(self, streams: Sequence[str]) -> set[str]:
        """As Log.begun."""
        with refusing():
            return set().union(
                *(
                    self._recorder.select_begun(streams[start : start + _AT_ONCE])
                    for start in range(0, len(streams), _AT_ONCE)
                )
            )

    def read(self, after: int = 0, *, limit: int, until: int | None = None) -> list[Entry]:
        """As Log.read."""
        if limit <= 0:
            return []
        after = max(after, 0)
        with refusing():
            stored = self._recorder.rows_after(after, limit, until)
            entries = [self._mapper.to_entry(event) for event in stored]
        _check_run("position", [entry.position for entry in entries], after)
        return entries

    def at(self, positions: Sequence[int]) -> Iterator[Entry]:
        """As Log.at. Read a few hundred at a time, as the iterator is drawn on."""
        wanted = sorted(set(positions))
        for start in range(0, len(wanted), _AT_ONCE):
            with refusing():
                stored = self._recorder.rows_at(wanted[start : start + _AT_ONCE])
            yield from map(self._mapper.to_entry, stored)

    def head(self) -> Moment:
        """As Log.head."""
        with refusing():
            return self._moment(self._recorder.max_notification_id() or 0)

    def moment(self, position: int) -> Moment:
        """As Log.moment."""
        with refusing():
            head = self._recorder.max_notification_id() or 0
            if not 0 <= position <= head:
                raise BadCursor(f"position {position} is not in the log, which goes from 0 to {head}")
            return self._moment(position)

    def last_at(self, instant: str) -> Moment:
        """As Log.last_at. Raises BadCursor where the instant is not one."""
        if not _INSTANT.fullmatch(instant):
            raise BadCursor(f"{instant!r} is not an instant; expected is the form 2023-08-31T09:00:00.000000Z")
        with refusing():
            return self._last_at(instant)

    def reveal(self, commitment: str) -> bytes | None:
        """As Log.reveal."""
        with refusing():
            secret = self._recorder.select_secret(commitment)
        if secret is None:
            return None
        salt, data = secret
        if not _opens(salt, data, commitment):
            raise DamagedLedger(f"what the vault holds under {commitment} is not what was committed to")
        return data

    def holds(self, commitment: str) -> bool:
        """As Log.holds."""
        with refusing():
            return self._recorder.holds(commitment)

    def erasing(self) -> tuple[int, ...]:
        """As Log.erasing."""
        with refusing():
            return self._recorder.erasing()

    def overwrite(self, *, patient: bool = False) -> bool:
        """As Log.overwrite. RuntimeError inside `views.reading()` or `views.updating()`: it would wait for itself."""
        self.views.refuse_inside("overwrite()")
        with refusing():
            return self._recorder.overwrite(patient)

    def salt(self) -> bytes:
        """As Log.salt."""
        with refusing():
            return self._recorder.salt

    def answered(self, key: bytes) -> Answered | None:
        """As Log.answered."""
        with refusing():
            return self._recorder.select_answer(key)

    def storage(self) -> Storage:
        """As Log.storage."""
        with refusing(), self.views.reading() as db:
            found = {
                name: db.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("user_version", "journal_mode", "synchronous")
            }
            path = next(file for _, name, file in db.execute("PRAGMA database_list") if name == "main")
        files = [path + suffix for suffix in ("", "-wal") if path and os.path.exists(path + suffix)]
        return Storage(
            format=found["user_version"],
            journal_mode=found["journal_mode"],
            synchronous=_SYNCHRONOUS[found["synchronous"]],
            writer=self._writer.holder(),
            sizes={os.path.basename(file): os.path.getsize(file) for file in files},
        )

    def check(self) -> None:
        """As Log.check."""
        with refusing():
            self._recorder.check()

    def close(self) -> None:
        """As Log.close."""
        self._recorder.close()
        self._writer.close()

    def _moment(self, position: int) -> Moment:
        if position == 0:
            return Moment(0, None)
        for entry in map(self._mapper.to_entry, self._recorder.rows_at([position])):
            return Moment(position, entry.recorded_at)
        raise DamagedLedger(f"position {position} is missing")

    def _last_at(self, instant: str) -> Moment:
        """Bisection: recorded times never decrease."""
        found, low, high = Moment(0, None), 1, self._recorder.max_notification_id() or 0
        while low <= high:
            moment = self._moment((low + high) // 2)
            if moment.recorded_at is not None and moment.recorded_at <= instant:
                found, low = moment, moment.position + 1
            else:
                high = moment.position - 1
        return found

    def _time(self, last: Moment, given: str | None) -> str:
        if given is None:
            return max(instant(self._clock()), last.recorded_at or "")
        if not _INSTANT.fullmatch(given):
            raise BadDate(f"{given!r} is not an instant; expected is 2023-08-31T09:00:00.000000Z", "recorded_at")
        if last.recorded_at is not None and given < last.recorded_at:
            raise NotEmpty(f"{given} lies before {last.recorded_at}, when the last fact was recorded", "recorded_at")
        return given


def _opens(salt: object, data: object, commitment: str) -> bool:
    """What is damaged may be anything."""
    return isinstance(salt, bytes) and isinstance(data, bytes) and commitment_of(salt, data) == commitment


def _numbered(changes: Sequence[Change], after: int, time: str) -> list[Entry]:
    entries: list[Entry] = []
    # All at once: each question to the system lets other threads in, and the one that holds the writer out.
    nonces = iter_unpack(f"{_NONCE_BYTES}s", randomness.token_bytes(_NONCE_BYTES * sum(len(c.facts) for c in changes)))
    for change in changes:
        if not 1 <= len(change.by) <= _PRINCIPAL_LIMIT:
            raise Rejected(f"it has {len(change.by)} characters, 1 to {_PRINCIPAL_LIMIT} are expected", "recorded_by")
        bodies = change.bodies or (None,) * len(change.facts)
        for version, (fact, body) in enumerate(zip(change.facts, bodies, strict=True), change.expected + 1):
            if fact.stream != change.stream:
                raise ValueError(f"{fact.wire} belongs to {fact.stream}, not to {change.stream}")
            entry = encode(
                fact,
                position=after + len(entries) + 1,
                version=version,
                recorded_at=time,
                recorded_by=change.by,
                nonce=next(nonces)[0].hex(),
                body=body,
            )
            entries.append(entry)
    return entries


def _expected(changes: Iterable[Change]) -> dict[str, int]:
    """How many events each stream must have on record. A later change of a stream goes on from an earlier one."""
    expected: dict[str, int] = {}
    reached: dict[str, int] = {}
    for change in changes:
        found = reached.get(change.stream, change.expected)
        if change.expected != found:
            raise Overtaken(f"{change.stream} has {found} events within this batch, {change.expected} were expected")
        expected.setdefault(change.stream, change.expected)
        reached[change.stream] = found + len(change.facts)
    return expected


def _check_run(what: str, numbers: Sequence[int], after: int) -> None:
    for expected, number in enumerate(numbers, after + 1):
        if number != expected:
            raise DamagedLedger(f"{what} {expected} is missing: the next one stored is {number}")
