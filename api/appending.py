"""Appending claims: the one operation that comes by the thousand, on the shortest way from its bytes to its receipt.

Nothing is routed, solved or built for it, and no thread waits for it: the event loop awaits it while it shares a sync
with whatever else waits. What is sent, and what is answered, is what `POST /v1/claims` says and does.
"""

from asyncio import AbstractEventLoop, CancelledError, Future, get_running_loop
from collections import deque
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope

from api.access import permitted_of
from api.answers import recorded_claim
from api.bodies import body_of
from api.conditions import refuse_condition
from api.idempotency import key_of, payload_of
from api.sent import record_of
from ledger.access.roles import Ability
from ledger.errors import Unanswered
from ledger.idempotency import Keyed
from ledger.receipts import Receipt

PATH = "/v1/claims"
STOPPED = "the server stops: whether the claim was recorded is not known; send the same once it runs again"


class Outcomes:
    """Outcomes on their way from the writer's thread to an event loop: those that come together wake it once."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self.loop = loop
        self._over: deque[tuple[Future[Receipt], Receipt | Exception]] = deque()
        self._woken = False

    def come(self, future: Future[Receipt], outcome: Receipt | Exception) -> None:
        """Have a future of the loop end with an outcome. Called on the writer's thread."""
        self._over.append((future, outcome))
        if not self._woken:
            self._woken = True
            self.loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self._woken = False  # before the first is taken: whatever comes from here on wakes the loop again
        while self._over:
            future, outcome = self._over.popleft()
            if future.done():  # whoever awaited it is gone
                continue
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)


class Appending:
    """Answers `POST /v1/claims` without parameters."""

    def __init__(self) -> None:
        self._outcomes: Outcomes | None = None

    def takes(self, scope: Scope) -> bool:
        """Whether a request is for this."""
        return scope["path"] == PATH and scope["method"] == "POST" and not scope["query_string"]

    async def respond(self, scope: Scope, receive: Receive) -> Response:
        """The answer to a request that was admitted. Raises a Refusal."""
        request = Request(scope, receive)
        ledger, key = permitted_of(scope), key_of(request)
        ledger.key.demand(Ability.REPORT)
        if "if-match" in request.headers:
            refuse_condition()
        claim = record_of("claim", await body_of(request), {})
        keyed = None if key is None else Keyed(key, payload_of(claim))
        outcomes = self._here()
        future: Future[Receipt] = outcomes.loop.create_future()
        ledger.record_soon(claim, keyed=keyed, done=partial(outcomes.come, future))
        try:
            receipt = await future
        except CancelledError:  # only a server that stops does this to a claim that waits for its turn
            raise Unanswered(STOPPED) from None
        scope["state"]["position"] = receipt.position
        return recorded_claim(receipt)

    def _here(self) -> Outcomes:
        loop = get_running_loop()
        if self._outcomes is None or self._outcomes.loop is not loop:
            self._outcomes = Outcomes(loop)
        return self._outcomes
