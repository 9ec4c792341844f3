"""`claim-ledger replay`: the beliefs that the log makes, and whether the ledger answers the same."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from ledger.auditor.replay import replay as replayed
from ledger.auditor.replay import unkept
from ledger.auditor.view import Departure, Replay
from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, Policy, RecordedUntil, Url
from ledger.cli.progress import phases
from ledger.cli.refusing import NO, refusing
from ledger.cli.shifts import print_shift
from ledger.cli.terminal import Terminal, answers, say_json, table
from ledger.interchange.files import new_file
from ledger.words import counted, moment

Deals = Annotated[
    list[str] | None, typer.Option("--deal", metavar="DEAL", help="Replay this deal alone; may be repeated.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write every belief to this new file, a line of JSON each.")
]


@refusing
def replay(
    until: RecordedUntil = None,
    deal: Deals = None,
    policy: Policy = None,
    out: Out = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Fold the log anew, from event 1, and hold what the ledger answers to the beliefs that it makes."""
    made = nullcontext() if out is None else new_file(out)
    with open_at(ledger, url, key) as opened, phases(quiet=as_json) as step, made as file:
        keep = file.write if file is not None else unkept
        found = replayed(opened, until=until, deals=deal, policy=policy, keep=keep, report=step)
    if as_json:
        say_json(found)
    else:
        _print(answers(), found)
    if found.departure is not None:
        raise typer.Exit(NO)


def _print(out: Terminal, found: Replay) -> None:
    end = found.recorded_until
    out.print(f"Replayed {counted(end.position, 'event')}, recorded until {moment(end.recorded_at) or 'no time'}.")
    rows = table("From position", "Policy in force", wrap="Policy in force")
    for reign in found.policies:
        rows.add_row(f"{reign.position:,}", f"{reign.name}\n{reign.digest}")
    out.print(rows)
    out.print()
    out.print(f"Root of the log: {found.root}")
    out.print(f"{counted(found.beliefs, 'belief')} of {counted(found.deals, 'deal')}: {found.digest}")
    if found.under is not None:
        _compare(out, found)
    if found.departure is None:
        out.print("Every one is what the ledger answers with, to the last digit.")
    else:
        _depart(out, found.departure)


def _compare(out: Terminal, found: Replay) -> None:
    out.print(f"Under {found.under}, {counted(len(found.shifts), 'deal')} would be believed of otherwise.")
    for shift in found.shifts:
        out.print(shift.deal, style="bold")
        print_shift(out, shift, "Under it")


def _depart(out: Terminal, departure: Departure) -> None:
    place = f"deal {departure.deal}, as recorded by position {departure.recorded_as_of.position}"
    out.print(f"NOT the same: {place}.", style="bold red")
    if departure.refusal is not None:
        out.print(f"  The ledger does not answer: {departure.refusal}")
        return
    assert departure.answered is not None
    for who, belief in (("the log makes", departure.replayed), ("the ledger answers", departure.answered)):
        part = next((p for p in belief.propositions if p.id == departure.proposition), belief.ladder)
        out.print(f"  {who}: {part.model_dump_json()}")
