"""The body that the peers over HTTP take: a claim's fields as a plain pydantic model, without any rule of a ledger."""

from pydantic import BaseModel


class HopBody(BaseModel):
    """One hop of who said what."""

    source: str
    role: str
    on: str | None = None
    verb: str | None = None
    naming: str | None = None
    basis: str | None = None


class ClaimBody(BaseModel):
    """A claim."""

    deal: str
    proposition: str
    stance: str
    mode: str
    text: str
    attribution: list[HopBody]
