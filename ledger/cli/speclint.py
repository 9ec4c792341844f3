"""`claim-ledger spec lint`: all that is wrong with feature files, without running them."""

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import typer

from ledger.cli.options import AsJson
from ledger.cli.refusing import NO, refusing
from ledger.cli.specoptions import OwnSteps, Paths, found_files, loaded
from ledger.cli.terminal import Terminal, answers, say_json
from ledger.words import counted

if TYPE_CHECKING:
    from ledger.desk.linting import Lint

WIDTH = 80


@refusing
def lint(paths: Paths, steps: OwnSteps = None, as_json: AsJson = False) -> None:
    """Find all that is wrong with feature files, without running them: no ledger is opened.

    Status 0: nothing. 1: something, each with its file, its line and what to do. 2: there is no such file.
    """
    from ledger.desk import linting

    files = found_files(paths)
    found = linting.lint(files, loaded(steps))
    if as_json:
        say_json({"files": len(files), "faults": [fault.model_dump(mode="json") for fault in found]})
    else:
        _print(answers(), files, found)
    if found:
        raise typer.Exit(NO)


def _print(out: Terminal, files: list[Path], found: "list[Lint]") -> None:
    for fault in found:
        out.print(f"{fault.path}:{fault.line}: {fault.kind}", style="bold", soft_wrap=True)
        for line in (*fault.message.splitlines(), f"-> {fault.remedy}"):
            indent = "  " + " " * (len(line) - len(line.lstrip()))
            for part in wrap(line, WIDTH, initial_indent="  ", subsequent_indent=indent + "  "):
                out.print(part, soft_wrap=True)
    told = counted(len(found), "fault") if found else "nothing wrong"
    out.print(f"{counted(len(files), 'feature file')}: {told}.")
