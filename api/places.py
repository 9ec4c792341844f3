"""Places: how much of one kind is done at once, and how much of it for one key, so that none keeps all others out."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from starlette.requests import Request

from api.access import Served
from api.questions import AskedPreview
from api.refusals import TooManyReads
from ledger.access.permitted import Permitted
from ledger.errors import Refusal

READS = 24
"""The most reads of whole deals that are worked out at once. Of the 40 threads that requests share the others are left
to what is quickly done: recording, and lists of pages."""

SHARE = 16
"""The most of them for one key."""


class Places:
    """Places that are held for a while. They are taken and left on the event loop alone."""

    def __init__(self, most: int, share: int, refusal: Callable[[str], Refusal], what: str, instead: str) -> None:
        self.most, self.share, self.taken = most, share, 0
        self.held_with: Counter[str] = Counter()
        self._refusal, self._what, self._instead = refusal, what, instead

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        """Hold a place with a key. Raises the refusal of these places where it has its share, or all are taken."""
        if self.held_with[key] >= self.share:
            raise self._refusal(f"{self.share} {self._what} with this key, its share: {self._instead}")
        if self.taken >= self.most:
            raise self._refusal(f"{self.most} {self._what}, the most here: {self._instead}")
        self.taken += 1
        self.held_with[key] += 1
        try:
            yield
        finally:
            self.taken -= 1
            self.held_with[key] -= 1
            self.held_with += Counter()  # of a key that holds none nothing is kept


def for_reads() -> Places:
    """The places for reads of whole deals."""
    return Places(READS, SHARE, TooManyReads, "reads of whole deals are being worked out", "ask again in a moment")


async def reading(request: Request, ledger: Served) -> AsyncIterator[None]:
    """Hold a place for a read of a whole deal while it is worked out. Raises TooManyReads."""
    with _place(request, ledger):
        yield


async def foreseeing(request: Request, ledger: Served, asked: AskedPreview) -> AsyncIterator[None]:
    """The same where a preview is asked for, which reads every deal that it would move."""
    with _place(request, ledger) if asked.preview else nullcontext():
        yield


def _place(request: Request, ledger: Permitted) -> AbstractContextManager[None]:
    places: Places = request.app.state.reads
    return places.held(ledger.key.id)
