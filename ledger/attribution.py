"""Attribution: the ordered hops that a report took, nearest to the reader first."""

from collections.abc import Container, Sequence
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ledger.dates import Edtf, certainly_after, certainly_before, contradicts, latest_day
from ledger.errors import BadAttribution, ContradictedDate, UnknownReference
from ledger.gist import HopGist
from ledger.terms import Acknowledgement, Basis, HedgeLevel, Name, Naming, Role, Slug, Value


class Hedge(Value):
    """How strongly a hop commits itself, and in which words of its own."""

    level: HedgeLevel = Field(description="how strongly the hop commits itself")
    words: Name | None = Field(None, description="the hop's own words")


class Hop(Value):
    """One link: this source passed it on, in this role, knowing it in this way, in these words, on this date."""

    source: Slug | None = Field(None, description="who; absent where the document does not say, even by description")
    role: Role = Field(description="the part it played")
    verb: Name | None = Field(None, description="said, reported, announced, ...")
    basis: Basis | None = Field(None, description="how it knows; absent where the document does not say")
    naming: Naming | None = Field(None, description="how the document names it")
    hedge: Hedge | None = Field(None, description="how strongly it commits itself; absent is certain")
    on: Edtf | None = Field(None, description="when it said so (EDTF)")
    inferred: bool = Field(False, description="true where the coder, not the document, names this hop")
    acknowledged: Acknowledgement | None = Field(None, description="whether the next hop, asked, confirmed this")

    @model_validator(mode="after")
    def _naming_fits_source(self) -> Self:
        if self.source is None and self.naming is Naming.NAMED:
            raise PydanticCustomError("hop_without_source", "a hop that is named must say which source it is")
        return self


def _check_order(hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    for index, hop in enumerate(hops[:-1]):
        if hop.role is Role.ORIGIN:
            raise PydanticCustomError(
                "origin_not_last",
                "hop {hop} has the role origin, but {more} more follow it: the origin is the last hop",
                {"hop": index + 1, "more": len(hops) - index - 1},
            )
    return hops


Attribution = Annotated[
    tuple[Hop, ...],
    Field(min_length=1, max_length=16, description="1 to 16 hops, nearest to the reader first, the origin last"),
    AfterValidator(_check_order),
]
"""An attribution: never empty, the role origin nowhere but last."""


def origin_of(hops: Sequence[Hop | HopGist]) -> str | None:
    """The source of the last hop if its role is origin and it names one; else None: the origin is unknown."""
    last = hops[-1]
    return last.source if last.role is Role.ORIGIN else None


def deepest_named(hops: Sequence[Hop]) -> int | None:
    """The index of the deepest hop that names a source, or None where no hop does."""
    for index in range(len(hops) - 1, -1, -1):
        if hops[index].source is not None:
            return index
    return None


def deepest_date(hops: Sequence[Hop]) -> str | None:
    """The date of the deepest dated hop, or None where no hop is dated."""
    for hop in reversed(hops):
        if hop.on is not None:
            return hop.on
    return None


def check_sources(hops: Sequence[Hop], sources: Container[str]) -> None:
    """Raises UnknownReference where a hop names a source not among `sources`, BadAttribution where none names any."""
    for index, hop in enumerate(hops):
        if hop.source is not None and hop.source not in sources:
            raise UnknownReference(
                f"no source {hop.source!r} is on record: register it first", f"attribution.{index}.source"
            )
    if deepest_named(hops) is None:
        raise BadAttribution("no hop names a source: name at least the publisher", "attribution")


def check_dates(hops: Sequence[Hop], said: str | None) -> None:
    """Raises ContradictedDate where a hop passed on what was certainly not said yet.

    `said` is when the source said it, if that was recorded apart from the hops.
    """
    nearer: str | None = None
    for index, hop in enumerate(hops):
        if hop.on is None:
            continue
        if nearer is not None and certainly_before(nearer, hop.on):
            raise ContradictedDate(
                f"this hop is dated {hop.on}, after the hop that passed it on ({nearer})", f"attribution.{index}.on"
            )
        nearer = hop.on
    if said is None or nearer is None:
        return
    last = hops[-1].on
    if certainly_before(nearer, said) or (last is not None and contradicts(last, said)):
        raise ContradictedDate(
            f"asserted_at {said} contradicts the deepest dated hop, {nearer}: mend one of them", "asserted_at"
        )


def check_future(hops: Sequence[Hop], said: str | None, at: str) -> None:
    """Raises ContradictedDate where a hop, or what was `said`, is dated certainly after an instant: nobody heard it."""
    for index, hop in enumerate(hops):
        check_date(hop.on, at, f"attribution.{index}.on")
    check_date(said, at, "asserted_at")


def check_date(date: str | None, at: str, field: str) -> None:
    """Raises ContradictedDate where what had happened by an instant is dated certainly after it, anywhere on earth."""
    if date is not None and certainly_after(date, latest := latest_day(at)):
        raise ContradictedDate(
            f"{date} lies in the future: it is recorded at {at}, when it is {latest} at the latest anywhere on earth: "
            "mend the date",
            field,
        )
