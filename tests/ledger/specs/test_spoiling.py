"""What the ledger answers is looked at: an answer that is wrong turns a scenario red, whichever question it answers."""

from pathlib import Path

import pytest

from tests.ledger.specs.covering import VERBS
from tests.ledger.specs.specification import Specify
from tests.ledger.specs.spoiling import SPOILT, UNSEEN, cases, spoil

ROOT = Path(__file__).parents[3]
TELLING = {"record", "record_all", "record_each", "attach", "forget", "close"}
"""The verbs that ask nothing."""


def test_every_question_is_spoilt_or_out_of_reach_for_a_reason() -> None:
    assert SPOILT.keys() | UNSEEN.keys() == set(VERBS) - TELLING
    assert not SPOILT.keys() & UNSEEN.keys()


@pytest.mark.parametrize(("verb", "field", "feature"), list(cases()))
def test_the_twin_an_answer_that_is_wrong_is_found(
    verb: str, field: str, feature: str, specify: Specify, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    (path,) = (ROOT / "features").glob(f"{feature}*.feature")
    spoil(monkeypatch, verb, field)
    # when
    told = specify(
        path.read_text(encoding="utf-8"), "-x", f"--ledger=earlier history={ROOT / 'seeds/earlier-history.jsonl'}"
    )
    # then
    assert told.parseoutcomes().keys() - {"passed"} == {"failed"}
    assert not any(line.startswith("E ") for line in told.outlines), "a traceback is no finding"
