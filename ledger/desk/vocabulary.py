"""The vocabulary as data: every step, what its slots and columns take, and an example of it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from inspect import getdoc, getmodule

import orjson
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from ledger.specs.phrases import Phrase
from ledger.specs.slots import SLOTS
from ledger.specs.slugs import slug
from ledger.specs.steps import MODULES
from ledger.specs.tabled import tables_of
from ledger.specs.tables import Columns
from ledger.terms import Value

KEYWORDS = ("given", "when", "then")
NAMED = {
    "source": "a source, by its name",
    "proposition": "a proposition, by its text",
    "deal": "a deal, by its title",
    "document": "a document, by its title",
    "ledger": "a ledger, as the run calls it",
    "policy": "a policy, by its name",
    "reason": "why, in your words",
    "words": "the words that were passed on",
    "stronger": "the stronger words for them",
}
"""What the quoted slots name."""


class SlotEntry(Value):
    """ "In this slot of the phrase stands such a thing." """

    name: str
    meaning: str


class ColumnEntry(Value):
    """ "A table may have this column, or has to, and its cells take such a thing." """

    name: str
    needed: bool
    meaning: str


class TableEntry(Value):
    """ "Below the step stands a table of these columns." Of a step that is worded in several ways, one says `of`."""

    of: str | None = None
    same_as: str | None = None
    """The phrase of a step whose table is the same; its columns are then told there alone."""
    columns: tuple[ColumnEntry, ...] = ()


class StepEntry(Value):
    """ "A step may be worded so; it says this, and looks like that." """

    keywords: tuple[str, ...]
    phrase: str
    anchor: str
    subject: str
    described: str
    slots: tuple[SlotEntry, ...]
    tables: tuple[TableEntry, ...]
    example: str


@cache
def vocabulary() -> tuple[StepEntry, ...]:
    """Every step in the order of its modules, a step of several keywords once."""
    found: dict[str, list[StepFunctionContext]] = {}
    for context in contexts():
        found.setdefault(context.parser.name, []).append(context)
    told: dict[int, str] = {}
    return tuple(_entry(phrase, same, told) for phrase, same in found.items())


def contexts() -> Iterator[StepFunctionContext]:
    """The definitions of the vocabulary as pytest-bdd holds them, in the order of their modules."""
    names = [module.__name__ for module in MODULES]
    ours = [c for c in step_function_context_registry.values() if c.step_func.__module__ in names]
    yield from sorted(ours, key=lambda context: names.index(context.step_func.__module__))


@cache
def digest() -> str:
    """The SHA-256 of the whole vocabulary: two kits that answer with the same one read a specification alike."""
    told = orjson.dumps([entry.model_dump(mode="json") for entry in vocabulary()])
    return f"sha256:{sha256(told).hexdigest()}"


def grouped(found: list[StepEntry]) -> Iterator[tuple[str, list[tuple[str, list[StepEntry]]]]]:
    """Entries by the keyword that is theirs last, and within it by subject."""
    for keyword in KEYWORDS:
        subjects: dict[str, list[StepEntry]] = {}
        for entry in found:
            if entry.keywords[-1] == keyword:
                subjects.setdefault(entry.subject, []).append(entry)
        if subjects:
            yield keyword.title(), list(subjects.items())


def _entry(phrase: str, same: list[StepFunctionContext], told: dict[int, str]) -> StepEntry:
    step = same[0].step_func
    described, _, example = (getdoc(step) or "").partition("Example:\n")
    module = getmodule(step)
    assert module is not None and isinstance(same[0].parser, Phrase)
    return StepEntry(
        keywords=tuple(word for word in KEYWORDS if word in {context.type for context in same}),
        phrase=phrase,
        anchor=slug(phrase),
        subject=_subject(module.__doc__ or ""),
        described=described.strip(),
        slots=tuple(_slots(same[0].parser)),
        tables=tuple(_tables(phrase, tables_of(same[0]), told)),
        example="\n".join(line.removeprefix("    ") for line in example.rstrip().splitlines()),
    )


def _subject(docstring: str) -> str:
    """What a module of steps is about: the first sentence of its docstring, less the keyword before it."""
    about = docstring.partition(": ")[2].partition("\n")[0]
    return re.split(r"[.;]( |$)", about)[0]


def _slots(phrase: Phrase) -> Iterator[SlotEntry]:
    for name in phrase.names:
        meaning = SLOTS[name].meaning if name in phrase.slots else NAMED[name]
        yield SlotEntry(name=name, meaning=meaning)


def _tables(phrase: str, tables: Mapping[str | None, Columns], told: dict[int, str]) -> Iterator[TableEntry]:
    for of, table in tables.items():
        first = told.setdefault(id(table.cells), phrase)
        if first != phrase:
            yield TableEntry(of=of, same_as=first)
            continue
        columns = [
            ColumnEntry(name=name, needed=name in table.needs, meaning=cell.meaning)
            for name, cell in table.cells.items()
        ]
        yield TableEntry(of=of, columns=tuple(columns))
