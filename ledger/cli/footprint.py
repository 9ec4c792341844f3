"""`claim-ledger footprint`: what rests on a source, deal by deal, and what would be believed without it."""

from typing import Annotated

import typer

from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, RecordedAsOf, Url
from ledger.cli.refusing import refusing
from ledger.cli.shifts import print_shift
from ledger.cli.terminal import Terminal, answers, say_json, table
from ledger.footprint import DealFootprint, Resting
from ledger.words import clocks, counted, short

Source = Annotated[str, typer.Argument(metavar="SOURCE", help="The source's id.")]
After = Annotated[int, typer.Option("--after", metavar="POSITION", help="Go on after a page that ended there.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="The most deals to print.")]


@refusing
def footprint(
    source: Source,
    recorded_as_of: RecordedAsOf = None,
    after: After = 0,
    limit: Limit = 20,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print what rests on a source at any hop, in every deal, and what would be believed without it."""
    with open_at(ledger, url, key) as opened:
        found = opened.footprint(source, recorded_as_of=recorded_as_of, after=after, limit=limit)
    if as_json:
        say_json(found)
        return
    out = answers()
    names = f" and its other names: {', '.join(found.same_as)}" if found.same_as else ""
    out.print(f"{source}: what rests on it{names}", style="bold")
    out.print(clocks(found.recorded_as_of, None, ()))
    for deal in found.items:
        _print(out, deal)
    out.print(f"\n{counted(len(found.items), 'deal')}. At: the position in the log. Ids are cut short.")
    if found.next is not None:
        out.print(f"There are more: the same with --after {found.next}.")


def _print(out: Terminal, deal: DealFootprint) -> None:
    out.print(f"\n{deal.deal}: {counted(len(deal.claims), 'claim')}", style="bold")
    rows = table("At", "Claim", "As", "Id", right=("At",), wrap="Claim")
    for claim in deal.claims:
        rows.add_row(str(claim.position), _said(claim), _hops(claim), short(claim.claim))
    out.print(rows)
    if deal.without is None:
        out.print("Without it every belief would be the same.")
    else:
        print_shift(out, deal.without, "Without")


def _said(claim: Resting) -> str:
    status = claim.status if claim.status != "standing" else "" if claim.counts else "counts for nothing"
    return f"{claim.stance.value} {claim.proposition}" + (f" [{status}]" if status else "")


def _hops(claim: Resting) -> str:
    return "\n".join(f"{hop.role.value}, hop {hop.hop + 1}" for hop in claim.hops)
