"""`claim-ledger history`: how the beliefs about a deal became what they are."""

from typing import Annotated

import typer

from ledger.cli.opening import open_at
from ledger.cli.options import (
    DEFAULT_ADDRESS,
    Address,
    AsJson,
    AssertedAsOf,
    Deal,
    Key,
    Policy,
    RecordedSince,
    RecordedUntil,
    Url,
    Without,
)
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json, table
from ledger.words import clocks, counted, estimate, moment

Only = Annotated[str | None, typer.Option("--proposition", metavar="ID", help="Of this proposition alone.")]


@refusing
def history(
    deal: Deal,
    proposition: Only = None,
    recorded_since: RecordedSince = None,
    recorded_until: RecordedUntil = None,
    asserted_as_of: AssertedAsOf = None,
    without: Without = None,
    policy: Policy = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print how each belief about a deal moved, event by event, in the order of recording."""
    with open_at(ledger, url, key) as opened:
        found = opened.history(
            deal,
            recorded_since=recorded_since,
            recorded_until=recorded_until,
            asserted_as_of=asserted_as_of,
            without=without or [],
            policy=policy,
        )
    if proposition is not None:
        found = found.model_copy(update={"items": tuple(i for i in found.items if i.proposition == proposition)})
    if as_json:
        say_json(found)
        return
    out = answers()
    out.print(f"{deal}: how belief moved", style="bold")
    out.print(clocks(found.recorded_as_of, found.asserted_as_of, without or [], policy))
    rows = table("At", "Recorded", "Proposition", "Belief", "", right=("At",), wrap="Proposition")
    for item in found.items:
        believed = estimate(item.probability, item.likelihood, item.range)
        rows.add_row(str(item.position), moment(item.recorded_at), item.proposition, believed, item.probability or "")
    out.print(rows)
    out.print(f"{counted(len(found.items), 'move')}. At: the position in the log.")
