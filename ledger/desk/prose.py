"""Prose: what no analyst should have to read in a specification, an address or an id."""

import re
from collections.abc import Iterable, Iterator

from pytest_bdd.gherkin_parser import Feature, Step

from ledger.specs.guards import Fault, Kind, backgrounds, rules, scenarios
from ledger.specs.mentions import Mention

_ADDRESS = re.compile(r"\b(?:https?|ftp)://\S+|\bwww\.\S+", re.IGNORECASE)
_ID = re.compile(r"\bsha256:[0-9a-f]+|\bclk_\w+|\b[0-9a-f]{32,}\b")
_SLUG = re.compile(r"(?=.*[0-9_])[a-z0-9]+(?:[-_.][a-z0-9]+)+")
"""The id of something, of which a name would tell more: with a digit or an underscore, for words too are joined."""


def prose(feature: Feature) -> Iterator[Fault]:
    """Addresses and ids in titles, remarks, steps and cells."""
    for line, text in _texts(feature):
        if (found := _ADDRESS.search(text)) is not None:
            yield Fault(line, f"there is an address in it, {found[0]}", Kind.PROSE)
        elif (found := _ID.search(text)) is not None:
            yield Fault(line, f"{found[0]} looks like an id, which nobody reads aloud", Kind.PROSE)


def ids(mentions: Iterable[Mention]) -> Iterator[Fault]:
    """Sources, propositions and documents that are named by what looks like an id."""
    for mention in mentions:
        if _SLUG.fullmatch(mention.name):
            yield Fault(mention.line, f'"{mention.name}" looks like an id, which nobody reads aloud', Kind.PROSE)


def _texts(feature: Feature) -> Iterator[tuple[int, str]]:
    yield feature.location.line, f"{feature.name} {feature.description}"
    for rule in rules(feature):
        yield rule.location.line, f"{rule.name} {rule.description}"
    for background in backgrounds(feature):
        for step in background.steps:
            yield from _of_step(step)
    for scenario in scenarios(feature):
        yield scenario.location.line, f"{scenario.name} {scenario.description}"
        for step in scenario.steps:
            yield from _of_step(step)
        for table in scenario.examples:
            for row in table.table_body or ():
                yield row.location.line, " ".join(cell.value for cell in row.cells)


def _of_step(step: Step) -> Iterator[tuple[int, str]]:
    yield step.location.line, step.text
    for row in step.datatable.rows if step.datatable is not None else ():
        yield row.location.line, " ".join(cell.value for cell in row.cells)
