"""Certificates: all that it takes to check a replay elsewhere, in one file (zip).

Made twice of the same, by the same software, a certificate is the same to the byte.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ledger.auditor import report as reports
from ledger.auditor.replay import Replayable, Report, replay, silent, told_of
from ledger.auditor.verifier import CHECKPOINTS, EVENTS
from ledger.auditor.view import Certificate, Replay
from ledger.belief.view import DealBelief
from ledger.canonical import canonical
from ledger.entries import Entry
from ledger.errors import DamagedLedger
from ledger.events import PolicyAdopted
from ledger.proof import SignedCheckpoint, Verifiers

BELIEFS, VERIFIERS, REPORT, CERTIFICATE = "beliefs.ndjson", "verifiers.txt", "report.html", "certificate.json"
"""The members besides the events, the checkpoints and the policies."""

NOT_SHOWN = (
    "whose keys these are: compare them with what you have from elsewhere",
    "that others were shown the same log: compare checkpoints with theirs, or with a witness's",
    "what quotes, notes and documents say: only their commitments are here",
    "that other software, or another version, would come to the same digits",
    "that what was recorded is true, or was recorded when it was said",
)
"""What no certificate can prove."""


class Certifiable(Replayable, Protocol):
    """What is asked of a ledger that a certificate is made of."""

    def checkpoint(self) -> SignedCheckpoint:
        """Its signed checkpoint."""
        ...

    def verifiers(self) -> Verifiers:
        """The public keys to it."""
        ...


def certify(
    ledger: Certifiable,
    file: IO[bytes],
    software: Mapping[str, str],
    *,
    until: str | None = None,
    report: Report = silent,
) -> Certificate:
    """Write the certificate of a ledger's log as it is now, replayed up to a moment.

    Raises DamagedLedger where the ledger answers with a belief that its log does not make, BadCursor, and what reading
    and signing raise.
    """
    signed = ledger.checkpoint()
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped, TemporaryFile() as kept:
        parts = _Parts(zipped)
        policies = _events(parts, told_of(ledger.entries(until=signed.size), "Copying the log", signed.size, report))
        parts.write(CHECKPOINTS, signed.note.encode())
        verifiers = tuple(shown.verifier for shown in ledger.verifiers().items)
        parts.write(VERIFIERS, "".join(f"{key}\n" for key in verifiers).encode())
        for name, data in policies.items():
            parts.write(name, data)
        found = replay(ledger, until=until or str(signed.size), keep=kept.write, report=report)
        require(found)
        with parts.open(BELIEFS) as write:
            kept.seek(0)
            for line in kept:
                write(line)
        made = Certificate(
            origin=signed.origin,
            size=signed.size,
            root=signed.root,
            verifiers=verifiers,
            replay=found,
            software=dict(software),
            members=dict(parts.digests),
            not_shown=NOT_SHOWN,
        )
        with parts.open(REPORT) as write:
            kept.seek(0)
            for piece in reports.page(made, signed.note, last_of(kept, found)):
                write(piece.encode())
        made = made.model_copy(update={"members": dict(parts.digests)})
        parts.write(CERTIFICATE, made.model_dump_json().encode() + b"\n")
        return made


def require(found: Replay) -> None:
    """Raises DamagedLedger where a replay came to a belief that the ledger does not answer with."""
    if found.departure is not None:
        raise DamagedLedger(
            f"of deal {found.departure.deal}, as recorded by position {found.departure.recorded_as_of.position}, "
            "the ledger answers with a belief that its log does not make: `claim-ledger replay` shows both"
        )


def last_of(lines: Iterable[bytes], found: Replay) -> Iterator[DealBelief]:
    """The beliefs at the end of a replay, of the lines that it kept."""
    for line in lines:
        belief = DealBelief.model_validate_json(line)
        if belief.recorded_as_of == found.recorded_until:
            yield belief


class _Parts:
    """The members of a certificate being written: none has a time, and the digest of each is kept."""

    def __init__(self, zipped: ZipFile) -> None:
        self._zipped = zipped
        self.digests: dict[str, str] = {}

    @contextmanager
    def open(self, name: str) -> Iterator[Callable[[bytes], object]]:
        """Write a member bit by bit."""
        digest, member = sha256(), ZipInfo(name)
        member.compress_type, member.external_attr = ZIP_DEFLATED, 0o644 << 16
        with self._zipped.open(member, "w", force_zip64=True) as file:

            def write(data: bytes) -> None:
                digest.update(data)
                file.write(data)

            yield write
        self.digests[name] = "sha256:" + digest.hexdigest()

    def write(self, name: str, data: bytes) -> None:
        """Write a member at once."""
        with self.open(name) as write:
            write(data)


def _events(parts: "_Parts", entries: Iterable[Entry]) -> dict[str, bytes]:
    """Write the events; answers with the policies among them, each as a member."""
    policies: dict[str, bytes] = {}
    with parts.open(EVENTS) as write:
        for entry in entries:
            write(entry.data + b"\n")
            if isinstance(fact := entry.told, PolicyAdopted):
                policies[f"policies/{entry.position}.json"] = canonical(fact.policy) + b"\n"
    return policies
