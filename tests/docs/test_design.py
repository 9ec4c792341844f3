"""docs/design.md says what the code has: no event, term, layer or refusal more, and none less."""

import importlib
from enum import StrEnum
from pathlib import Path

import pytest

from ledger import errors, terms
from ledger.access import roles
from ledger.entries import fact_type
from ledger.events import FACTS
from tests.docs import tables

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/design.md").read_text()


def rows(heading: str) -> list[list[str]]:
    return tables.rows(PAGE, heading)


def listed(cell: str) -> set[str]:
    return {word.strip() for word in cell.split(",")}


def test_every_event_is_there_and_no_other() -> None:
    assert [row[0] for row in rows("Events")] == sorted(FACTS, key=[row[0] for row in rows("Events")].index)
    assert {row[0] for row in rows("Events")} == set(FACTS)


def test_the_page_says_the_revision_that_every_event_has() -> None:
    assert "all are at revision 1" in PAGE
    assert {fact.revision for fact in FACTS.values()} == {1}
    assert fact_type.__doc__ is not None and "claim-recorded/1" in PAGE


def test_every_enumeration_is_there_with_every_value() -> None:
    kinds = [
        kind for kind in (vars(terms) | vars(roles)).values() if isinstance(kind, type) and issubclass(kind, StrEnum)
    ]
    enumerations = {kind.__name__: {str(term) for term in kind} for kind in kinds if kind is not StrEnum}

    assert {row[0]: listed(row[1]) for row in rows("Their values")} == enumerations


@pytest.mark.parametrize("row", rows("Words"), ids=lambda row: row[0])
def test_every_word_lives_where_the_page_says(row: list[str]) -> None:
    module, _, name = row[2].strip("`").rpartition(".")

    assert hasattr(importlib.import_module(module), name)


def test_every_layer_is_there_and_no_other() -> None:
    modules = {f"ledger/{path.name}" for path in (ROOT / "ledger").glob("*.py") if path.name != "__init__.py"}
    packages = {f"ledger/{path.parent.name}/" for path in (ROOT / "ledger").glob("*/__init__.py")}

    assert {row[0].strip("`") for row in rows("Layers")} == modules | packages | {"api/"}


def test_every_refusal_is_there_in_its_family_and_no_other() -> None:
    def below(kind: type[errors.Refusal]) -> set[str]:
        return {kind.slug}.union(*(below(narrower) for narrower in own(kind)))

    def own(kind: type[errors.Refusal]) -> list[type[errors.Refusal]]:
        """Those below it in this module: the refusals of HTTP alone are the api's."""
        return [narrower for narrower in kind.__subclasses__() if narrower.__module__ == errors.__name__]

    families = {kind.__name__: below(kind) for kind in own(errors.Refusal)}

    assert {row[0]: listed(row[2]) for row in rows("Refusals")} == families


def test_every_field_of_an_entry_is_shown() -> None:
    for field in ("fact", "nonce", "position", "recorded_at", "recorded_by", "stream", "type", "version"):
        assert f'"{field}":' in PAGE
