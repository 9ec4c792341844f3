"""Building: a dossier from its grounds."""

from collections.abc import Collection

from ledger.dossier.grounds import Grounds, gather
from ledger.dossier.sections.assumed import assumed
from ledger.dossier.sections.beliefs import believed
from ledger.dossier.sections.claims import attributions, timeline
from ledger.dossier.sections.fallen import fallen
from ledger.dossier.sections.missing import missing
from ledger.dossier.sections.news import news
from ledger.dossier.sections.scale import scale
from ledger.dossier.sections.scope import scope
from ledger.dossier.sections.summary import ladder, summary
from ledger.dossier.sections.turning import turning
from ledger.dossier.view import Dossier
from ledger.verbs import Questions

SECTIONS = (summary, scope, ladder, news, believed, turning, timeline, attributions, fallen, missing, scale)
"""What a dossier tells, in order."""


def dossier(
    ledger: Questions,
    deal: str,
    *,
    recorded_as_of: str | None = None,
    asserted_as_of: str | None = None,
    since: str | Dossier | None = None,
    without: Collection[str] = (),
    policy: str | None = None,
) -> Dossier:
    """The dossier of a deal as of a moment on each clock; `since` is the last report, or its place on the recorded one.

    Without some sources, or under another policy, as `beliefs` takes them, it says at its head that it is a what-if.
    The same moments give the same dossier, but for text forgotten since. Raises NotFound, BadCursor, BadDate, and
    Rejected for a last report on another deal, or under another what-if.
    """
    clocks = {"recorded_as_of": recorded_as_of, "asserted_as_of": asserted_as_of}
    return told(gather(ledger, deal, **clocks, since=since, without=without, policy=policy))


def told(grounds: Grounds) -> Dossier:
    """The dossier that these grounds make."""
    belief = grounds.belief
    return Dossier(
        deal=belief.deal,
        title=grounds.deal.title,
        recorded_as_of=belief.recorded_as_of,
        asserted_as_of=belief.asserted_as_of,
        since=grounds.last.at if grounds.last is not None else None,
        what_if=grounds.what_if,
        policy=belief.policy,
        policy_digest=belief.policy_digest,
        belief=belief,
        sections=(*assumed(grounds), *(section(grounds) for section in SECTIONS)),
    )
