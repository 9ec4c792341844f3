"""Answers: what is on record of a valued proposition. Their probabilities are not judged yet."""

from ledger.belief.docket import Raised
from ledger.belief.origins import Origins
from ledger.belief.reading import Reading
from ledger.belief.recency import Recency
from ledger.belief.tally import one_occasion, tally
from ledger.belief.verdicts import verdict_view
from ledger.belief.view import Answer, ValuedBelief
from ledger.events import Valued
from ledger.terms import Stance


def valued(reading: Reading, raised: Raised, recency: Recency) -> ValuedBelief:
    """What the reading holds of a valued proposition."""
    name, form = raised.fact.proposition, raised.fact.form
    balance = reading.balance(name)
    origins = Origins.of((balance.affirming, balance.denying))
    return ValuedBelief(
        id=name,
        about=raised.fact.about,
        stage=raised.fact.stage,
        text=raised.fact.text,
        unit=form.unit if isinstance(form, Valued) else None,
        answers=answers(reading, name),
        reports=len(reading.claims(name)),
        origins=len(origins.known),
        interested_origins=len(origins.interested),
        verdict=verdict_view(reading.implications.verdict(name, reading.docket.verdicts)),
        changed_at=recency.changed_at(name, balance),
    )


def answers(reading: Reading, name: str) -> tuple[Answer, ...]:
    """The answers that claims on record affirm, as written, best supported first."""
    reports: dict[str, int] = {}
    for claim in reading.claims(name):
        if claim.value is not None and claim.stance is Stance.AFFIRMS:
            reports[claim.value] = reports.get(claim.value, 0) + 1
    moving = [w for w in reading.weighed(name) if w.stance is Stance.AFFIRMS]
    groups = one_occasion(moving)
    found = [
        Answer(
            value=value,
            reports=count,
            origins=len(Origins.of([tally((w for w in moving if w.claim.value == value), groups)]).known),
        )
        for value, count in reports.items()
    ]
    return tuple(sorted(found, key=lambda answer: (-answer.origins, -answer.reports, answer.value)))
