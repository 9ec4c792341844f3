"""What the commands of `claim-ledger spec` are given alike: feature files, and steps that were added to theirs."""

from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Feature files, or folders of them.")]
OwnSteps = Annotated[
    list[Path] | None,
    typer.Option("--steps", metavar="FILE", help="A file of Python with steps of your own; may be repeated."),
]


def found_files(paths: list[Path]) -> list[Path]:
    """The feature files there. Raises BadParameter where there are none."""
    from ledger.desk.featurefiles import feature_files
    from ledger.specs.faults import Miswritten

    try:
        return feature_files(paths)
    except Miswritten as fault:
        raise typer.BadParameter(str(fault), param_hint="PATH") from None


def loaded(steps: list[Path] | None) -> list[ModuleType]:
    """The modules of steps. Raises BadParameter where one cannot be loaded."""
    from ledger.desk.ownsteps import load
    from ledger.specs.faults import Miswritten

    try:
        return [load(path) for path in steps or []]
    except Miswritten as fault:
        raise typer.BadParameter(str(fault), param_hint="--steps") from None


def replaceable(path: Path, option: str) -> None:
    """Raises BadParameter where something is there that none of these commands wrote."""
    from ledger.desk.writing import require_ours
    from ledger.specs.faults import Miswritten

    try:
        require_ours(path)
    except Miswritten as fault:
        raise typer.BadParameter(str(fault), param_hint=option) from None
