"""`claim-ledger spec run`: runs feature files, wherever their ledgers are, and tells what came of it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli.options import AsJson, Key
from ledger.cli.refusing import CANNOT_TELL, INTERRUPTED, NO, refusing
from ledger.cli.specoptions import OwnSteps, Paths, found_files, loaded, replaceable
from ledger.cli.terminal import Terminal, answers, asides, print_lines, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.desk.outlining import Line
    from ledger.desk.running import Wanted

STYLES = {"green": "green", "red": "bold red", "not run": "yellow", "not asked": "yellow"}

At = Annotated[
    list[str] | None,
    typer.Option(
        "--at",
        metavar="PLACE",
        help="Where ledgers that scenarios begin are: memory (so unless it is said), "
        "or server, one of its own for each scenario; may be repeated.",
    ),
]
Ledgers = Annotated[
    list[str] | None,
    typer.Option(
        "--ledger",
        metavar="[NAME=]PATH",
        help="The file of the ledger that scenarios call NAME or, as PATH "
        "alone, whatever they like; it is only read; may be repeated.",
    ),
]
Server = Annotated[str, typer.Option("--url", metavar="URL", help="The live server whose ledger scenarios are about.")]
Writes = Annotated[
    bool, typer.Option("--allow-writes", help="At a live server, let scenarios record in a deal of their own.")
]
Chosen = Annotated[
    list[str] | None,
    typer.Option("-k", metavar="WORDS", help="Only scenarios whose title or rule has these words; may be repeated."),
]
Workers = Annotated[str, typer.Option("-n", metavar="N", help="On so many workers, or auto; needs pytest-xdist.")]
Junit = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Write what came of it as JUnit XML, too.")]
Report = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write a report, too: Markdown (.md) or a page (.html).")
]


@refusing
def run(
    paths: Paths,
    ledgers: Ledgers = None,
    at: At = None,
    server: Server = "",
    key: Key = "",
    allow_writes: Writes = False,
    chosen: Chosen = None,
    workers: Workers = "",
    steps: OwnSteps = None,
    junit: Junit = None,
    report: Report = None,
    as_json: AsJson = False,
) -> None:
    """Run feature files.

    Status 0: all is green. 1: something is red. 2: nothing is, but something could not be run, or a ledger not asked.
    """
    from ledger.desk.outlining import Outline, summary
    from ledger.desk.reporting import form_of
    from ledger.desk.running import run
    from ledger.desk.writing import write
    from ledger.specs.faults import Miswritten

    if report is not None and form_of(report) is None:
        raise typer.BadParameter("name a file that ends in .md or .html", param_hint="--report")
    if report is not None and not report.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {report.parent}", param_hint="--report")
    if server and not key:
        raise typer.BadParameter("a key is needed there: --key, or CLAIM_LEDGER_KEY", param_hint="--url")
    for path, option in ((junit, "--junit"), (report, "--report")):
        if path is not None:
            replaceable(path, option)
    loaded(steps)
    asked = wanted(found_files(paths), ledgers, at, server, key, steps)
    asked = replace(asked, allow_writes=allow_writes, chosen=tuple(chosen or ()), workers=workers, junit=junit)
    out, outlined = answers(), Outline(places=len(asked.places) > 1 and not server)
    try:
        found = run(asked) if as_json else run(asked, lambda feature: _print(out, outlined.feature(feature)))
    except Miswritten as fault:
        raise typer.BadParameter(str(fault)) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    if as_json:
        say_json(found)
    else:
        _print(out, [(summary(found), None)])
    if report is not None and (form := form_of(report)) is not None:
        write(report, form(found))
    if found.trouble is not None:
        asides().print(found.trouble, style="bold red", soft_wrap=True)
    if found.is_red:
        raise typer.Exit(NO)
    if not found.can_tell:
        raise typer.Exit(CANNOT_TELL)


def wanted(
    files: list[Path], ledgers: list[str] | None, at: list[str] | None, server: str, key: str, steps: list[Path] | None
) -> "Wanted":
    """What is to be run where, as these options say."""
    from ledger.desk.running import PLACES, Wanted

    if server:
        from ledger.client.connection import address

        address(server)  # what is no address is not repeated in a report
    return Wanted(
        files=files,
        own_steps=tuple(steps or ()),
        places=tuple(dict.fromkeys(at or PLACES)),
        ledgers=tuple(ledgers or ()),
        url=server,
        key=key if server else "",
    )


def _print(out: Terminal, lines: "Iterable[Line]") -> None:
    for line, outcome in lines:
        print_lines(out, [line], STYLES.get(outcome or ""))
