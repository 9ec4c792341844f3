"""How to read it: the one scale of likelihood that the whole of it keeps to."""

from ledger.belief.scale import BANDS
from ledger.belief.sentences import ranged
from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import said, together
from ledger.dossier.view import Row, Section, Table


def scale(grounds: Grounds) -> Section:
    """The words of likelihood with their ranges, and what the numbers in brackets are."""
    words = (
        "The words of likelihood are those of Intelligence Community Directive 203, one row of them, always with their "
        "range; a shared end belongs to the band nearer 50 %."
    )
    certain = "Only a verdict settles a proposition; no likelihood is 0 or 100 %."
    cited = "The numbers in brackets are positions in the log: each sentence and each row names those that it rests on."
    return Section(
        heading="How to read this",
        blocks=(
            together(
                said(words, grounds.policy), said(certain, grounds.policy), said(cited, grounds.policy, grounds.head)
            ),
            Table(
                columns=("Likelihood",),
                rows=tuple(
                    Row(cells=(ranged(band.word, (band.low, band.high)),), at=(grounds.policy,)) for band in BANDS
                ),
            ),
        ),
    )
