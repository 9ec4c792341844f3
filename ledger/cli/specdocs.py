"""`claim-ledger spec docs`: feature files as pages, with what came of them last."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from ledger.cli.options import Key
from ledger.cli.refusing import CANNOT_TELL, refusing
from ledger.cli.specoptions import OwnSteps, Paths, found_files, loaded, replaceable
from ledger.cli.specrun import At, Ledgers, Server, wanted
from ledger.cli.terminal import answers, asides

if TYPE_CHECKING:
    from ledger.desk.results import Run

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that the pages go to.")]
Results = Annotated[
    Path | None,
    typer.Option("--results", metavar="FILE", help="What `spec run --json` told; left out, the features are run now."),
]


@refusing
def docs(
    paths: Paths,
    out: Out,
    results: Results = None,
    ledgers: Ledgers = None,
    at: At = None,
    server: Server = "",
    key: Key = "",
    steps: OwnSteps = None,
) -> None:
    """Write feature files as pages that load nothing: by rule, with their last results, linked to the vocabulary.

    Status 0: the pages tell what came of every scenario, green or red. 2: something could not be run, as they say.
    """
    from ledger.desk.documentation import site
    from ledger.desk.outlining import summary
    from ledger.desk.running import run
    from ledger.desk.writing import write
    from ledger.specs.faults import Miswritten

    loaded(steps)
    files = found_files(paths)
    try:
        found = _kept(results) if results is not None else run(wanted(files, ledgers, at, server, key, steps))
        made = site(files, found)
    except Miswritten as fault:
        raise typer.BadParameter(str(fault)) from None
    for name in made:
        replaceable(out / name, "--out")
    out.mkdir(parents=True, exist_ok=True)
    for name, page in made.items():
        write(out / name, page)
    answers().print(f"Wrote {len(made)} pages to {out}; begin with {out / 'index.html'}", soft_wrap=True)
    answers().print(summary(found), soft_wrap=True)
    if found.trouble is not None:
        asides().print(found.trouble, style="bold red", soft_wrap=True)
    if not found.can_tell:
        raise typer.Exit(CANNOT_TELL)


def _kept(results: Path) -> "Run":
    from ledger.desk.results import Run

    try:
        return Run.model_validate_json(results.read_bytes())
    except (ValidationError, OSError):
        raise typer.BadParameter(
            f"{results} does not hold what `claim-ledger spec run --json` tells", param_hint="--results"
        ) from None
