"""The application: a ledger over HTTP.

Handlers are plain `def`: the framework runs them on worker threads, so that none of the ledger's reads and syncs blocks
the event loop, and each request crosses threads once. What waits for the request is `async def`.
"""

from typing import Any, ClassVar

from fastapi import Depends, FastAPI
from starlette.routing import compile_path

from api import (
    audit,
    batch,
    belief,
    claims,
    deals,
    docs,
    documents,
    dossiers,
    events,
    forgettings,
    health,
    keys,
    metrics,
    previews,
    problem_pages,
    propositions,
    sources,
)
from api.access import Access, noting_uses
from api.appending import Appending
from api.arrivals import Arrivals
from api.conditions import check_conditions
from api.description import ABOUT, describe
from api.entrance import Entrance
from api.feeds import Feeds
from api.places import for_reads
from api.problems import answer_with_problems
from api.questions import check_parameters
from api.rates import Rates
from api.traffic import Attendance, Traffic
from ledger.access.keyring import Keyring
from ledger.logs import Logger, silent
from ledger.service import Ledger
from ledger.settings import DEFAULTS, Settings

NOUNS = (
    *(claims, batch, previews, sources, documents, deals, propositions, belief, dossiers),
    *(forgettings, events, audit, keys),
    *(health, metrics, problem_pages, docs),
)


class LedgerApi(FastAPI):
    """The application, with its description made whole."""

    _document: ClassVar[dict[str, Any]] = {}

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once: every application has the same operations."""
        if not self._document:
            self._document.update(describe(self))
        return self._document

    def methods_at(self, path: str) -> list[str]:
        """The methods that a path takes, sorted."""
        paths = self.openapi()["paths"].items()
        return sorted({m.upper() for known, methods in paths if compile_path(known)[0].match(path) for m in methods})


def create_app(
    ledger: Ledger,
    keyring: Keyring,
    *,
    loopback: bool = True,
    settings: Settings = DEFAULTS,
    log: Logger | None = None,
) -> FastAPI:
    """The application that serves a ledger to the holders of its keys; both stay their caller's to close.

    With `loopback`, as befits a server on a loopback address, only requests for localhost are answered.
    FastAPI's own pages of documentation are off: they would load from elsewhere. Without a `log` nothing is logged.
    """
    app = LedgerApi(
        **ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # ours is Attendance
        dependencies=[Depends(check_parameters), Depends(check_conditions)],
        lifespan=lambda _: noting_uses(keyring),
    )
    traffic = Traffic()
    app.state.ledger = ledger
    app.state.keyring = keyring
    app.state.settings = settings
    app.state.arrivals = Arrivals(ledger)
    app.state.feeds = Feeds(app.state.arrivals, keyring)
    app.state.reads = for_reads()
    app.state.metrics = metrics.registry_of(ledger, traffic, app.state.feeds)
    app.add_middleware(
        Entrance,
        attendance=Attendance(traffic, log or silent()),
        access=Access(ledger, keyring, Rates(settings.rate, settings.failure_rate)),
        appending=Appending(),
        loopback=loopback,
    )
    answer_with_problems(app)
    for noun in NOUNS:
        app.include_router(noun.router)
    return app
