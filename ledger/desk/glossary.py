"""The glossary: the vocabulary as it is printed, and as the page `features/VOCABULARY.md`."""

from collections.abc import Iterator
from textwrap import wrap

from ledger.belief.scale import CREDIBILITY, RELIABILITY
from ledger.desk.vocabulary import StepEntry, TableEntry, grouped
from ledger.desk.writing import MARK
from ledger.specs.slots import OTHER_WORDS
from ledger.words import counted

WIDTH = 80
OPENING = (
    'Every step that a specification may take. `{"source"}` is a text of yours in quotation marks, `{day}` a word or '
    "date of the kind that is told below the step; what stands in square brackets may be left out. `And` and `But` "
    "stand for the keyword before them. In a table every column but the needed ones may be left out, columns come in "
    "any order, and a cell may be empty; a column that is empty in every row is a fault."
)
OTHERS = ", ".join(f"`{other}` for `{word}`" for other, word in OTHER_WORDS.items())
NOTES = (
    "**Names.** Sources are named by their names, propositions by their texts, documents and deals by their titles. "
    "What is on record may be named by its id as well, where several have one name or a text cannot be quoted; "
    "`claim-ledger spec lint` asks for a name in place of an id all the same, but of a deal. A name that is nearly "
    "another's is a fault, unless both are given in tables of their own.",
    "**Days.** `recorded` goes forward: no row is recorded before the row above it, nor before the step above. `said`, "
    "`reported` and `period` may be of any day before that.",
    f"**Likelihood** has the words of ICD 203. Its other words are read for these: {OTHERS}.",
    f"**Grades.** Of a source: {'; '.join(f'{grade} {told}' for grade, told in RELIABILITY.items())}. Of a claim: "
    f"{'; '.join(f'{grade} {told}' for grade, told in CREDIBILITY.items())}.",
    "**Relations.** `speaks for`, `depends on` and `same as` make one voice of two sources, and `suspected` of any "
    "makes them dependent, as `owned by` and `affiliated with` do: two voices that add less than others would. A body "
    "and a `member of` it do not confirm one another, two members do. `gains from` says what a source gains by the "
    "deal's being believed or not: in its interest it weighs little, against it much, and so does whoever is one voice "
    "with it, owned by it or affiliated with it.",
    "**Values** are numbers without separators (`1000`), `>1000`, `>=1000`, `<1000`, `<=1000`, `~1000` (10 % either "
    "way), `900/1100` (from, to), `{rifles,shells}` (these and no others), dates, or a text.",
)
"""What holds of many steps, a paragraph each."""


def printed(found: list[StepEntry], width: int = WIDTH) -> Iterator[str]:
    """Lines that tell of some steps, none wider than `width` but those of examples, which are there to be copied."""
    for keyword, subjects in grouped(found):
        for subject, steps in subjects:
            yield from ("", *wrap(f"{keyword}: {subject}", width, subsequent_indent="    "), "")
            for step in steps:
                yield from _step(step, width)


def markdown(found: list[StepEntry]) -> str:
    """The page of the vocabulary."""
    lines = ["# The vocabulary of specifications", MARK, ""]
    for paragraph in (OPENING, *NOTES):
        lines += [*wrap(paragraph, 120, break_on_hyphens=False), ""]
    lines += [f"{counted(len(found), 'step')}. Written by `claim-ledger spec steps --markdown`.", ""]
    for keyword, subjects in grouped(found):
        for subject, steps in subjects:
            lines += [f"## {keyword}: {subject}", ""]
            for step in steps:
                lines += _section(step)
    return "\n".join(lines).rstrip() + "\n"


def worded(step: StepEntry) -> str:
    """A step with its keywords: `Given or When {day} passes`."""
    return f"{' or '.join(word.title() for word in step.keywords)} {step.phrase}"


def _step(step: StepEntry, width: int) -> Iterator[str]:
    yield from wrap(worded(step), width, subsequent_indent="    ", break_on_hyphens=False)
    for paragraph in step.described.split("\n\n"):
        yield from wrap(paragraph, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    for slot in step.slots:
        yield from _hung(f"    {{{slot.name}}}", slot.meaning, width)
    for table in step.tables:
        yield f"  {_heading(table)}"
        for column in table.columns:
            yield from _hung(f"    {column.name}{' (needed)' if column.needed else ''}", column.meaning, width)
    yield "  Example:"
    yield from (f"    {line}" for line in step.example.splitlines())
    yield ""


def _hung(name: str, meaning: str, width: int) -> list[str]:
    return wrap(f"{name}: {meaning}", width, initial_indent="", subsequent_indent=" " * 8, break_on_hyphens=False)


def _heading(table: TableEntry) -> str:
    of = f"Columns of {table.of}" if table.of is not None else "Columns"
    return f"{of}: those of `{table.same_as}`" if table.same_as is not None else f"{of}:"


def _section(step: StepEntry) -> Iterator[str]:
    yield from (f'<a id="{step.anchor}"></a>', "", f"### `{worded(step)}`", "", *step.described.splitlines(), "")
    if step.slots:
        yield from (*(f"- `{{{slot.name}}}`: {slot.meaning}" for slot in step.slots), "")
    yield from ("```gherkin", *step.example.splitlines(), "```", "")
    for table in step.tables:
        if table.same_as is not None:
            yield from (_heading(table) + ".", "")
            continue
        yield from (_heading(table), "", "| column | needed | takes |", "|---|---|---|")
        yield from (f"| {c.name} | {'yes' if c.needed else ''} | {c.meaning} |" for c in table.columns)
        yield ""
