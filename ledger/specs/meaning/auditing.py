"""Auditing: what somebody finds who believes neither the ledger nor whoever serves it."""

from ledger.audit.hashes import leaf, text_of
from ledger.audit.proofs import is_consistent, is_included
from ledger.audit.tiles import split, tiles_of
from ledger.auditor.replay import replay
from ledger.auditor.verifier import Difference, Key, Log, Row, Tree, Unreadable, verify
from ledger.entries import Entry
from ledger.specs.faults import Unmet
from ledger.verbs import Verbs


def audit(ledger: Verbs, before: int) -> None:
    """Raises Unmet unless the log is whole, signed for, goes on from what it was, and makes every belief answered.

    `before` is the position that the log had come to when it was looked at last.
    """
    signed = ledger.checkpoint()
    entries = list(ledger.entries(until=signed.size))
    if not entries:
        raise Unmet("nothing is on record, so there is nothing to verify")
    _check_log(ledger, entries, signed.note)
    _check_proofs(ledger, entries, before)
    if (departure := replay(ledger).departure) is not None:
        what = departure.proposition or "the ladder"
        at = departure.recorded_as_of.position
        raise Unmet(f"as recorded by position {at} the ledger answers of {what} with another belief than its log makes")


def _check_log(ledger: Verbs, entries: list[Entry], note: str) -> None:
    if not (keys := [Key.parse(known.verifier) for known in ledger.verifiers().items]):
        raise Unmet("the ledger tells of no key by which its checkpoint could be checked")
    try:
        verify(Log([Row(entry.data) for entry in entries]), keys, [note])
    except Difference as found:
        raise Unmet(f"the log is not what was signed for, at position {found.position}: {found.detail}") from None
    except Unreadable as found:
        raise Unmet(f"what was signed for cannot be read: {found}") from None


def _check_proofs(ledger: Verbs, entries: list[Entry], before: int) -> None:
    """Raises Unmet unless the last entry is proved to be in the log, and the log to go on from what it was."""
    size, last = len(entries), leaf(entries[-1].data)
    tree, roots = Tree(), dict[int, bytes]()
    for entry in entries:
        tree.add(leaf(entry.data))
        roots[tree.size] = tree.root()
    shown = ledger.inclusion(size, size=size)
    if not is_included(last, size - 1, size, _hashes(shown.hashes), roots[size]) or shown.digest != text_of(last):
        raise Unmet(f"nothing proves that the entry at position {size} is in the log")
    if before:
        goes_on = ledger.consistency(before, size=size)
        if not is_consistent(before, roots[before], size, roots[size], _hashes(goes_on.hashes)):
            raise Unmet(f"nothing proves that the log goes on from its first {before} entries")
    tile = tiles_of(0, size - 1, size)[0]
    if split(ledger.tile(tile.path))[-1] != last:
        raise Unmet(f"the tile with the hash of position {size} has another one")


def _hashes(texts: tuple[str, ...]) -> list[bytes]:
    return [bytes.fromhex(text.removeprefix("sha256:")) for text in texts]
