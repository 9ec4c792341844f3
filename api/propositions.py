"""Propositions of a deal: raising, settling and reopening them."""

from fastapi import APIRouter
from starlette.responses import Response

from api.access import Served
from api.answers import answer, recorded
from api.conditions import AlreadyKnown
from api.description import answers, shows, takes
from api.sent import SentChange
from ledger.records import ReopeningRecord, ValuedRecord, VerdictRecord, YesNoRecord
from ledger.views import Page, PropositionView

router = APIRouter(prefix="/v1/deals/{deal}/propositions", tags=["propositions"])


@router.post("", **takes(YesNoRecord, ValuedRecord, said="deal"))
def raise_proposition(deal: str, sent: SentChange) -> Response:
    """Raise a proposition about a deal, under an id of your choosing."""
    receipt = sent.record("proposition", deal=deal)
    return recorded(receipt, f"/v1/deals/{deal}/propositions/{receipt.id}")


@router.get("", **answers(Page[PropositionView]))
def propositions(ledger: Served, deal: str) -> Response:
    """List the propositions of a deal, all of them, in the order in which they were raised."""
    return answer(Page[PropositionView](items=ledger.deal(deal).propositions, next=None))


@router.get("/{proposition}", **shows(PropositionView))
def proposition(ledger: Served, deal: str, proposition: str, known: AlreadyKnown) -> Response:
    """Show one proposition and its verdict now. Its tag changes with its deal."""
    whole = ledger.deal(deal)
    return known.answer(whole.proposition(proposition), whole.version)


@router.post("/{proposition}/verdicts", **takes(VerdictRecord, said=("deal", "proposition")))
def settle(deal: str, proposition: str, sent: SentChange) -> Response:
    """Settle a proposition, with reasons."""
    receipt = sent.record("verdict", deal=deal, proposition=proposition)
    return recorded(receipt, f"/v1/deals/{deal}/propositions/{proposition}")


@router.post("/{proposition}/reopenings", **takes(ReopeningRecord, said=("deal", "proposition")))
def reopen(deal: str, proposition: str, sent: SentChange) -> Response:
    """Take a verdict back."""
    receipt = sent.record("reopening", deal=deal, proposition=proposition)
    return recorded(receipt, f"/v1/deals/{deal}/propositions/{proposition}")
