"""Answering: the answers that claims give to a valued proposition, counted as they come."""

from collections import Counter
from collections.abc import Iterable

from ledger.belief.claims import ClaimOnRecord
from ledger.belief.tally import one_occasion
from ledger.belief.view import Answer
from ledger.belief.weighing import Weighed
from ledger.terms import Stance


class Answering:
    """Of each value that is affirmed how many claims give it, and which voices whose origin is known.

    Voices of one occasion are one: `weighed` are all claims that move the proposition, from which that shows.
    """

    def __init__(self, claims: Iterable[ClaimOnRecord], weighed: Iterable[Weighed]) -> None:
        moving = [one for one in weighed if one.stance is Stance.AFFIRMS]
        self._groups = one_occasion(moving)
        self._reports = Counter[str]()
        self._origins: dict[str, set[str]] = {}
        for claim in claims:
            self.report(claim)
        for one in moving:
            self.count(one)

    def report(self, claim: ClaimOnRecord) -> None:
        """Take one more claim that stands."""
        if claim.value is not None and claim.stance is Stance.AFFIRMS:
            self._reports[claim.value] += 1

    def count(self, weighed: Weighed) -> None:
        """Take one more claim that moves the proposition, and shows no voices to be one."""
        if weighed.claim.value is not None and weighed.stance is Stance.AFFIRMS and weighed.origin is not None:
            self._origins.setdefault(weighed.claim.value, set()).add(self._groups.of(weighed.voice))

    def answers(self) -> tuple[Answer, ...]:
        """The answers as written, best supported first."""
        found = [
            Answer(value=value, reports=reports, origins=len(self._origins.get(value, ())))
            for value, reports in self._reports.items()
        ]
        return tuple(sorted(found, key=lambda answer: (-answer.origins, -answer.reports, answer.value)))
