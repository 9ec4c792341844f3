"""Belief: what the record supports of a deal, why, and how that came about."""

from fastapi import APIRouter
from starlette.responses import Response

from api.access import Served
from api.answers import answer
from api.conditions import AlreadyKnown
from api.description import answers, of_whole_deals, shows
from api.questions import AskedBelief, AskedMatrix, AskedStretch
from ledger.belief.matrix import Matrix
from ledger.belief.view import DealBelief, Explanation
from ledger.views import Changes, History

router = APIRouter(prefix="/v1/deals/{deal}", tags=["belief"])


@router.get("/belief", **of_whole_deals(shows(DealBelief)))
def belief(ledger: Served, deal: str, asked: AskedBelief, known: AlreadyKnown) -> Response:
    """Show the belief of every proposition of a deal, and its ladder, as of a moment on each clock."""
    return known.believed(ledger.beliefs(deal, **asked.model_dump()))


@router.get("/propositions/{proposition}/explanation", **of_whole_deals(answers(Explanation)))
def explanation(ledger: Served, deal: str, proposition: str, asked: AskedBelief) -> Response:
    """Show the terms that add up to the belief in one proposition."""
    return answer(ledger.explanation(deal, proposition, **asked.model_dump()))


@router.get("/matrix", **of_whole_deals(answers(Matrix)))
def matrix(ledger: Served, deal: str, asked: AskedMatrix) -> Response:
    """Show who said what of which stage: voices by propositions, and the parties that have said nothing."""
    return answer(ledger.matrix(deal, **asked.model_dump()))


@router.get("/history", **of_whole_deals(answers(History)))
def history(ledger: Served, deal: str, asked: AskedStretch) -> Response:
    """Show how each belief about a deal moved over a stretch of the recorded clock."""
    return answer(ledger.history(deal, **asked.model_dump()))


@router.get("/changes", **of_whole_deals(answers(Changes)))
def changes(ledger: Served, deal: str, asked: AskedStretch) -> Response:
    """Show which events moved which beliefs, echoes told apart from news."""
    return answer(ledger.changes(deal, **asked.model_dump()))
