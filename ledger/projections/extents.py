"""Extents: how far what bears on a subject has come, and what leads from one extent to the next, none of it lost."""

import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from ledger.errors import DamagedLedger

AT_ONCE = 500
"""The most that one query names."""

REBUILD = "`claim-ledger rebuild` builds it anew from the log"
"""What mends an index that holds what the log does not."""


class Extent(NamedTuple):
    """How far what bears on a subject has come: how many entries, their positions added up, the last of them."""

    entries: int
    total: int
    position: int


NOTHING = Extent(0, 0, 0)


def extents(db: sqlite3.Connection, number: int, subjects: Iterable[str]) -> dict[str, Extent]:
    """How far each of these subjects has come in a generation of the index; NOTHING where it is not known.

    Raises DamagedLedger where one has another name than it was found under.
    """
    names = list(subjects)
    found = dict.fromkeys(names, NOTHING)
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        query = f"SELECT subject, entries, total, position FROM view_subject_{number} WHERE subject IN "
        for subject, *extent in db.execute(f"{query}({','.join('?' * len(some))})", some):
            if subject not in found:  # it was found under another name than it has
                raise DamagedLedger(f"the index holds {subject!r} where it ought to hold another name: {REBUILD}")
            found[subject] = Extent(*extent)
    return found


def bearing_since(
    db: sqlite3.Connection, number: int, subject: str, known: Extent, until: Extent
) -> dict[int, bytes | None]:
    """The positions, with the digests that their entries had, that lead from what is known of a subject to an extent.

    All that bears on it, where some are older than what is known. Raises DamagedLedger where they do not add up.
    """
    for since in (known, NOTHING):
        rows: dict[int, bytes | None] = dict(
            db.execute(
                f"SELECT position, digest FROM view_bearing_{number} WHERE subject = ? AND position > ?",
                (subject, since.position),
            )
        )
        if adds_up(since, rows, until):
            return rows
    raise DamagedLedger(f"the index has lost what bears on {subject}: {REBUILD}")


def adds_up(since: Extent, positions: Collection[int], until: Extent) -> bool:
    """Whether these positions lead from one extent to the other."""
    found = (since.entries + len(positions), since.total + sum(numbers(positions)))
    return found == (until.entries, until.total)


def numbers(found: Iterable[object]) -> list[int]:
    """The positions in what should be nothing else: what is damaged may be anything."""
    return [at for at in found if isinstance(at, int)]
