from decimal import Decimal

import pytest

from ledger.belief.scale import BANDS, CREDIBILITY, RELIABILITY, band, range_of
from ledger.terms import Credibility, Reliability


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        ("0.0001", "almost no chance"),
        ("0.0499", "almost no chance"),
        ("0.0500", "very unlikely"),
        ("0.1999", "very unlikely"),
        ("0.2000", "unlikely"),
        ("0.4499", "unlikely"),
        ("0.4500", "roughly even chance"),
        ("0.5500", "roughly even chance"),
        ("0.5501", "likely"),
        ("0.8000", "likely"),
        ("0.8001", "very likely"),
        ("0.9500", "very likely"),
        ("0.9501", "almost certain"),
        ("0.9999", "almost certain"),
    ],
)
def test_a_shared_end_belongs_to_the_band_nearer_even(probability: str, word: str) -> None:
    found = band(Decimal(probability))
    assert found is not None and found.word == word


@pytest.mark.parametrize("certain", ["0.0000", "1.0000"])
def test_certainty_is_in_no_band(certain: str) -> None:
    assert band(Decimal(certain)) is None


def test_bands_follow_on_one_another_and_words_name_them() -> None:
    assert [b.high for b in BANDS[:-1]] == [b.low for b in BANDS[1:]]
    assert range_of("likely") == (55, 80)


def test_every_grade_has_words() -> None:
    assert set(RELIABILITY) == set(Reliability)
    assert set(CREDIBILITY) == set(Credibility)
