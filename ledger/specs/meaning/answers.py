"""Answers: what was given to a proposition that asks for a value, as rows."""

from collections.abc import Collection, Iterator

from ledger.belief.view import ValuedBelief
from ledger.consistency import consistent
from ledger.events import Valued
from ledger.specs.tables import Columns, Row, date, number, plain, word
from ledger.terms import Stance
from ledger.verbs import Verbs
from ledger.views import ClaimView

ANSWER = Columns(
    {"by": date, "value": plain, "origins": number, "reports": number, "consistent": word(("yes", "no"))}, ("value",)
)
"""The columns of a table of answers; `by` is the period that an answer speaks of."""


def claims_by(
    ledger: Verbs,
    deal: str,
    proposition: str,
    *,
    recorded_as_of: str | None = None,
    asserted_as_of: str | None = None,
    without: Collection[str] = (),
) -> Iterator[ClaimView]:
    """The claims on a proposition as they were by then, less those in which some sources stand at any hop."""
    for item in ledger.timeline(deal, recorded_as_of=recorded_as_of, asserted_as_of=asserted_as_of).items:
        if item.proposition == proposition:
            claim = ledger.claim(item.claim, recorded_as_of=recorded_as_of)
            if not any(hop.source in without for hop in claim.attribution):
                yield claim


def answered(ledger: Verbs, deal: str, belief: ValuedBelief, claims: Iterator[ClaimView], at: str | None) -> list[Row]:
    """Every value given in some claims, of which period, by how many, and whether it agrees with all others.

    `belief` is as of the moment `at`, as the claims are.
    """
    counted = {answer.value: answer for answer in belief.answers}
    given = [(claim, claim.value) for claim in claims if claim.value in counted and _counts(ledger, claim, at)]
    found: dict[tuple[str | None, str], Row] = {}
    for claim, value in given:
        assert value is not None
        agrees = all(_agree(ledger, deal, claim, other) for other, _ in given)
        row = {"by": claim.period or "", "value": value, "consistent": "yes" if agrees else "no"}
        answer = counted[value]
        found[claim.period, value] = row | {"origins": str(answer.origins), "reports": str(answer.reports)}
    return list(found.values())


def _counts(ledger: Verbs, claim: ClaimView, at: str | None) -> bool:
    """Whether it gives a value, and counts: what was taken back, or echoes that, gives none."""
    return claim.stance is Stance.AFFIRMS and ledger.provenance(claim.id, recorded_as_of=at).voice.counts


def _agree(ledger: Verbs, deal: str, claim: ClaimView, other: ClaimView) -> bool:
    assert claim.proposition is not None and claim.value is not None and other.value is not None
    form = ledger.deal(deal).proposition(claim.proposition).form
    counted = form.counted if isinstance(form, Valued) else None
    return consistent(claim.value, other.value, counted=counted, period_a=claim.period, period_b=other.period)
