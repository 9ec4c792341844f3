"""`claim-ledger timeline`: the claims of a deal by the period that they speak of."""

from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, AssertedAsOf, Deal, Key, RecordedAsOf, Url
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json, table
from ledger.views import TimelineItem
from ledger.words import clocks, counted


@refusing
def timeline(
    deal: Deal,
    recorded_as_of: RecordedAsOf = None,
    asserted_as_of: AssertedAsOf = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print the claims of a deal by the period that they speak of, earliest first."""
    with open_at(ledger, url, key) as opened:
        found = opened.timeline(deal, recorded_as_of=recorded_as_of, asserted_as_of=asserted_as_of)
    if as_json:
        say_json(found)
        return
    out = answers()
    out.print(f"{deal}: what is said to have happened, or to come, and when", style="bold")
    out.print(clocks(found.recorded_as_of, found.asserted_as_of, ()))
    rows = table("Period", "Said", "At", "Claim", "Origin", right=("At",), wrap="Claim")
    for item in found.items:
        origin = item.origin or "unknown"
        rows.add_row(item.period or "no period", item.asserted_at or "undated", str(item.position), _said(item), origin)
    out.print(rows)
    out.print(f"{counted(len(found.items), 'claim')}. At: the position in the log.")


def _said(item: TimelineItem) -> str:
    value = f" {item.value}" if item.value is not None else ""
    status = "" if item.status == "standing" else f" [{item.status}]"
    return f"{item.stance.value} {item.proposition}{value} ({item.mode.value}){status}"
