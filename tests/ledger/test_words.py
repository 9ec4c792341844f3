import pytest

from ledger.belief.view import Ladder, RecordedAsOf, StageBelief
from ledger.terms import Stage
from ledger.words import clocks, counted, estimate, furthest, moment, share, short


def ladder(stage: Stage | None) -> Ladder:
    held = (StageBelief(stage=stage, probability="0.6000", likelihood="likely", range=(55, 80)),) if stage else ()
    return Ladder(furthest=stage, stages=held)


def test_moments_are_written_to_the_second() -> None:
    assert moment("2024-03-03T10:00:00.123456Z") == "2024-03-03 10:00:00Z"
    assert moment(None) == ""


def test_the_clocks_are_said_in_one_sentence() -> None:
    at = RecordedAsOf(position=4, recorded_at="2024-03-03T10:00:00.000000Z")
    said = "As recorded by position 4 (2024-03-03 10:00:00Z), as said by 2024-01, without a, b, under policy-1."
    assert clocks(at, "2024-01", ["a", "b"], "policy-1") == said
    assert clocks(RecordedAsOf(position=0, recorded_at=None), None, ()) == "As recorded by position 0."


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (None, "no basis"),
        ("0.6000", "likely (55-80 %)"),
        ("0.8000", "likely (55-80 %)"),
        ("1.0000", "settled as true"),
        ("0.0000", "settled as false"),
    ],
)
def test_a_probability_is_said_as_its_band(probability: str | None, said: str) -> None:
    assert share(probability) == said


def test_an_estimate_prefers_the_words_it_came_with() -> None:
    assert estimate("0.6000", "likely", (55, 80)) == "likely (55-80 %)"
    assert estimate("0.9000", None, None) == "very likely (80-95 %)"


def test_the_last_stage_has_no_later_one() -> None:
    assert furthest(ladder(Stage.USE)) == "Furthest stage supported: use, likely (55-80 %)."
    assert "No deed of a later stage is supported (use)." in furthest(ladder(Stage.DELIVERY))
    assert furthest(ladder(None)).startswith("No stage of the deal is supported")


def test_claims_are_shortened_and_things_counted() -> None:
    assert short("sha256:" + "ab" * 32) == "abababababab"
    assert [counted(n, "claim") for n in (0, 1, 1200)] == ["0 claims", "1 claim", "1,200 claims"]
