"""Checks are asked about each record, and nothing is decided on what they do not see."""

import pytest

from ledger.checks import Unchecked, checking, unchecked
from ledger.errors import Forbidden, Refusal
from ledger.records import AnyRecord, SourceRecord
from ledger.service import Ledger
from ledger.states import State
from tests.ledger.given import source_record


class NoSpies(Unchecked):
    """Refuses to record one source."""

    def __call__(self, record: AnyRecord) -> None:
        if isinstance(record, SourceRecord) and record.id == "spy":
            raise Forbidden("no spies", "id")


class Blind(Unchecked):
    """Sees nothing."""

    def sees(self, state: State) -> bool:
        return False


def test_the_record_that_is_refused_is_named_where_there_are_several() -> None:
    with pytest.raises(Forbidden) as refused:
        checking([source_record("courier"), source_record("spy")], NoSpies())()
    assert refused.value.index == 1
    with pytest.raises(Forbidden) as refused:
        checking([source_record("spy")], NoSpies())()
    assert refused.value.index is None
    checking([source_record("spy")], unchecked)()


def test_what_is_refused_is_not_recorded(ledger: Ledger) -> None:
    with pytest.raises(Forbidden):
        ledger.record(source_record("spy"), by="ana", check=NoSpies())

    assert ledger.record(source_record("spy"), by="ana").again is False


def test_what_is_not_seen_is_neither_found_nor_written_over(ledger: Ledger) -> None:
    first = ledger.record(source_record("courier"), by="ana")

    with pytest.raises(Refusal, match="choose another id"):
        ledger.record(source_record("courier"), by="eve", check=Blind())
    assert ledger.record(source_record("courier"), by="ana").position == first.position
