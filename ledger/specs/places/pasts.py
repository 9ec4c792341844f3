"""Pasts: the files of ledgers that specifications name, read up to a moment; the files are never written to.

A file is a ledger's own, an export of its log (`claim-ledger export`) or a certificate. It is read once a session for
each moment that is named, and every entry held to the rules of a log; each scenario then gets a copy in memory.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ledger.auditor.verifier import Difference, Entries, Log, Unreadable, opened
from ledger.canonical import canonical, commitment, read_strictly
from ledger.clocks import instant, recorded_cursor
from ledger.entries import Entry, decode
from ledger.errors import NotALedger, Refusal
from ledger.log import Clock, Moment, Secret
from ledger.opening import Past, identify, past, utc_now
from ledger.service import Ledger
from ledger.specs.faults import Miswritten, NoLedger, nearest
from ledger.specs.naming import OnRecord


@dataclass(frozen=True)
class PastLedger:
    """A ledger as it was by a moment: copies of it, and what is on record in each."""

    past: Past
    moment: Moment

    def opened(self, clock: Clock) -> Ledger:
        """A copy that goes on by itself."""
        return self.past.opened(clock)

    @cached_property
    def register(self) -> OnRecord:
        """What was on record by then."""
        return OnRecord(self._asked)

    @cached_property
    def _asked(self) -> Ledger:
        return self.past.opened(utc_now)

    def close(self) -> None:
        """Forget it. Its copies stay."""
        self._asked.close()
        self.past.close()


class Pasts:
    """The ledgers that scenarios may name, by name or, where `any_name` is given, by whatever name."""

    def __init__(self, files: Mapping[str, Path], any_name: Path | None = None) -> None:
        self._files = files
        self._any_name = any_name
        self._read: dict[tuple[Path, str], PastLedger] = {}

    def of(self, name: str, moment: str) -> PastLedger:
        """A ledger as recorded by a moment. Raises Miswritten where there is none such, or it cannot be read."""
        path = self._path(name)
        if (path, moment) not in self._read:
            self._read[path, moment] = read_past(path, moment)
        return self._read[path, moment]

    def empty(self, clock: Clock) -> Ledger:
        """An empty ledger: a copy of one whose index was made before, which takes as long as all else of a scenario."""
        return self._empty.opened(clock)

    @cached_property
    def _empty(self) -> Past:
        return past((), ())

    def close(self) -> None:
        """Forget what was read. Idempotent."""
        self._empty.close()
        while self._read:
            self._read.popitem()[1].close()

    def _path(self, name: str) -> Path:
        path = self._files.get(name, self._any_name)
        if path is None:
            raise NoLedger(
                f'no ledger is called "{name}" here; there are {nearest([*self._files])}: say where it is with '
                f'--ledger "{name}=PATH", or in the ini file under claim_ledger_ledgers'
            )
        return path


def read_past(path: Path, moment: str) -> PastLedger:
    """The ledger in a file as recorded by a moment.

    Raises NoLedger, which says what is wrong with the file, and Miswritten for the moment.
    """
    if not path.is_file():
        raise NoLedger(f"there is no ledger at {path}: say where it is with --ledger, or under claim_ledger_ledgers")
    if path.stat().st_size == 0:
        raise NoLedger(f"{path} is empty: nothing was recorded there")
    try:
        cursor = recorded_cursor(moment, "as recorded by")
    except Refusal as refusal:
        raise Miswritten(str(refusal)) from None
    try:
        with suppress(NotALedger):  # it may be an export
            identify(path, writing=False)
        with opened(path) as log:
            entries, secrets = _read(log, moment, cursor)
        last = entries[-1]
        return PastLedger(past(entries, secrets), Moment(last.position, last.recorded_at))
    except Unreadable as error:
        raise NoLedger(f"{error}; expected is a ledger's file, or what `claim-ledger export` writes") from None
    except Difference as found:
        at = f" at position {found.position}" if found.position is not None else ""
        raise NoLedger(f"{path} holds no sound log{at}: {found.detail}") from None
    except Refusal as refusal:
        raise NoLedger(f"{path}: {refusal}") from None


def _read(log: Log, moment: str, cursor: int | str) -> tuple[list[Entry], list[Secret]]:
    """The entries up to a place on the recorded clock, and what the vault holds of what they commit to."""
    rules, entries = Entries(read_strictly, canonical), list[Entry]()
    ends = False
    for row in () if cursor == 0 else log.rows:
        rules.take(row)
        entry = decode(row.data)
        if isinstance(cursor, str) and entry.recorded_at > cursor:
            break
        entries.append(entry)
        if entry.position == cursor:
            break
    else:
        ends = True
    if not entries:
        raise Miswritten(f"nothing was recorded there by {moment}: name a later moment")
    last = entries[-1]
    if ends and isinstance(cursor, int):
        raise Miswritten(f"position {moment} lies beyond the head of that ledger, {last.position}")
    if ends and isinstance(cursor, str) and cursor > max(instant(utc_now()), last.recorded_at):
        raise Miswritten(f"{moment} is not over yet: what is recorded by then is not known")
    return entries, list(_secrets(log, rules, last.position))


def _secrets(log: Log, rules: Entries, until: int) -> Iterator[Secret]:
    for committed, salt, data in log.vault or ():
        if salt != b"" and 0 < rules.commitments.get(committed, 0) <= until:
            if commitment(salt, data) != committed:
                raise Difference("vault", "what is held is not what was committed to", rules.commitments[committed])
            yield Secret(committed, salt, data)
