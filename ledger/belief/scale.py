"""Scales that people read: ICD 203 words of likelihood, and the words of the Admiralty grades."""

from dataclasses import dataclass
from decimal import Decimal

from ledger.terms import Credibility, Reliability


@dataclass(frozen=True, slots=True)
class Band:
    """A band of likelihood: its word, the other word for it, and its range in whole per cent."""

    word: str
    other: str
    low: int
    high: int


BANDS: tuple[Band, ...] = (
    Band("almost no chance", "remote", 1, 5),
    Band("very unlikely", "highly improbable", 5, 20),
    Band("unlikely", "improbable", 20, 45),
    Band("roughly even chance", "roughly even odds", 45, 55),
    Band("likely", "probable", 55, 80),
    Band("very likely", "highly probable", 80, 95),
    Band("almost certain", "nearly certain", 95, 99),
)
"""The seven bands (Intelligence Community Directive 203, 2015, D.6.e.2.a), lowest first."""


def band(probability: Decimal) -> Band | None:
    """The band of a probability; None for 0 and 1, which are in no band: only verdicts are certain.

    Neighbouring bands share their ends. A shared end belongs to the band nearer 50 %: 0.8000 is likely, 0.2000 is
    unlikely. What lies below 1 % or above 99 % belongs to the outermost band.
    """
    if probability <= 0 or probability >= 1:
        return None
    per_cent = probability * 100
    if per_cent < 45:
        return next((b for b in BANDS[:3] if per_cent < b.high), None)
    return next((b for b in BANDS[3:] if per_cent <= b.high), BANDS[-1])


def range_of(word: str) -> tuple[int, int]:
    """The range, in whole per cent, of the band that has this word. Raises KeyError where none has."""
    return {b.word: (b.low, b.high) for b in BANDS}[word]


RELIABILITY: dict[Reliability, str] = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}
"""Admiralty words for a source (NATO AJP-2.1)."""

CREDIBILITY: dict[Credibility, str] = {
    Credibility.CONFIRMED: "confirmed by other independent sources",
    Credibility.PROBABLY_TRUE: "probably true",
    Credibility.POSSIBLY_TRUE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "truth cannot be judged",
}
"""Admiralty words for a claim (NATO AJP-2.1)."""
