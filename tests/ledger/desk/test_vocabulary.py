from typing import Any

import pytest
from pytest_bdd.steps import StepFunctionContext

from ledger.desk.vocabulary import contexts, digest, grouped, vocabulary
from ledger.specs.phrases import OPTIONS, PREVIEWED
from ledger.specs.scene import Scene
from ledger.specs.tabled import tables_of
from ledger.specs.tables import Columns

WITH_TABLES = [context for context in contexts() if tables_of(context)]


class Read(Exception):
    """A step began to read its table."""


@pytest.mark.parametrize("context", WITH_TABLES, ids=lambda context: f"{context.type} {context.parser.name}")
def test_the_columns_told_are_those_that_the_step_reads(
    context: StepFunctionContext, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given: a step whose table is looked at, and not read
    seen: list[Columns] = []

    def rows(columns: Columns, table: object) -> None:
        seen.append(columns)
        raise Read

    monkeypatch.setattr(Columns, "rows", rows)
    # when
    for of, _ in (told := tables_of(context)).items():
        slots: dict[str, Any] = dict.fromkeys(context.parser.names, of)  # type: ignore[attr-defined]
        options = {name: name != PREVIEWED for name in OPTIONS.values() if name in context.step_func.__annotations__}
        with pytest.raises(Read):
            context.step_func(claim_ledger_scene=scene, datatable=[["x"]], **slots, **options)
    # then
    assert seen == list(told.values())


def test_every_slot_and_column_has_a_meaning_and_every_step_a_subject() -> None:
    for entry in vocabulary():
        assert entry.subject
        assert entry.described
        assert entry.example
        assert all(slot.meaning for slot in entry.slots)
        assert all(column.meaning for table in entry.tables for column in table.columns)


def test_each_step_is_told_once_under_its_last_keyword_and_has_an_anchor_of_its_own() -> None:
    told = [entry for _, subjects in grouped(list(vocabulary())) for _, found in subjects for entry in found]
    assert sorted(entry.phrase for entry in told) == sorted({context.parser.name for context in contexts()})
    assert len({entry.anchor for entry in told}) == len(told)
    assert [keyword for keyword, _ in grouped(list(vocabulary()))] == ["Given", "When", "Then"]


def test_a_table_told_before_is_referred_to() -> None:
    these = next(entry for entry in vocabulary() if entry.phrase == "these {things} are recorded:")
    same = {table.of: table.same_as for table in these.tables}
    assert same == {
        things: "the {things}:" for things in ("claims", "propositions", "sources", "relations", "documents", "filings")
    }


def test_the_vocabulary_has_a_digest() -> None:
    assert digest().startswith("sha256:") and digest() == digest()
