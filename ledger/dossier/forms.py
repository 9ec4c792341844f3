"""Forms: a dossier as the bytes of a file, the same each time for the same dossier."""

from enum import StrEnum

import orjson

from ledger.dossier.markdown import markdown
from ledger.dossier.page import page
from ledger.dossier.view import Dossier
from ledger.unseen import escaped


class Form(StrEnum):
    """How a dossier is written."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def rendered(dossier: Dossier, form: Form) -> bytes:
    """The dossier in a form, as UTF-8."""
    if form is Form.MARKDOWN:
        return markdown(dossier).encode()
    if form is Form.HTML:
        return page(dossier).encode()
    data = orjson.dumps(dossier.model_dump(mode="json"), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return escaped(data.decode()).encode()
