"""Receipts: what the ledger answers when it has recorded something, or had recorded it before; and why it did not."""

from pydantic import Field

from ledger.terms import ClaimId, Hash, Instant, Position, Value


class Receipt(Value):
    """ "Recorded at position 41 on this instant": the acknowledgement of a record, given once it is synced."""

    record: str = Field(description="the kind of record")
    id: str = Field(description="what it is about: an id of its own choosing, or the claim's id")
    claim: ClaimId | None = Field(None, description="the claim's id, where the record is about a claim")
    position: Position
    recorded_at: Instant
    digest: Hash = Field(description="RFC 6962 leaf hash of the entry: SHA-256 of a zero byte and its canonical JSON")
    again: bool = Field(description="true where the same was on record already and nothing new was recorded")
    status: str = Field(description="what the thing it is about is now: a claim's status, a source's grade, ...")


class Fault(Value):
    """Why a line was refused."""

    slug: str
    title: str
    detail: str
    field: str


class LineOutcome(Value):
    """What became of one line: its receipt, or why it was refused."""

    line: int = Field(ge=1)
    receipt: Receipt | None = None
    refusal: Fault | None = None
