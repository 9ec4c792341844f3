"""Telling: sentences that say what they rest on."""

from collections.abc import Iterable

from ledger.dossier.view import Paragraph, Sentence
from ledger.provenance import Provenance
from ledger.words import short

_SINGLE = str.maketrans("\u201c\u201d", "\u2018\u2019")
"""What would begin or end a quotation of ours, and what stands for it inside of one."""


def said(text: str, *at: int | Iterable[int]) -> Sentence:
    """A sentence that rests on these positions."""
    positions = {one for some in at for one in ([some] if isinstance(some, int) else some)}
    return Sentence(text=text, at=tuple(sorted(positions)))


def together(*sentences: Sentence | None) -> Paragraph:
    """Sentences as a paragraph, without those that have nothing to say."""
    return Paragraph(sentences=tuple(one for one in sentences if one is not None))


def quoted(text: str) -> str:
    """What somebody else wrote, between quotation marks: none of its words is ours, and its own marks are single."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text.translate(_SINGLE)}\N{RIGHT DOUBLE QUOTATION MARK}"


def named(claim: Provenance) -> str:
    """A claim as sentences name it, by its position and the beginning of its id."""
    return f"claim {claim.position} ({short(claim.claim)})"
