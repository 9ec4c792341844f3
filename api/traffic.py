"""Traffic: each request under an id of its own, how many were answered with what, and how long each took."""

import re
from collections.abc import Mapping
from http import HTTPMethod
from itertools import count
from secrets import token_hex

from starlette.types import Scope

from ledger.figures import SECONDS, Spread
from ledger.logs import Logger

OTHER = "other"
"""The route of all that is no operation of the API, and the method of all that HTTP does not know."""

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Routes that are asked for every few seconds, for ever: logged only where they fail, or down to `debug`."""

_METHODS = frozenset(HTTPMethod)
_ID = re.compile(rb"[A-Za-z0-9._-]{1,100}")


class Traffic:
    """The seconds of each request, by method, route (`/v1/claims/{claim}`) and status: as many as the API has of them;
    and how many are under way.

    Only the event loop's thread counts; any thread may read.
    """

    def __init__(self) -> None:
        self._spreads: dict[tuple[str, str, int], Spread] = {}
        self.under_way = 0

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        found = self._spreads.get((method, route, status))
        if found is None:
            found = self._spreads[method, route, status] = Spread(SECONDS)
        found.add(seconds)

    def seen(self) -> Mapping[tuple[str, str, int], Spread]:
        """What was counted so far, by method, route and status."""
        return dict(self._spreads)


class Attendance:
    """Gives every request an id, counts it and logs it, also those that are turned away or fail.

    What only others learn of a request they note in its state: `principal`, `position` (the last that it recorded),
    `items` (how many it was answered with), `until` (the last entry of them) and `problem`.
    """

    def __init__(self, traffic: Traffic, log: Logger) -> None:
        self._traffic = traffic
        self._log = log
        self._ids = map(f"{token_hex(6)}-{{:x}}".format, count(1))

    def begin(self, scope: Scope) -> str:
        """The id of a request that comes in."""
        self._traffic.under_way += 1
        scope["state"]["request_id"] = said = _id_of(scope) or next(self._ids)
        return said

    def end(self, scope: Scope, status: int, seconds: float, failure: Exception | None) -> None:
        """Count and log a request that is over."""
        self._traffic.under_way -= 1
        route = _route(scope)
        method = scope["method"] if scope["method"] in _METHODS else OTHER
        self._traffic.count(method, route, status, seconds)
        say = self._log.error if status >= 500 else self._log.debug if route in QUIET else self._log.info
        ms, why = round(seconds * 1000, 2), {} if failure is None else {"exc_info": failure}
        say("request", method=method, route=route, status=status, ms=ms, **scope["state"], **why)


def _id_of(scope: Scope) -> str | None:
    """The id that a request brings, if it is well-formed."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            return str(value, "ascii") if _ID.fullmatch(value) else None
    return None


def _route(scope: Scope) -> str:
    """The route that was taken; where none was, the path if the API has it as it is."""
    path = getattr(scope.get("route"), "path", scope["path"])
    return str(path) if "route" in scope or path in scope["app"].openapi()["paths"] else OTHER
