"""Evidence: that a locator lies inside its document, and that a quote is what stands there."""

from ledger.document import Document
from ledger.errors import BadLocator
from ledger.events import Evidence


def check_locator(evidence: Evidence, state: Document, field: str) -> None:
    """Raises BadLocator where a locator ends outside its document, if the document's length is known."""
    if evidence.end is not None and state.length is not None and evidence.end > state.length:
        raise BadLocator(
            f"the locator ends at {evidence.end}, but document {state.id!r} has {state.length} code points "
            "(counted from 0 over the decoded text, newlines as they are)",
            f"{field}.end",
        )


def check_quote(evidence: Evidence, quote: str, text: str, field: str) -> None:
    """Raises BadLocator where the quote is not what stands at the locator in the document's text."""
    if evidence.start is None or evidence.end is None:
        if quote not in text:
            raise BadLocator(f"the quote stands nowhere in document {evidence.document!r}", f"{field}.quote")
        return
    found = text[evidence.start : evidence.end]
    if found != quote:
        shown = found if len(found) <= 80 else found[:77] + "..."
        raise BadLocator(
            f"at {evidence.start}-{evidence.end} of {evidence.document!r} stands {shown!r}, not the quote: "
            "mend the locator or the quote",
            f"{field}.quote",
        )
