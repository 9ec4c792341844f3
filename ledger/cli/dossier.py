"""`claim-ledger dossier`: all that is on record of a deal and what it supports, as a report."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from ledger.cli.opening import open_at
from ledger.cli.options import (
    DEFAULT_ADDRESS,
    Address,
    AsJson,
    AssertedAsOf,
    Deal,
    Key,
    Policy,
    RecordedAsOf,
    Url,
    Without,
)
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.dossier.building import dossier as built
from ledger.dossier.forms import Form, rendered
from ledger.dossier.view import Dossier
from ledger.errors import Rejected
from ledger.interchange.files import new_file, require_new
from ledger.unseen import escaped

OfForm = Annotated[Form, typer.Option("--format", help="As a page, or as JSON.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this new file instead.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="WHEN",
        help="What the last report was: a position, a day, an instant, or its file, if that is JSON.",
    ),
]


@refusing
def dossier(
    deal: Deal,
    recorded_as_of: RecordedAsOf = None,
    asserted_as_of: AssertedAsOf = None,
    since: Since = None,
    without: Without = None,
    policy: Policy = None,
    form: OfForm = Form.MARKDOWN,
    out: Out = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Report on a deal: ladder, beliefs and their terms, timeline, attributions; each sentence cites the log."""
    if out is not None:
        require_new(out)
    last = _last(since)
    with open_at(ledger, url, key) as opened:
        found = built(
            opened,
            deal,
            recorded_as_of=recorded_as_of,
            asserted_as_of=asserted_as_of,
            since=last,
            without=without or [],
            policy=policy,
        )
    page = rendered(found, Form.JSON if as_json and out is None else form)
    if out is None:
        sys.stdout.buffer.write(escaped(page.decode()).encode() if sys.stdout.isatty() else page)
        return
    with new_file(out) as file:
        file.write(page)
    at = found.recorded_as_of
    if as_json:
        say_json({"deal": found.deal, "recorded_as_of": at.model_dump(), "bytes": len(page), "out": str(out)})
    else:
        answers().print(f"Wrote the dossier of {found.deal} as of position {at.position} to {out}", soft_wrap=True)


def _last(since: str | None) -> str | Dossier | None:
    """The last report: as it lies in a file, where there is one of that name, else a place on the recorded clock."""
    if since is None or not Path(since).is_file():
        return since
    try:
        return Dossier.model_validate_json(Path(since).read_bytes())
    except ValidationError:
        raise Rejected(f"{since} is no dossier in JSON: name one, or a position of the log", "since") from None
