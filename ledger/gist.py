"""The gist of a recorded claim: what beliefs need of it, read from an entry's bytes many times faster than the whole.

Its structs have the fields, types and defaults of the models in `ledger.events`; a test holds them to those. What no
belief needs is found to be there, and left as it is.
"""

from typing import Annotated

from msgspec import Meta, MsgspecError, Raw, Struct
from msgspec.json import Decoder

from ledger.bounds import bounds
from ledger.terms import Basis, Credibility, HedgeLevel, Mode, Role, Stance
from ledger.values import parse

WIRE = "claim-recorded"
NOTHING = Raw(b"null")

At = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
Positive = Annotated[int, Meta(ge=1)]


class HedgeGist(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """As Hedge."""

    level: HedgeLevel
    words: Raw = NOTHING


class HopGist(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """As Hop."""

    role: Role
    source: str | None = None
    verb: Raw = NOTHING
    basis: Basis | None = None
    naming: Raw = NOTHING
    hedge: HedgeGist | None = None
    on: str | None = None
    inferred: bool = False
    acknowledged: Raw = NOTHING


class ContentGist(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """As ClaimContent."""

    attribution: Annotated[tuple[HopGist, ...], Meta(min_length=1)]
    deal: str | None = None
    proposition: str | None = None
    stance: Stance = Stance.AFFIRMS
    mode: Mode = Mode.FACT
    value: str | None = None
    period: Raw = NOTHING
    text: Raw = NOTHING
    evidence: Raw = NOTHING
    occasion: str | None = None
    asserted_at: str | None = None
    corrects: str | None = None
    restates: str | None = None


class ClaimGist(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """As ClaimRecorded."""

    claim: str
    content: ContentGist
    credibility: Credibility | None = None
    sealed: Raw = NOTHING


class EntryGist(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An entry of a recorded claim, as `ledger.entries` writes it."""

    fact: ClaimGist
    nonce: str
    position: Positive
    recorded_at: At
    recorded_by: str
    stream: str
    type: str
    version: Positive


_decode = Decoder(EntryGist).decode


def gist_of(data: bytes) -> EntryGist | None:
    """The gist of the entry that these bytes hold; None where they hold none, or a date or value that is none.

    Texts and ids are not held to their forms: whoever needs that reads the whole.
    """
    try:
        gist = _decode(data)
        content = gist.fact.content
        for hop in content.attribution:
            if hop.on is not None:
                bounds(hop.on)
        if content.asserted_at is not None:
            bounds(content.asserted_at)
        if content.value is not None:
            parse(content.value)
    except (MsgspecError, ValueError):
        return None
    return gist if gist.stream == f"claim:{gist.fact.claim}" else None
