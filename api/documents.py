"""Documents: capturing and citing them, and attaching the bytes of a cited one."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.access import Served
from api.answers import page, recorded
from api.conditions import AlreadyKnown
from api.description import answers, shows, takes, takes_bytes
from api.questions import AskedPages
from api.sent import SentContent, SentDocument
from ledger.records import CapturedDocumentRecord, CitedDocumentRecord, SeenByDocumentRecord
from ledger.views import DocumentView, Page

router = APIRouter(prefix="/v1/documents", tags=["documents"])
KINDS = (CapturedDocumentRecord, CitedDocumentRecord, SeenByDocumentRecord)


@router.post("", **takes(*KINDS))
def add(sent: SentDocument) -> Response:
    """Capture a document with its text or bytes, cite it, or note that another source read it."""
    receipt = sent.record("document")
    return recorded(receipt, f"/v1/documents/{receipt.id}")


@router.get("", **answers(Page[DocumentView]))
def documents(ledger: Served, asked: AskedPages, request: Request) -> Response:
    """List documents in the order of recording."""
    return page(ledger.documents(after=asked.after, limit=asked.limit), request)


@router.get("/{document}", **shows(DocumentView))
def document(ledger: Served, document: str, known: AlreadyKnown) -> Response:
    """Show one document and how it is held."""
    found = ledger.document(document)
    return known.answer(found, found.version)


@router.put("/{document}/content", **takes_bytes())
def attach(document: str, sent: SentContent) -> Response:
    """Attach the bytes of a cited document; they must have the digest and length that it was cited with."""
    return recorded(sent.attach(document), f"/v1/documents/{document}")
