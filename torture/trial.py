"""One flip of the small ledger's file, and what came of it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from ledger import open_ledger
from ledger.errors import Refusal, Unavailable
from ledger.projections.tables import TABLES
from torture import specimen

_LOG = (
    "SELECT * FROM events",
    "SELECT * FROM vault",
    "SELECT * FROM answers",
    "SELECT * FROM answered",
    "SELECT * FROM salt",
    "SELECT * FROM payload_salts",
    "SELECT * FROM erasing",
    "SELECT seq FROM sqlite_sequence WHERE name = 'events'",
    "SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN "
    "('events', 'vault', 'answers', 'answered', 'salt', 'payload_salts', 'erasing')",
)

Flip = tuple[int, int]
"""Which byte, counted from 0, and a mask of its bits."""


@dataclass(slots=True)
class Verdict:
    """What came of one flip.

    `changed` says whether anything stored reads otherwise in plain SQL; `found` whether the examination names a fault
    or is refused; `mended` whether an index that could not be used was built anew from the log; `wrong` which questions
    were answered otherwise; `broken` what ended in anything but a refusal.
    """

    flip: Flip
    changed: bool
    found: bool = False
    mended: bool = False
    wrong: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def misled(self) -> list[str]:
        """The beliefs that were answered otherwise."""
        return [question for question in self.wrong if question in specimen.BELIEFS]

    @property
    def faults(self) -> list[str]:
        """What may never come of a flip."""
        said = [*self.broken, *(f"{question}: a wrong answer" for question in self.misled)]
        if self.changed and not (self.found or self.mended):
            said.append("what is stored was changed, and the examination finds nothing")
        if self.wrong and not self.found:
            said.append(f"answers were wrong, and the examination finds nothing: {', '.join(self.wrong)}")
        return said


class Trial:
    """The small ledger in a folder of its own, flipped and asked, again and again."""

    def __init__(self, folder: Path, whole: bytes) -> None:
        self._path = folder / "claims.ledger"
        self._whole = whole
        self._write(whole)
        self._stored = _stored(self._path)
        with open_ledger(str(self._path), clock=specimen.noon) as ledger:
            self._answers = {name: ask(ledger) for name, ask in specimen.QUESTIONS.items()}

    def flip(self, flip: Flip) -> Verdict:
        """Flip these bits of the whole file, open it, ask everything."""
        at, mask = flip
        self._write(self._whole[:at] + bytes([self._whole[at] ^ mask]) + self._whole[at + 1 :])
        verdict = Verdict(flip, _stored(self._path) != self._stored)
        try:
            self._ask(verdict)
        except Unavailable:
            verdict.found = True
        except Exception as error:
            verdict.broken.append(f"opening, examining or closing ended with {type(error).__name__}: {error}")
        if verdict.changed and not verdict.found:
            verdict.mended = _stored(self._path) == self._stored
        return verdict

    def _ask(self, verdict: Verdict) -> None:
        with open_ledger(str(self._path), clock=specimen.noon) as ledger:
            for name, ask in specimen.QUESTIONS.items():
                try:
                    if ask(ledger) != self._answers[name]:
                        verdict.wrong.append(name)
                except Unavailable:
                    pass
                except Refusal:
                    verdict.wrong.append(name)
                except Exception as error:
                    verdict.broken.append(f"{name}: it ended with {type(error).__name__}: {error}")
            verdict.found = ledger.examination().fault is not None

    def _write(self, whole: bytes) -> None:
        for file in self._path.parent.iterdir():
            file.unlink()
        self._path.write_bytes(whole)


def _stored(path: Path) -> object:
    """The log, the vault, the answers and the index in use as plain SQL reads them; why it cannot, where it cannot."""
    try:
        with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as db:
            db.text_factory = bytes
            kept = [db.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
            return kept, [sorted(db.execute(rows), key=repr) for rows in _LOG], _index(db)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return repr(error)


def _index(db: sqlite3.Connection) -> object:
    """The index in use: its number is nothing that is stored, as another is built where it cannot be used."""
    used = "SELECT number, version, position FROM view_generation WHERE state = 'used'"
    return [
        (version, position, [sorted(db.execute(f"SELECT * FROM {table}_{number}"), key=repr) for table in TABLES])
        for number, version, position in db.execute(used)
    ]
