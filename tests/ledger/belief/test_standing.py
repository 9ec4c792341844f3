import pytest

from ledger.belief import fold
from ledger.belief.standing import Standing
from ledger.belief.voices import Voices
from tests.ledger.belief.given import DEAL, Given


@pytest.mark.parametrize(
    ("said", "by", "certainly", "possibly"),
    [
        ("2023-08-31", "2023-08-31", True, True),
        ("2023-08-31", "2023-08-31T10:00:00Z", False, True),
        ("2023-08-31T10:00:00Z", "2023-08-31T10:00:00Z", False, True),
        ("2023-08-31T10:00:00Z", "2023-08-31T10:00:01Z", True, True),
        ("2023-08", "2023-08-31", True, True),
        ("2023-08", "2023-08-30", False, True),
        ("2023-08~", "2023-08-31", False, True),
        ("2023-09", "2023-08-31", False, False),
        ("../2023-08", "2023-08-31", True, True),
        ("2023-08/..", "2023-08-31", False, True),
        ("2023-08/..", "2024-01-01", True, True),
        (None, "2023-08-31", False, True),
        (None, "2024-01-01", True, True),
    ],
)
def test_what_was_certainly_said_by_then_counts(said: str | None, by: str, certainly: bool, possibly: bool) -> None:
    # given: recorded on 2024-01-01, before which it was said in any case
    given = Given(day="2024-01-01")
    given.deal()
    given.proposition("met")
    given.claim("met", "origin:agency", asserted_at=said)
    docket = fold(DEAL, given.entries)
    # when
    standing = Standing(docket, Voices(docket.sources), by, ())
    # then
    assert len(standing.claims("met")) == certainly
    assert standing.possibly_said() == (possibly and not certainly)
