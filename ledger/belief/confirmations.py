"""Confirmations: how many origins confirm one another (Admiralty credibility 1)."""

from collections.abc import Iterable

from ledger.belief.claims import ClaimOnRecord
from ledger.belief.voices import Groups, Voices
from ledger.terms import Stance

CONFIRMED = 2
"""How many independent origins make a claim confirmed."""

Content = tuple[Stance, str | None]


class Confirmations:
    """The established origins of what claims on one proposition say: of the same stance and value."""

    def __init__(self, claims: Iterable[ClaimOnRecord], voices: Voices) -> None:
        self._voices = voices
        self._origins: dict[Content, set[str]] = {}
        self._groups: dict[Content, Groups] = {}
        for claim in claims:
            if (origin := claim.origin) is None:
                continue
            says = (claim.stance, claim.value)
            voice = voices.voice(origin)
            self._origins.setdefault(says, set()).add(voice)
            groups = self._groups.setdefault(says, Groups())
            if claim.occasion is not None:
                groups.join(voice, f"~{claim.occasion}")
        self._counted: dict[tuple[Content, str], int] = {}

    def independent(self, claim: ClaimOnRecord) -> int:
        """How many mutually independent origins, the claim's own among them, say what it says; 0 if that is unknown.

        Origins of one occasion are not independent of one another, nor those of one cluster, nor a body of its members.
        """
        if (origin := claim.origin) is None:
            return 0
        says = (claim.stance, claim.value)
        own = self._voices.voice(origin)
        if (says, own) not in self._counted:
            groups = self._groups.get(says, Groups())
            others: dict[str, set[str]] = {}
            for voice in self._origins.get(says, ()):
                if groups.of(voice) != groups.of(own) and not self._voices.dependent(voice, own):
                    others.setdefault(groups.of(voice), set()).add(voice)
            self._counted[says, own] = 1 + self._voices.independent(others.values())
        return self._counted[says, own]

    def confirmed(self, claim: ClaimOnRecord) -> bool:
        """Whether other independent origins say what the claim says."""
        return self.independent(claim) >= CONFIRMED
