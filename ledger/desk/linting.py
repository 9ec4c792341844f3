"""Linting: all that is wrong with feature files, at once and without running them.

What collecting refuses comes first; the rest would run, and mislead whoever reads it.
"""

import re
from collections.abc import Iterator, Sequence
from inspect import unwrap
from pathlib import Path
from types import ModuleType

from pytest_bdd.parser import ScenarioTemplate, Step
from pytest_bdd.steps import StepFunctionContext

from ledger.desk.ownsteps import contexts_of
from ledger.desk.prose import ids, prose
from ledger.desk.unread import unread
from ledger.desk.vocabulary import contexts
from ledger.specs.checking import Unfit, document, templates, told, wording
from ledger.specs.guards import Fault, Kind, structural
from ledger.specs.mentions import named
from ledger.specs.slots import LIKELIHOODS
from ledger.specs.tabled import columns_of, read
from ledger.specs.tables import Row
from ledger.terms import LADDER, Value

REMEDIES = {
    Kind.UNREADABLE: "mend the line: Gherkin cannot be read there",
    Kind.EMPTY: "write what is missing, or take the heading out",
    Kind.DUPLICATE: "give each a title of its own",
    Kind.SEVERAL_WHENS: "keep one When: what happened before it is given",
    Kind.DISORDER: "write what is given, then what happens, then what follows from it",
    Kind.UNKNOWN: "use a wording of the vocabulary: `claim-ledger spec steps WORD` finds it",
    Kind.AMBIGUOUS: "word one of the two otherwise: no step of your own may read as one of the vocabulary",
    Kind.ASYNC: "write the step as a plain `def`",
    Kind.MISREAD: "write what the step takes: `claim-ledger spec steps WORD` tells it",
    Kind.UNUSED: "use it, or take it out: whoever reads it believes that it matters",
    Kind.SLIP: "write both alike, or give each in a table of what there is",
    Kind.PROSE: "name the thing in words: by its title, its name, or what it says",
}
"""What to do about each kind of fault."""

_QUOTED = re.compile('"[^"]*"')
_VACUOUS = re.compile(
    rf"\bat most {re.escape(LIKELIHOODS[-1])}\b|\bat least {re.escape(LIKELIHOODS[0])}\b|\bat most at {LADDER[-1]}\b"
)


class Lint(Value):
    """ "At this line of this file such a thing is wrong; this is to be done about it." """

    path: str
    line: int
    kind: Kind
    message: str
    remedy: str


def lint(files: Sequence[Path], own: Sequence[ModuleType] = ()) -> list[Lint]:
    """Everything that is wrong with some feature files and with the steps that were added for them, in their order."""
    linter = Linter(own)
    found = [_lint(path, fault) for path in files for fault in linter.faults(path)]
    return found + [_lint(path, fault) for path, fault in (*linter.doubled(), *linter.unused())]


class Linter:
    """Looks through files one by one, and keeps in mind what can only be told of all of them."""

    def __init__(self, own: Sequence[ModuleType] = ()) -> None:
        self._own = list(contexts_of(own))
        self._known = [*contexts(), *self._own]
        self._used: set[int] = set()
        self._titles: dict[str, list[tuple[Path, int]]] = {}

    def faults(self, path: Path) -> Iterator[Fault]:
        """What is wrong with a file, in the order of its lines."""
        try:
            feature, scenarios = document(path), templates(path)
        except Unfit as unfit:
            yield unfit.fault
            return
        self._titles.setdefault(feature.name, []).append((path, feature.location.line))
        found = [*structural(feature), *prose(feature), *self._steps(scenarios)]
        yield from sorted(dict.fromkeys(found), key=lambda fault: fault.line)

    def doubled(self) -> Iterator[tuple[Path, Fault]]:
        """Features of one title in several files."""
        for title, places in self._titles.items():
            for path, line in places[1:]:
                first = f"{places[0][0]}:{places[0][1]}"
                yield path, Fault(line, f'another feature is called "{title}" too, at {first}', Kind.DUPLICATE)

    def unused(self) -> Iterator[tuple[Path, Fault]]:
        """Steps that were added, and that no file uses."""
        for context in self._own:
            if id(context) not in self._used:
                code = unwrap(context.step_func).__code__
                message = f"no feature uses the step `{context.parser.name}`"
                yield Path(code.co_filename), Fault(code.co_firstlineno, message, Kind.UNUSED)

    def _steps(self, found: list[ScenarioTemplate]) -> Iterator[Fault]:
        for template in found:
            yield from wording(template, self._matching, self._known)
            for steps in told(template):
                for step in steps:
                    yield from self._table(step)
                    if len(found_by := self._matching(step)) == 1:
                        yield from ids(named(step, found_by[0]))
                    yield from _vacuous(step)
        yield from unread([(template, list(told(template))) for template in found])

    def _matching(self, step: Step) -> list[StepFunctionContext]:
        found = [c for c in self._known if c.type in (None, step.type) and c.parser.is_matching(step.name)]
        self._used |= {id(context) for context in found}
        return found

    def _table(self, step: Step) -> Iterator[Fault]:
        """Rows that check nothing: empty ones and, where each is checked by itself, those that stand there twice."""
        matching = self._matching(step)
        if len(matching) != 1 or (columns := columns_of(matching[0], step)) is None:
            return
        seen: list[Row] = []
        for line, row in read(matching[0], step):
            if not row:
                yield Fault(line, "the row is empty", Kind.UNUSED)
            elif columns.checks and row in seen:
                yield Fault(line, "the row stands there twice, and the second checks nothing more", Kind.UNUSED)
            elif columns.checks and not any(column in row for column in columns.checks):
                yield Fault(line, "the row expects nothing", Kind.UNUSED)
            seen.append(row)


def _vacuous(step: Step) -> Iterator[Fault]:
    """What a Then says in words that hold however likely anything is."""
    if step.type != "then":
        return
    rows = step.datatable.rows if step.datatable is not None else ()
    said = [(step.line_number, step.name), *((row.location.line, cell.value) for row in rows for cell in row.cells)]
    for line, text in said:
        if (found := _VACUOUS.search(_QUOTED.sub("", text))) is not None:
            yield Fault(line, f"`{found[0]}` holds whatever is believed, so it checks nothing", Kind.UNUSED)


def _lint(path: Path, fault: Fault) -> Lint:
    return Lint(path=str(path), line=fault.line, kind=fault.kind, message=fault.message, remedy=REMEDIES[fault.kind])
