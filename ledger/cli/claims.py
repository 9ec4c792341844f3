"""`claim-ledger claims`: find claims by what they say, who said it, of what and when."""

from typing import Annotated

import typer

from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, RecordedSince, RecordedUntil, Url
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, one_line, say_json, table
from ledger.filters import ClaimFilter
from ledger.views import ClaimView
from ledger.words import counted, short

Words = Annotated[
    str | None, typer.Option("--text", metavar="WORDS", help='Words that it says; "a phrase" in quotes, beginn*.')
]
Source = Annotated[str | None, typer.Option("--source", metavar="ID", help="Passed on by this source, at any hop.")]
Origin = Annotated[str | None, typer.Option("--origin", metavar="ID", help="With this source as its origin.")]
Voice = Annotated[str | None, typer.Option("--voice", metavar="ID", help="The word of this source, by any ties.")]
Occasion = Annotated[str | None, typer.Option("--occasion", metavar="ID", help="Said on this occasion.")]
Document = Annotated[str | None, typer.Option("--document", metavar="ID", help="Citing this document.")]
OfDeal = Annotated[str | None, typer.Option("--deal", metavar="ID", help="Of this deal.")]
On = Annotated[str | None, typer.Option("--proposition", metavar="ID", help="On this proposition.")]
Unfiled = Annotated[bool, typer.Option("--unfiled", help="Of no deal yet.")]
Stance = Annotated[str | None, typer.Option("--stance", metavar="STANCE", help="affirms, denies, unsure, ...")]
Mode = Annotated[str | None, typer.Option("--mode", metavar="MODE", help="fact, assessment, forecast, ...")]
Status = Annotated[str | None, typer.Option("--status", metavar="STATUS", help="standing, retracted, corrected, ...")]
Period = Annotated[str | None, typer.Option("--period", metavar="EDTF", help="Of what may have happened then.")]
AssertedAt = Annotated[str | None, typer.Option("--asserted-at", metavar="EDTF", help="What may have been said then.")]
AssertedSince = Annotated[
    str | None,
    typer.Option("--asserted-since", metavar="WHEN", help="What may have been said after then: a day, or an instant."),
]
AssertedUntil = Annotated[
    str | None,
    typer.Option("--asserted-until", metavar="WHEN", help="What may have been said by then: a day, or an instant."),
]
Newest = Annotated[bool, typer.Option("--newest", help="The last recorded first.")]
After = Annotated[int, typer.Option("--after", metavar="POSITION", help="Go on after a page that ended there.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1_000, help="The most claims to print.")]


@refusing
def claims(
    text: Words = None,
    source: Source = None,
    origin: Origin = None,
    voice: Voice = None,
    occasion: Occasion = None,
    document: Document = None,
    deal: OfDeal = None,
    proposition: On = None,
    unfiled: Unfiled = False,
    stance: Stance = None,
    mode: Mode = None,
    status: Status = None,
    period: Period = None,
    asserted_at: AssertedAt = None,
    asserted_since: AssertedSince = None,
    asserted_until: AssertedUntil = None,
    recorded_since: RecordedSince = None,
    recorded_until: RecordedUntil = None,
    newest: Newest = False,
    after: After = 0,
    limit: Limit = 100,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print the claims that agree with every option, as they are now, in the order of recording."""
    where = ClaimFilter(
        text=text,
        source=source,
        origin=origin,
        voice=voice,
        occasion=occasion,
        document=document,
        deal=deal,
        proposition=proposition,
        unfiled=unfiled,
        stance=stance,
        mode=mode,
        status=status,
        period=period,
        asserted_at=asserted_at,
        asserted_since=asserted_since,
        asserted_until=asserted_until,
        recorded_since=recorded_since,
        recorded_until=recorded_until,
    )
    with open_at(ledger, url, key) as opened:
        found = opened.claims(where, newest=newest, after=after, limit=limit)
    if as_json:
        say_json(found)
        return
    out = answers()
    rows = table("At", "Said", "Claim", "Origin", "Id", right=("At",), wrap="Claim")
    for claim in found.items:
        said_at, origin = claim.asserted_at or "undated", claim.origin or "unknown"
        rows.add_row(str(claim.position), said_at, _said(claim), origin, short(claim.id))
    out.print(rows)
    out.print(
        f"{counted(len(found.items), 'claim')}. At: the position in the log. Ids are cut short: --json has them whole."
    )
    if found.next is not None:
        out.print(f"There are more: the same with --after {found.next}.")


def _said(claim: ClaimView) -> str:
    about, of = (claim.proposition, f", of {claim.deal}") if claim.deal is not None else ("something unfiled", "")
    value = f" {claim.value}" if claim.value is not None else ""
    status = "" if claim.status == "standing" else f" [{claim.status}]"
    text = f"\n{one_line(claim.text)}" if claim.text is not None else ""
    return f"{claim.stance.value} {about}{value} ({claim.mode.value}){of}{status}{text}"
