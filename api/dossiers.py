"""Dossiers: all that is on record of a deal and what it supports, as a report."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.accept import preferred
from api.access import Served
from api.description import answers, of_whole_deals
from api.questions import AskedDossier
from ledger.dossier.building import dossier as built
from ledger.dossier.forms import Form, rendered
from ledger.dossier.page import POLICY
from ledger.dossier.view import Dossier

router = APIRouter(prefix="/v1/deals/{deal}/dossier", tags=["belief"])
FORMS = {"application/json": Form.JSON, "text/markdown": Form.MARKDOWN, "text/html": Form.HTML}


@router.get("", **of_whole_deals(answers(Dossier, forms=("text/markdown", "text/html"))))
def dossier(ledger: Served, deal: str, asked: AskedDossier, request: Request) -> Response:
    """Report on a deal: ladder, beliefs and their terms, timeline, attributions, what changed and what is missing.

    As `Accept` asks it is JSON, Markdown, or a page of HTML that loads nothing. Each sentence and each row cites
    positions of the log. The same moments give the same bytes.
    """
    form = preferred(request.headers.get("accept", ""), tuple(FORMS))
    page = rendered(built(ledger, deal, **asked.model_dump()), FORMS[form])
    headers = {"Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'"} if form == "text/html" else {}
    return Response(page, headers=headers, media_type=form)
