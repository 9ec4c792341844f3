"""What if: that a dossier is not of the record as it is, and what is taken otherwise."""

from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import said, together
from ledger.dossier.view import Section, Sentence
from ledger.words import counted


def assumed(grounds: Grounds) -> tuple[Section, ...]:
    """The head of a what-if; none where nothing is taken otherwise than it is."""
    found = grounds.what_if
    if found is None:
        return ()
    warning = "This is a what-if: its beliefs, its ladder and its changes are not what the record supports as it is."
    told = together(
        said(warning, grounds.head),
        _without(grounds, found.without),
        None if found.policy_digest is None else _policy(grounds, found.policy_digest),
    )
    return (Section(heading="What if", blocks=(told,)),)


def _without(grounds: Grounds, names: tuple[str, ...]) -> Sentence | None:
    if not names:
        return None
    gone = counted(len(grounds.left_out), "claim")
    told = f"Left out is whatever passed through {', '.join(names)} at any hop: {gone} of the deal."
    return said(told, grounds.at(grounds.left_out) or grounds.head)


def _policy(grounds: Grounds, digest: str) -> Sentence:
    named = f"The policy {grounds.belief.policy} ({digest})"
    return said(f"{named} is followed from the first entry on, whichever was in force.", grounds.head)
