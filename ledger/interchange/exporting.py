"""Exporting: the events, claims or beliefs of a ledger, one by one, as of one moment, in constant memory."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from ledger.belief.view import DealBelief
from ledger.entries import Entry
from ledger.errors import DamagedLedger, NotFound, Rejected
from ledger.filters import ClaimFilter
from ledger.verbs import Verbs, every
from ledger.views import ClaimView

Item = Entry | ClaimView | DealBelief
"""What is exported: an entry of the log, a claim, or all that is believed of a deal."""


class Exported(StrEnum):
    """What of a ledger is exported."""

    EVENTS = "events"
    CLAIMS = "claims"
    BELIEFS = "beliefs"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part: as recorded by `until` (a position, a day, an instant), of one deal or all, as said by then."""

    until: str | None = None
    deal: str | None = None
    asserted_as_of: str | None = None


def export_lines(ledger: Verbs, *, recorded_until: str | None = None) -> Iterator[bytes]:
    """The canonical JSON (RFC 8785) of each entry in order of position, with a newline after it; in constant memory.

    SHA-256 over a zero byte and a line without its newline is the entry's leaf hash (RFC 6962). `recorded_until` is a
    position, a day or an RFC 3339 instant; without it the export ends at the head as it is now. Raises BadCursor at
    once, before the first line.
    """
    return (entry.data + b"\n" for entry in ledger.entries(until=recorded_until))


def pinned(ledger: Verbs, chosen: Selection) -> Selection:
    """The same as of a moment that does not move: without `until` that is the head as it is now."""
    return chosen if chosen.until is not None else replace(chosen, until=str(ledger.health().head))


def items(ledger: Verbs, what: Exported, chosen: Selection) -> Iterator[Item]:
    """Each of what is exported, in the order of recording, all as of one moment.

    Raises at once BadCursor, BadDate, NotFound, and Rejected for a selection that does not fit what is exported; and
    DamagedLedger where entries are missing that must be there.
    """
    _require_fitting(what, chosen)
    chosen = pinned(ledger, chosen)
    if what is Exported.EVENTS:
        return _whole(ledger.entries(until=chosen.until), chosen.until)
    if chosen.deal is not None:
        ledger.beliefs(chosen.deal, recorded_as_of=chosen.until)
    if what is Exported.BELIEFS:
        return _beliefs(ledger, chosen)
    where = ClaimFilter(deal=chosen.deal, recorded_until=chosen.until)
    ledger.claims(where, limit=1)
    return (ledger.claim(one.id, recorded_as_of=chosen.until) for one in every(ledger.claims, where))


def _require_fitting(what: Exported, chosen: Selection) -> None:
    if what is Exported.EVENTS and chosen.deal is not None:
        raise Rejected("events are exported with those of every deal: leave it out, or export claims", "deal")
    if what is not Exported.BELIEFS and chosen.asserted_as_of is not None:
        raise Rejected("only beliefs are exported as of the asserted clock: leave it out", "asserted_as_of")


def _whole(entries: Iterator[Entry], until: str | None) -> Iterator[Entry]:
    """The entries, without a gap from the first one up to the last that was asked for."""
    last = 0
    for entry in entries:
        if entry.position != last + 1:
            raise DamagedLedger(f"after position {last} of the log comes {entry.position}: entries are missing")
        last = entry.position
        yield entry
    if until is not None and until.isdigit() and last != int(until):
        raise DamagedLedger(f"the log was to be exported up to position {until}, and ends at {last}")


def _beliefs(ledger: Verbs, chosen: Selection) -> Iterator[DealBelief]:
    def believed(deal: str) -> DealBelief:
        return ledger.beliefs(deal, recorded_as_of=chosen.until, asserted_as_of=chosen.asserted_as_of)

    if chosen.deal is not None:
        return iter([believed(chosen.deal)])
    return _on_record((deal.id for deal in every(ledger.deals)), believed)


def _on_record(deals: Iterator[str], believed: Callable[[str], DealBelief]) -> Iterator[DealBelief]:
    """The beliefs of those deals that were on record by then."""
    for deal in deals:
        with suppress(NotFound):
            yield believed(deal)
