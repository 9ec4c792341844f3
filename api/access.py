"""Access: every request says with a key who it comes from, and finds the ledger as that key allows.

A handler takes `Served`, which is that ledger; there is no other way to it. What needs no key tells nothing of what is
on record, and its address stands here.
"""

from asyncio import CancelledError, create_task, sleep, to_thread
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.types import Scope

from api.rates import Rates
from ledger.access.keyring import Keyring
from ledger.access.permitted import Permitted
from ledger.access.roles import Ability
from ledger.errors import Refusal, Unauthenticated
from ledger.service import Ledger

OPEN = frozenset({"/healthz", "/readyz", "/openapi.json", "/docs", "/problems"})
"""Addresses that need no key; so does whatever lies below the pages among them."""

OPEN_BELOW = ("/docs/", "/problems/")

NONE = (
    "send a key with every request, as `Authorization: Bearer clk_...`: `claim-ledger keys create` makes one; "
    "/docs says which operations there are"
)
MANY = "send one key, in one Authorization header"
EVERY = 60.0
"""Seconds between two times that the last uses of keys are written down."""

_PERMITTED = "claim-ledger.permitted"
_SCHEME = "bearer "


class Access:
    """Admits what comes with a good key, as often as it may, and what needs none."""

    def __init__(self, ledger: Ledger, keyring: Keyring, rates: Rates) -> None:
        self._ledger = ledger
        self._keyring = keyring
        self._rates = rates

    def admit(self, scope: Scope) -> None:
        """Let a request find the ledger as its key allows. Raises Unauthenticated, TooManyRequests."""
        if is_open(scope["path"]):
            return
        try:
            key = self._keyring.find(shown(scope["headers"]))
        except Unauthenticated:
            self._rates.fail((scope.get("client") or ("an unknown address",))[0])
            raise
        scope["state"]["principal"] = key.principal  # for the log
        self._rates.take(key.id)
        scope[_PERMITTED] = Permitted(self._ledger, key)


def is_open(path: str) -> bool:
    """Whether an address needs no key."""
    return path in OPEN or path.startswith(OPEN_BELOW)


def shown(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The text of the key that a request came with. Raises Unauthenticated where there is not just one."""
    given = [value for name, value in headers if name == b"authorization"]
    if len(given) != 1:
        raise Unauthenticated(MANY if given else NONE)
    text = given[0].decode("latin-1")
    if text[: len(_SCHEME)].lower() != _SCHEME:
        raise Unauthenticated(NONE)
    return text[len(_SCHEME) :].strip(" ")


def permitted_of(scope: Scope) -> Permitted:
    """The ledger as the key of a request allows. Only what needs no key comes without: that has no use for it."""
    permitted: Permitted = scope[_PERMITTED]
    return permitted


async def permitted(request: Request) -> Permitted:
    """The ledger as the key of a request allows."""
    return permitted_of(request.scope)


Served = Annotated[Permitted, Depends(permitted)]
"""What a handler asks and tells: the ledger as the key of its request allows."""


async def audited(ledger: Served) -> None:
    """Raises Forbidden for a key that may not see how the server fares."""
    ledger.key.demand(Ability.AUDIT)
    ledger.key.demand_all("how the server fares shows what it does for every deal, and")


async def of_the_log(ledger: Served) -> None:
    """Raises Forbidden for a key that may not read the log itself, whatever else is wrong with what it asks."""
    ledger.key.demand(Ability.AUDIT)
    ledger.key.demand_all("the log holds every deal's entries, and")


@asynccontextmanager
async def noting_uses(keyring: Keyring, every: float = EVERY) -> AsyncIterator[None]:
    """Have the last uses of keys written down now and then, meanwhile."""
    task = create_task(_note(keyring, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(CancelledError):
            await task


async def _note(keyring: Keyring, every: float) -> None:
    while True:
        await sleep(every)
        with suppress(Refusal):  # they are kept, and written down the next time
            await to_thread(keyring.write_uses)
