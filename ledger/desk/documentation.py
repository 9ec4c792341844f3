"""Documentation that lives: feature files as pages, with what came of them last, linked to vocabulary and log."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from pytest_bdd.gherkin_parser import Background, Feature, Rule, Scenario, Step

from ledger.desk import pages
from ledger.desk.glossary import OPENING, worded
from ledger.desk.outlining import titled
from ledger.desk.reporting import COLOURS, coloured, facts
from ledger.desk.results import EntryRead, LedgerRead, Outcome, Run, ScenarioResult, StepResult
from ledger.desk.vocabulary import StepEntry, contexts, grouped, vocabulary
from ledger.dossier.showing import cited
from ledger.specs.checking import Unfit, document
from ledger.specs.faults import Miswritten
from ledger.specs.slugs import slug
from ledger.words import moment

VOCABULARY, INDEX = "vocabulary.html", "index.html"
WORSE = (Outcome.GREEN, Outcome.NOT_RUN, Outcome.NOT_ASKED, Outcome.RED)
CHANGED = "This file has changed since it was run: what came of it then is left out."


def site(files: Sequence[Path], run: Run) -> dict[str, str]:
    """Every page by its name: the index, one for each file, the vocabulary. Raises Miswritten for no feature."""
    found = {path: FeaturePage(path, run) for path in files}
    made = {page.name: page.html() for page in found.values()}
    if len(made) < len(files):
        raise Miswritten("two of the files would have one page: document them apart")
    return {INDEX: _index(list(found.values()), run), VOCABULARY: _vocabulary(), **made}


class FeaturePage:
    """The page of one file."""

    def __init__(self, path: Path, run: Run) -> None:
        try:
            self._feature = document(path)
        except Unfit as unfit:
            raise Miswritten(f"{path}:{unfit.fault.line}: {unfit.fault.message}") from None
        self.path = path
        name = f"{slug(str(path.with_suffix('')))}.html"
        self.name = f"feature-{name}" if name in (INDEX, VOCABULARY) else name
        self.title = self._feature.name
        self.result = next((one for one in run.features if one.path == str(path)), None)
        self.is_changed = self.result is not None and self.result.sha256 != sha256(path.read_bytes()).hexdigest()
        self._events = _events(run)

    @property
    def scenarios(self) -> Sequence[ScenarioResult]:
        """What came of its scenarios, if the file is still as it was."""
        return self.result.scenarios if self.result is not None and not self.is_changed else ()

    def html(self) -> str:
        """The page."""
        return pages.page(self.title, [*self._head(), *self._children(self._feature), *self._entries()])

    def _head(self) -> Iterator[str]:
        yield f'<nav><a href="{INDEX}">All features</a> <a href="{VOCABULARY}">The vocabulary</a></nav>'
        yield f"<p><code>{pages.text(str(self.path))}</code></p>"
        yield from _described(self._feature.description)
        if self.is_changed:
            yield f"<p>{CHANGED}</p>"
        faults = self.result.faults if self.result is not None and not self.is_changed else ()
        yield from (pages.verbatim(fault, why=True) for fault in faults)

    def _children(self, of: Feature | Rule) -> Iterator[str]:
        for child in of.children:
            if child.background is not None:
                yield from self._background(child.background)
            if isinstance(rule := getattr(child, "rule", None), Rule):
                yield f"<h2>Rule: {pages.text(rule.name)}</h2>"
                yield from _described(rule.description)
                yield from self._children(rule)
            if child.scenario is not None:
                yield from self._scenario(child.scenario)

    def _entries(self) -> Iterator[str]:
        """The events on record that steps read, where the ledger does not show them itself."""
        read = [one.ledger for one in self.scenarios if one.ledger is not None]
        for name in dict.fromkeys(ledger.name for ledger in read):
            found = {entry.position: entry for ledger in read if ledger.name == name for entry in ledger.entries}
            if found:
                yield f"<h2>Events on record that were read{f' of {pages.text(name)}' if name else ''}</h2>"
                rows = (_entry_row(entry, _event_anchor(name, at)) for at, entry in sorted(found.items()))
                yield pages.table(("position", "recorded", "event", "of"), rows)

    def _background(self, background: Background) -> Iterator[str]:
        yield "<h3>Before each scenario</h3>"
        yield from self._steps(background.steps, None)

    def _scenario(self, scenario: Scenario) -> Iterator[str]:
        came = [one for one in self.scenarios if (one.line, one.title) == (scenario.location.line, scenario.name)]
        worst = max(came, key=lambda one: WORSE.index(one.outcome), default=None)
        outcome = f' <span class="{coloured(worst.outcome)}">{COLOURS[worst.outcome]}</span>' if worst else ""
        yield f'<h3 id="line-{scenario.location.line}">{pages.text(scenario.name)}{outcome}</h3>'
        yield from _described(scenario.description)
        yield from self._steps(scenario.steps, worst)
        for examples in scenario.examples:
            if (header := examples.table_header) is not None:
                rows = ([pages.text(cell.value) for cell in row.cells] for row in examples.table_body or ())
                yield pages.table([cell.value for cell in header.cells], rows)
        if len(came) > 1:
            yield "<ul>"
            yield from (f'<li class="{coloured(o.outcome)}">{COLOURS[o.outcome]}: {_which(o)}</li>' for o in came)
            yield "</ul>"
        if worst is not None and worst.message is not None:
            yield pages.verbatim(worst.message, why=True)

    def _steps(self, steps: Sequence[Step], came: ScenarioResult | None) -> Iterator[str]:
        results = {step.line: step for step in came.steps} if came is not None else {}
        yield '<ol class="steps">'
        for step in steps:
            found = results.get(step.location.line)
            found = found if found is not None and _is_of(found, step) else None
            yield self._step(
                step,
                found if found is not None and _is_of(found, step) else None,
                came.ledger if came is not None else None,
            )
        yield "</ol>"

    def _step(self, step: Step, came: StepResult | None, ledger: LedgerRead | None) -> str:
        anchor = _anchor(step.text, came)
        text = f"<strong>{pages.text(step.keyword)}</strong> {pages.text(step.text)}"
        told = f'<a href="{VOCABULARY}#{anchor}">{text}</a>' if anchor is not None else text
        links = self._cited(came.read, ledger) if came is not None and came.read else ""
        read = f' <span class="log">reads {links}</span>' if links else ""
        mark = f' <span class="{coloured(came.outcome)}">{COLOURS[came.outcome]}</span>' if came is not None else ""
        return f"<li>{told}{mark}{read}{_datatable(step)}</li>"

    def _cited(self, positions: Sequence[int], ledger: LedgerRead | None) -> str:
        """The events at some positions, each a link: to the server's log, or to where this page shows it."""
        kept = {entry.position for entry in ledger.entries} if ledger is not None else set()
        if self._events is None and ledger is not None and kept.issuperset(positions):
            links = [f'<a href="#{_event_anchor(ledger.name, at)}">{at}</a>' for at in positions]
        elif self._events is not None:
            links = [f'<a href="{self._events}?after={at - 1}&amp;limit=1">{at}</a>' for at in positions]
        else:
            return f"events {cited(positions)}"
        return "events " + ", ".join(links)


def _index(found: Sequence[FeaturePage], run: Run) -> str:
    rows = [
        (
            f'<a href="{page.name}">{pages.text(page.title)}</a>',
            *(str(sum(one.outcome is outcome for one in page.scenarios)) for outcome in Outcome),
            "changed since" if page.is_changed else "cannot be run" if page.result and page.result.faults else "",
        )
        for page in found
    ]
    body = [
        f'<nav><a href="{VOCABULARY}">The vocabulary</a></nav>',
        pages.table(("feature", *(COLOURS[outcome] for outcome in Outcome), ""), rows),
        "<h2>The run</h2>",
        pages.table(("", ""), ((pages.text(name), pages.text(told)) for name, told in facts(run))),
    ]
    return pages.page("Specifications", body)


def _vocabulary() -> str:
    body = [f'<nav><a href="{INDEX}">All features</a></nav>', f"<p>{pages.text(OPENING)}</p>"]
    for keyword, subjects in grouped(list(vocabulary())):
        for subject, steps in subjects:
            body += [f"<h2>{pages.text(f'{keyword}: {subject}')}</h2>"]
            body += [line for step in steps for line in _entry(step)]
    return pages.page("The vocabulary of specifications", body)


def _entry(step: StepEntry) -> Iterator[str]:
    yield f'<h3 id="{step.anchor}"><code>{pages.text(worded(step))}</code></h3>'
    yield from _described(step.described)
    if step.slots:
        yield "<ul>"
        yield from (f"<li><code>{{{slot.name}}}</code>: {pages.text(slot.meaning)}</li>" for slot in step.slots)
        yield "</ul>"
    yield pages.verbatim(step.example)
    for table in step.tables:
        of = f" of {table.of}" if table.of is not None else ""
        if table.same_as is not None:
            same = f'<a href="#{slug(table.same_as)}"><code>{pages.text(table.same_as)}</code></a>'
            yield f"<p>Columns{of}: those of {same}.</p>"
        else:
            rows = ((pages.text(c.name), "yes" if c.needed else "", pages.text(c.meaning)) for c in table.columns)
            yield pages.table((f"column{of}", "needed", "takes"), rows)


def _anchor(text: str, came: StepResult | None) -> str | None:
    """Where the vocabulary tells of a step, as it was taken or, if it never was, as it reads."""
    if came is not None and came.definition is not None:
        phrase: str | None = came.definition
    else:
        phrase = next((c.parser.name for c in contexts() if c.parser.is_matching(text)), None)
    return next((entry.anchor for entry in vocabulary() if entry.phrase == phrase), None)


def _event_anchor(ledger: str | None, position: int) -> str:
    return f"event-{slug(ledger or 'on record')}-{position}"


def _entry_row(entry: EntryRead, anchor: str) -> Iterator[str]:
    yield f'<span id="{anchor}">{entry.position}</span>'
    kind = entry.type.partition("/")[0].replace("-", " ")
    yield from map(pages.text, (moment(entry.recorded_at), kind, entry.stream))


def _described(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield f"<p>{pages.text(paragraph.strip())}</p>"


def _datatable(step: Step) -> str:
    if step.datatable is None:
        return ""
    header, *rows = [[cell.value for cell in row.cells] for row in step.datatable.rows or ()]
    return pages.table(header, ([pages.text(cell) for cell in row] for row in rows))


def _is_of(came: StepResult, step: Step) -> bool:
    """Whether a result is of the step at its line: of an outline the results have the words of an example."""
    return came.text == step.text or "<" in step.text


def _which(one: ScenarioResult) -> str:
    return pages.text(titled(one, places=True))


def _events(run: Run) -> str | None:
    """The address of the log of a live server."""
    live = [ledger for ledger in run.ledgers if urlsplit(ledger).scheme in ("http", "https") and "=" not in ledger]
    return f"{pages.text(live[0].rstrip('/'))}/v1/events" if live else None
