"""Certified: a certificate that is read back, as a ledger whose log and beliefs are those in it."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from pydantic import ValidationError

from ledger.auditor import report as reports
from ledger.auditor.certificate import BELIEFS, CERTIFICATE, NOT_SHOWN, REPORT, VERIFIERS, last_of
from ledger.auditor.replay import Report, replay, silent
from ledger.auditor.verifier import BROKEN_ZIP, CHECKPOINTS, EVENTS, Difference, Unreadable, check_members
from ledger.auditor.verifier import Report as LogReport
from ledger.auditor.view import Certificate, Replay
from ledger.belief.view import DealBelief
from ledger.entries import Entry, decode
from ledger.errors import DamagedLedger, Refusal
from ledger.views import Health

_AT_ONCE = 1 << 20
_MOST = 100_000_000


class Certified:
    """What a certificate holds: its events in order, and the beliefs that were answered, in the order of a replay.

    The members that it reads are closed with `files`.
    """

    def __init__(self, zipped: ZipFile, certificate: Certificate, files: ExitStack) -> None:
        self._zipped = zipped
        self._certificate = certificate
        self._files = files
        self._beliefs = self._lines(BELIEFS)

    def health(self) -> Health:
        """How much it holds."""
        size = self._certificate.size
        return Health(ready=True, head=size, index=size, lag=0, lag_seconds=0.0, building=None, error=None, failures=())

    def entries(self, *, after: int = 0, until: int | str | None = None) -> Iterator[Entry]:
        """The events after a position, up to another."""
        last = self._certificate.size if until is None else int(until)
        for position, line in enumerate(self._lines(EVENTS), start=1):
            if position > last:
                return
            if position > after:
                yield decode(line[:-1])

    def beliefs(self, deal: str, *, recorded_as_of: str | None = None) -> DealBelief:
        """The next belief. Raises DamagedLedger where it is not the one that is asked for."""
        try:
            found = DealBelief.model_validate_json(next(self._beliefs))
        except (StopIteration, ValidationError):
            raise DamagedLedger(f"{BELIEFS} holds no further belief") from None
        if (found.deal, str(found.recorded_as_of.position)) != (deal, recorded_as_of):
            raise DamagedLedger(f"{BELIEFS} holds here the belief of {found.deal}")
        return found

    def _lines(self, name: str) -> IO[bytes]:
        return self._files.enter_context(self._zipped.open(name))


@contextmanager
def certified(path: Path) -> Iterator[tuple[ZipFile, Certificate]]:
    """A certificate in a file. Raises Unreadable where it is none."""
    try:
        with ZipFile(path) as zipped:
            check_members(zipped)
            with zipped.open(CERTIFICATE) as file:
                yield zipped, Certificate.model_validate_json(file.read(_MOST))
    except (OSError, ValidationError, *BROKEN_ZIP) as error:
        raise Unreadable(f"{path} is no replay certificate: {error}") from None


def check(path: Path, log: LogReport, software: dict[str, str], report: Report = silent) -> bool:
    """Replay a certificate's events, and hold all that it says to them and to what was found of its log.

    Answers whether its report was compared: one that other software made may have other words. Raises a Difference,
    Unreadable.
    """
    with certified(path) as (zipped, certificate):
        _check_members(zipped, certificate)
        _check_claims(zipped, certificate, log)
        found = _replayed(zipped, certificate, report)
        if found.departure is not None:
            at = found.departure.recorded_as_of.position
            said = f"of deal {found.departure.deal} something else is believed than the events make"
            raise Difference("beliefs", said, at)
        if found != certificate.replay or certificate.members[BELIEFS] != found.digest:
            raise Difference("beliefs", "the replay of the events comes to something else than is certified")
        if _is_of(zipped, certificate):
            return True
        if software == certificate.software:
            raise Difference("report", "the report does not say what the certificate holds")
        return False


def _replayed(zipped: ZipFile, certificate: Certificate, report: Report) -> Replay:
    until = str(certificate.replay.recorded_until.position)
    try:
        with ExitStack() as files:
            return replay(Certified(zipped, certificate, files), until=until, report=report)
    except Refusal as refusal:
        raise Difference("beliefs", f"the events cannot be replayed: {refusal.detail}") from None


def _check_members(zipped: ZipFile, certificate: Certificate) -> None:
    """The members of a certificate are there and no other, each with its digest."""
    policies = [f"policies/{reign.position}.json" for reign in certificate.replay.policies]
    expected = sorted([EVENTS, CHECKPOINTS, VERIFIERS, BELIEFS, REPORT, *policies])
    if sorted(certificate.members) != expected or sorted(zipped.namelist()) != sorted([*expected, CERTIFICATE]):
        raise Difference("members", "it does not hold just the files that a certificate has")
    for name, digest in certificate.members.items():
        found = sha256()
        with zipped.open(name) as file:
            while data := file.read(_AT_ONCE):
                found.update(data)
        if "sha256:" + found.hexdigest() != digest:
            raise Difference("members", f"{name} is not the file that was certified")


def _check_claims(zipped: ZipFile, certificate: Certificate, log: LogReport) -> None:
    """What it says of its log, of the keys, the policies and itself is what its other members say."""
    head = (certificate.origin, certificate.size, certificate.root)
    signed = {(found.origin, found.size, "sha256:" + found.root.hex()) for found in log.heads if found.size == log.size}
    if head not in signed or "sha256:" + log.root.hex() != certificate.root:
        raise Difference("members", "it is not of the log whose checkpoint it holds")
    if zipped.read(VERIFIERS).decode().splitlines() != [*certificate.verifiers]:
        raise Difference("members", f"{VERIFIERS} names other keys than are certified")
    for reign in certificate.replay.policies:
        policy = zipped.read(f"policies/{reign.position}.json").removesuffix(b"\n")
        if "sha256:" + sha256(policy).hexdigest() != reign.digest:
            raise Difference("members", "the policy is not the one that was adopted", reign.position)
    if certificate.not_shown != NOT_SHOWN:
        raise Difference("members", "it says otherwise of what it cannot prove")


def _is_of(zipped: ZipFile, certificate: Certificate) -> bool:
    """Whether the report says what the certificate holds, in the words of this software."""
    members = {name: digest for name, digest in certificate.members.items() if name != REPORT}
    bare = certificate.model_copy(update={"members": members})
    with zipped.open(BELIEFS) as beliefs, zipped.open(REPORT) as page:
        note = zipped.read(CHECKPOINTS).decode()
        made = reports.page(bare, note, last_of(beliefs, certificate.replay))
        return _same(made, page.read().decode(errors="replace"))


def _same(pieces: Iterable[str], whole: str) -> bool:
    at = 0
    for piece in pieces:
        if not whole.startswith(piece, at):
            return False
        at += len(piece)
    return at == len(whole)
