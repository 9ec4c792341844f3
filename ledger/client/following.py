"""Following: the log of a server's ledger, up to a moment or as it grows, without a gap where a connection breaks."""

from collections.abc import Callable, Iterable, Iterator

from httpx2 import EventSource, RemoteProtocolError, RequestError, Response

from ledger.client.asking import path
from ledger.client.recording import NDJSON, Recording
from ledger.entries import Entry, decode
from ledger.errors import DamagedLedger

EVENTS = path("events")
EVENT_STREAM = "text/event-stream"


class Following(Recording):
    """The log. It takes an auditor's key for all deals."""

    def entries(self, *, after: int = 0, until: int | str | None = None) -> Iterator[Entry]:
        """As Ledger.entries, but that everything is refused with the first entry. Where it breaks off it goes on."""
        asked = {"recorded_until": None if until is None else str(until)}

        return self._follow(after, lambda place: (asked | {"after": str(place)}, {"Accept": NDJSON}), _lines)

    def tail(self, *, after: int = 0) -> Iterator[Entry]:
        """The entries after a position and those that come, each once and in order, for as long as they are taken.

        Where the connection breaks, or the server stops and starts again, it goes on after the last that came. Raises
        Unavailable where the server is not back after some attempts, and Forbidden once the key does not allow it.
        """
        while True:
            for entry in self._follow(after, lambda place: ({}, _from(place)), _events):
                after = entry.position
                yield entry
            self._connection.pause(1)

    def _follow(
        self,
        after: int,
        question: Callable[[int], tuple[dict[str, str | None], dict[str, str]]],
        told: Callable[[Response], Iterable[bytes]],
    ) -> Iterator[Entry]:
        """The entries that an answer tells, to its end; where it breaks off it is asked for what is missing."""
        failures = 0
        while True:
            asked, headers = question(after)
            try:
                with self._connection.listening(EVENTS, asked | self._waiting, headers) as response:
                    for data in told(response):
                        entry = decode(data)
                        if entry.position != after + 1:
                            raise DamagedLedger(f"after position {after} the server sent {entry.position}")
                        after, failures = entry.position, 0
                        yield entry
                    return
            except RequestError as error:
                failures += 1
                self._connection.again(failures, error)


def _lines(response: Response) -> Iterator[bytes]:
    """The lines of an answer. Only a line feed ends one: a text may hold what Unicode calls a line separator."""
    rest = b""
    for piece in response.iter_bytes():
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        raise RemoteProtocolError("the last line has no end")


def _events(response: Response) -> Iterator[bytes]:
    return (event.data.encode() for event in EventSource(response) if event.data)


def _from(position: int) -> dict[str, str]:
    return {"Accept": EVENT_STREAM, "Last-Event-ID": str(position)}
