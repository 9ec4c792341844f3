"""Building: a dossier from its grounds."""

from ledger.dossier.grounds import Grounds, gather
from ledger.dossier.sections.beliefs import believed
from ledger.dossier.sections.claims import attributions, timeline
from ledger.dossier.sections.fallen import fallen
from ledger.dossier.sections.missing import missing
from ledger.dossier.sections.news import news
from ledger.dossier.sections.scale import scale
from ledger.dossier.sections.summary import ladder, summary
from ledger.dossier.view import Dossier
from ledger.verbs import Questions

SECTIONS = (summary, ladder, news, believed, timeline, attributions, fallen, missing, scale)
"""What a dossier tells, in order."""


def dossier(
    ledger: Questions,
    deal: str,
    *,
    recorded_as_of: str | None = None,
    asserted_as_of: str | None = None,
    since: str | Dossier | None = None,
) -> Dossier:
    """The dossier of a deal as of a moment on each clock; `since` is the last report, or its place on the recorded one.

    The same moments give the same dossier, but for text forgotten since. Raises NotFound, BadCursor, BadDate, and
    Rejected for a last report on another deal.
    """
    return told(
        gather(ledger, deal, recorded_as_of=recorded_as_of, asserted_as_of=asserted_as_of, since=since),
    )


def told(grounds: Grounds) -> Dossier:
    """The dossier that these grounds make."""
    belief = grounds.belief
    return Dossier(
        deal=belief.deal,
        title=grounds.deal.title,
        recorded_as_of=belief.recorded_as_of,
        asserted_as_of=belief.asserted_as_of,
        since=grounds.last.at if grounds.last is not None else None,
        policy=belief.policy,
        policy_digest=belief.policy_digest,
        belief=belief,
        sections=tuple(section(grounds) for section in SECTIONS),
    )
