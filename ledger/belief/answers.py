"""Answers: what is on record of a valued proposition. Their probabilities are not judged yet."""

from ledger.belief.docket import Raised
from ledger.belief.origins import Origins
from ledger.belief.reading import Reading
from ledger.belief.recency import Recency
from ledger.belief.verdicts import verdict_view
from ledger.belief.view import ValuedBelief
from ledger.events import Valued


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
        answers=reading.answering(name).answers(),
        reports=len(reading.claims(name)),
        origins=len(origins.known),
        interested_origins=len(origins.interested),
        verdict=verdict_view(reading.implications.verdict(name, reading.docket.verdicts)),
        changed_at=recency.changed_at(name, balance),
    )
