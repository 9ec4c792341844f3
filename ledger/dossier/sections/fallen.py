"""Withdrawn and corrected: what became of claims after they were recorded."""

from collections.abc import Iterator

from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import named, quoted, said, together
from ledger.dossier.view import Section, Sentence
from ledger.provenance import Happened, Provenance
from ledger.words import short

_TOLD = {
    "claim-corrected": "our recording of it was wrong",
    "claim-restated": "the source said something else instead",
    "claim-retracted": "it was withdrawn",
    "retraction-voided": "a withdrawal of it, recorded by mistake, was voided",
    "content-forgotten": "text of it was forgotten",
}


def fallen(grounds: Grounds) -> Section:
    """Every withdrawal, correction and restatement of a claim, and what fell with another."""
    told = [one for claim in grounds.provenances.values() for one in (*_later(claim), *_taken_with(grounds, claim))]
    nothing = said("No claim was withdrawn, corrected, restated or forgotten.", grounds.head)
    return Section(
        heading="Withdrawn and corrected", blocks=tuple(together(one) for one in told) or (together(nothing),)
    )


def _later(claim: Provenance) -> Iterator[Sentence]:
    for happened in claim.later:
        if happened.event in _TOLD:
            yield said(
                f"Of {named(claim)}, on {claim.proposition}, {_TOLD[happened.event]}{_how(happened)}.",
                claim.position,
                happened.position,
            )


def _how(happened: Happened) -> str:
    fact = happened.fact
    by = f" by {fact['by']}, as {fact['scope']}" if "by" in fact else ""
    on = f", on {fact['on']}" if "on" in fact else ""
    instead = fact.get("replacement", fact.get("restatement"))
    place = f"; in its place stands {short(str(instead))}" if instead is not None else ""
    nothing = "; nothing stands in its place" if happened.event == "claim-corrected" and instead is None else ""
    reason = f": {quoted(str(fact['reason']))}" if fact.get("reason") else ""
    return f"{by}{on}{place}{nothing}{reason}"


def _taken_with(grounds: Grounds, claim: Provenance) -> Iterator[Sentence]:
    for taken in claim.taken_back:
        if taken.claim != claim.claim:
            other = grounds.provenances.get(taken.claim)
            which = named(other) if other is not None else short(taken.claim)
            fell = f"With {which}, which {taken.by} withdrew, fell {named(claim)}, on {claim.proposition}."
            yield said(fell, taken.position, claim.position)
