"""`claim-ledger spec new`: a first feature from a deal on record, green as it stands."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, RecordedAsOf, Url
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json
from ledger.interchange.files import new_file, require_new

Deal = Annotated[str, typer.Option("--deal", metavar="DEAL", help="The deal, by its id or its title.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE", help="Write to this new file; else features/DEAL.feature.", show_default=False
    ),
]


@refusing
def new(
    deal: Deal,
    recorded_as_of: RecordedAsOf = None,
    out: Out = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Write a first feature from a deal on record: what is believed of it, as expectations that hold as they stand."""
    from ledger.desk.starting import deal_of, first_feature

    name = Path(ledger).stem if not url else "live"
    with open_at(ledger, url, key) as opened:
        found = deal_of(opened, deal)
        feature = first_feature(opened, found, name, recorded_as_of)
    out = out or Path("features") / f"{found.id}.feature"
    require_new(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with new_file(out) as file:
        file.write(feature.encode())
    command = f"claim-ledger spec run {out} " + (f"--url {url}" if url else f'--ledger "{name}={ledger}"')
    if as_json:
        say_json({"deal": found.id, "out": str(out), "run": command})
        return
    answers().print(f"Wrote {out}. Run it:", soft_wrap=True)
    answers().print(f"  {command}", soft_wrap=True)
