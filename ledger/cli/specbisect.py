"""`claim-ledger spec bisect`: the first position in history at which a specification turned red, and the event."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, Url
from ledger.cli.progress import phases
from ledger.cli.refusing import CANNOT_TELL, NO, refusing, say_refusal
from ledger.cli.specoptions import OwnSteps, loaded
from ledger.cli.terminal import Terminal, answers, asides, one_line, print_lines, say_json
from ledger.errors import Forbidden, Rejected
from ledger.verbs import Verbs
from ledger.views import EntryView
from ledger.words import counted, moment

if TYPE_CHECKING:
    from types import ModuleType

    from ledger.desk.bisecting import Bisection

Feature = Annotated[
    str,
    typer.Argument(metavar="FEATURE[::SCENARIO]", help="A feature file that records nothing, or one scenario of it."),
]
Good = Annotated[
    str | None,
    typer.Option(
        "--good",
        metavar="WHEN",
        help="A position, day or instant as of which it is green. Left out it is the moment that the feature names, "
        "else the first as of which it is green.",
    ),
]
Bad = Annotated[
    str | None, typer.Option("--bad", metavar="WHEN", help="A later one as of which it is red. Left out it is now.")
]


@refusing
def bisect(
    feature: Feature,
    good: Good = None,
    bad: Bad = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    steps: OwnSteps = None,
    as_json: AsJson = False,
) -> None:
    """Find the first position in history at which a feature turned red, and the event that did it.

    Status 0: it stays green to the end. 1: a turn was found. 2: it cannot be told, as it is never green, names what is
    not on record, or records.
    """
    from ledger.desk.recounting import recounted

    own = loaded(steps)
    with open_at(_path(ledger), url, key) as opened:
        try:
            found = _bisected(opened, feature, good, bad, own, as_json=as_json)
        except Rejected as refusal:
            _refuse(refusal, as_json=as_json)
            raise typer.Exit(CANNOT_TELL) from None
        entry = _entry(opened, found.at.position) if found.verdict == "turned" else None
        told = [] if entry is None else list(recounted(opened, entry))
    if as_json:
        say_json(_json(feature, found, entry, told))
    else:
        _print(answers(), found, entry, told)
    if found.verdict != "green":
        raise typer.Exit(NO if found.verdict == "turned" else CANNOT_TELL)


def _path(ledger: str) -> str:
    """The ledger's file, which may be named as for `spec run`, NAME=PATH: there is one, whatever it is called."""
    from ledger.specs.places.targets import named_path

    return named_path(ledger, Path.cwd())[1]


def _bisected(
    opened: Verbs, feature: str, good: str | None, bad: str | None, own: "list[ModuleType]", *, as_json: bool
) -> "Bisection":
    from ledger.desk.bearing import Asked
    from ledger.desk.bisecting import bisect
    from ledger.desk.rerunning import Rerun, rerun
    from ledger.specs.places.live import Live
    from ledger.specs.places.reading import moment_of

    def ask(run: Rerun) -> "Bisection":
        begin = None if good is None else moment_of(opened, good).position
        end = moment_of(opened, bad).position
        if begin is not None and begin > end:
            raise Rejected(f"the green position, {begin}, lies after the red one, {end}", "FEATURE")
        run.as_of(begin)  # it tells what it reads and, as of no position, which moments it names
        if begin is None:
            begin = max((named.position for named in run.live.named), default=None)
        with phases(quiet=as_json) as step:
            found = bisect(run.as_of, asked.places, begin, end, step)
        return replace(found, runs=found.runs + 1)

    asked = Asked(opened)
    return rerun(feature, Live(cast(Verbs, asked)), ask, own)


def _entry(opened: Verbs, position: int) -> EntryView | None:
    try:
        return opened.events(after=position - 1, limit=1).items[0]
    except Forbidden:  # not everybody may see the log
        return None


def _refuse(refusal: Rejected, *, as_json: bool) -> None:
    if as_json:
        say_refusal(refusal, as_json=True)
        return
    asides().print("It cannot be bisected.", style="bold red")
    print_lines(asides(), [f"  {line}" for line in refusal.detail.splitlines()])


def _json(feature: str, found: "Bisection", entry: EntryView | None, told: list[str]) -> dict[str, object]:
    return {
        "feature": feature,
        "verdict": found.verdict,
        "position": found.at.position,
        "green_at": found.good,
        "green_at_the_end": found.last.colour == "green",
        "runs": found.runs,
        "scenario": found.at.scenario,
        "colour": found.at.colour,
        "message": found.at.message,
        "event": None if entry is None else entry.model_dump(mode="json"),
        "told": told,
    }


def _print(out: Terminal, found: "Bisection", entry: EntryView | None, told: list[str]) -> None:
    lines = [f"{_verdict(found)} {counted(found.runs, 'run')}."]
    if found.verdict == "turned":
        lines += _event(found.at.position, entry, told)
    lines += ["", *(found.at.message or "").splitlines()] if found.verdict != "green" else []
    if found.verdict == "turned":
        end = "It is green again at the end." if found.last.colour == "green" else "It is not green at the end either."
        lines += ["", f"This is its first turn. {end}"]
    print_lines(out, lines)


def _verdict(found: "Bisection") -> str:
    position = found.at.position
    if found.verdict == "green":
        return f"It stays green up to position {position}, the end that was asked about."
    if found.verdict == "turned":
        became = "turns red" if found.at.colour == "red" else "can no longer be asked"
        return f"As recorded by position {found.good} it is green; at position {position} it {became}."
    if found.verdict == "unasked":
        return f"What it names is not on record, even as recorded by position {position}."
    if found.at == found.last:
        return f"It is green as recorded by no position up to {position}."
    return f"It is {found.at.colour} as recorded by position {position}, which was called green."


def _event(position: int, entry: EntryView | None, told: list[str]) -> Iterator[str]:
    if entry is None:
        yield f"Which event stands at position {position} is for an auditor's key to see."
        return
    kind = entry.type.partition("/")[0].replace("-", " ")
    yield f"  {kind}, {moment(entry.recorded_at)}, by {one_line(entry.recorded_by)}"
    yield from (f"    {line}" for line in told)
