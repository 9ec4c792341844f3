"""The pages that the `type` of a problem leads to: one for each kind of refusal."""

from collections.abc import Iterator
from html import escape
from inspect import cleandoc

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.problems import status_of
from ledger.errors import Conflict, Forbidden, NotFound, Refusal, Rejected, Unavailable

router = APIRouter(prefix="/problems", tags=["problems"])

FAMILIES = (
    (Rejected, "What was sent has to be mended before it is sent again."),
    (NotFound, "Look the name up, or record first what it names."),
    (Conflict, "Ask for what is on record now, and decide again."),
    (Forbidden, "Ask whoever keeps the keys for one that allows it; the same with that key may be sent again."),
    (Unavailable, "Nothing was acknowledged; the same request may be sent again later."),
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def kinds(family: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every kind of refusal there is, families before their members."""
    for kind in family.__subclasses__():
        yield kind
        yield from kinds(kind)


@router.get("", response_class=HTMLResponse, summary="Every kind of problem")
def index() -> HTMLResponse:
    """List every kind of refusal that an answer's `type` can name."""
    rows = (f'<li><a href="/problems/{escape(kind.slug)}">{escape(kind.title)}</a></li>' for kind in kinds())
    return _page("Problems", f"<p>Why a request can be refused.</p><ul>{''.join(rows)}</ul>")


@router.get("/{slug}", response_class=HTMLResponse, summary="One kind of problem")
def page(slug: str) -> HTMLResponse:
    """Say what one kind of refusal means and what to do about it."""
    kind = next((kind for kind in kinds() if kind.slug == slug), None)
    if kind is None:
        raise NotFound(f"there is no problem of the name {slug!r}: /problems lists them all")
    advice = next((advice for family, advice in FAMILIES if issubclass(kind, family)), "")
    meaning = cleandoc(kind.__doc__ or "").replace("`", "")
    status = f"<p>Status <code>{status_of(kind)}</code>, type <code>/problems/{escape(slug)}</code>.</p>"
    return _page(kind.title, f"<p>{escape(meaning)}</p><p>{escape(advice)}</p>{status}")


def _page(title: str, body: str) -> HTMLResponse:
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    style = "<style>body{font:1rem/1.5 sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style></head>"
    foot = '<p><a href="/problems">All problems</a></p></body></html>'
    html = f"{head}{style}<body><h1>{escape(title)}</h1>{body}{foot}"
    return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})
