"""`make torture`: tries at length to break the ledger, part by part.

Usage: python -m torture [--brief] [--json] [PART ...]. Exit status 1 where a part found a fault, 2 where there is no
such part.

A part is a module of this package with `run(report, *, thorough)`: it tells `report` how far it is and returns the
faults it found, none where all is well. The first line of its docstring says what it shows.
"""

import argparse
import json
import pkgutil
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from time import perf_counter
from types import ModuleType
from typing import Protocol, cast

from rich.console import Console
from rich.table import Table

import torture

Report = Callable[[str], None]


class Part(Protocol):
    """What `python -m torture` runs."""

    __doc__: str | None

    def run(self, report: Report, *, thorough: bool) -> list[str]:
        """The faults found; `thorough` asks for all of it, else a smoke of each kind."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What a part shows, how long it took, and the faults that it found."""

    part: str
    shows: str
    seconds: float
    faults: list[str]


def parts(package: ModuleType = torture) -> dict[str, Part]:
    """Every part of a package, by its name."""
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))
    modules = {name: import_module(f"{package.__name__}.{name}") for name in names}
    return {name: cast(Part, module) for name, module in modules.items() if hasattr(module, "run")}


def main(arguments: Sequence[str] | None = None, every: Mapping[str, Part] | None = None) -> int:
    """Run the parts named, or all; print a table or JSON."""
    every = parts() if every is None else every
    parser = argparse.ArgumentParser(prog="python -m torture", description="Tries at length to break the ledger.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(every)}; all where none is named")
    parser.add_argument("--brief", action="store_true", help="a smoke of each instead of all of it")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.parts if name not in every]:
        parser.error(f"there is no part {unknown[0]!r}: name some of {', '.join(every)}")
    wanted = options.parts or list(every)
    outcomes = [_tried(name, every[name], thorough=not options.brief) for name in wanted]
    if options.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], indent=2))
    else:
        _print(outcomes)
    return int(any(outcome.faults for outcome in outcomes))


def _tried(name: str, part: Part, *, thorough: bool) -> Outcome:
    begun = perf_counter()

    def report(text: str) -> None:
        print(f"{name} {perf_counter() - begun:6.0f} s  {text}", file=sys.stderr, flush=True)

    try:
        faults = part.run(report, thorough=thorough)
    except Exception as error:  # the other parts still have something to tell
        traceback.print_exc()
        faults = [f"it ended with {type(error).__name__}: {error}"]
    shows = (part.__doc__ or "").strip().partition("\n")[0]
    return Outcome(name, shows, round(perf_counter() - begun, 1), faults)


def _print(outcomes: Sequence[Outcome]) -> None:
    table = Table("part", "shows", "seconds", "faults")
    for outcome in outcomes:
        table.add_row(outcome.part, outcome.shows, f"{outcome.seconds:.0f}", str(len(outcome.faults)))
    console = Console(markup=False, highlight=False)
    console.print(table)
    for outcome in outcomes:
        for fault in outcome.faults:
            console.print(f"{outcome.part}: {fault}", soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
