"""Answers: what a server sends, as the views and refusals that the ledger itself has."""

from typing import TypeVar

from httpx2 import Response
from pydantic import BaseModel, ValidationError

from ledger import errors
from ledger.errors import BrokenLine, InvalidRecord, Refusal, Unavailable

PROBLEM = "application/problem+json"
SHOWN = 200
"""The most characters that are told of what nobody understands."""

View = TypeVar("View", bound=BaseModel)


class Fault(BaseModel):
    """One of several faults in what was sent."""

    field: str
    detail: str


class Problem(BaseModel):
    """A problem document (RFC 9457), as far as it says which Refusal it was. What else it says is passed over."""

    type: str
    title: str = ""
    detail: str = ""
    field: str | None = None
    faults: tuple[Fault, ...] = ()
    line: int | None = None
    resume: int | None = None
    cause: str | None = None

    def refusal(self) -> Refusal:
        """The Refusal that the server raised; Unavailable where its type is none that this program knows."""
        kind, field = KINDS.get(_slug(self.type)), self.field or ""
        if kind is BrokenLine and self.line is not None:
            return BrokenLine(self.line, self.resume or self.line, self._cause())
        if kind is InvalidRecord:
            return self._invalid(self.detail)
        if kind is None or kind is BrokenLine:
            return Unavailable(f"the server refused it as {self.type[:SHOWN]!r}: {self.title}: {self.detail}", field)
        return kind(self.detail, field)

    def _cause(self) -> Refusal:
        """Why the line was refused: the server tells its detail behind the number of the line and the field."""
        detail = self.detail.removeprefix(f"line {self.line}: ").removeprefix(f"{self.field}: " if self.field else "")
        kind = KINDS.get(_slug(self.cause or ""))
        if kind is InvalidRecord:
            return self._invalid(detail)
        return (kind or errors.Rejected)(detail, self.field or "")

    def _invalid(self, detail: str) -> InvalidRecord:
        return InvalidRecord(tuple((one.field, one.detail) for one in self.faults) or ((self.field or "", detail),))


def kinds(family: type[Refusal] = Refusal) -> dict[str, type[Refusal]]:
    """The ledger's kinds of refusal, by their slugs."""
    own = [kind for kind in family.__subclasses__() if kind.__module__ == errors.__name__]
    return {kind.slug: kind for kind in own} | {slug: kind for one in own for slug, kind in kinds(one).items()}


KINDS = kinds()


def refusal(slug: str, detail: str, field: str) -> Refusal:
    """The Refusal of a line of a batch."""
    return Problem(type=f"/problems/{slug}", detail=detail, field=field).refusal()


def view_of(kind: type[View], response: Response) -> View:
    """The view that an answer holds; fields that this program does not know are passed over. Raises the Refusal."""
    if not response.is_success:
        raise refusal_of(response)
    return read(kind, response.content)


def read(kind: type[View], data: bytes) -> View:
    """The view that these bytes are. Raises Unavailable."""
    try:
        return kind.model_validate_json(data, extra="ignore")
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(map(str, fault["loc"])) or "the answer"
        raise Unavailable(
            f"the server's answer is no {kind.__name__} ({place}: {fault['msg']}): is it a claim ledger, of a version "
            "that this program knows?"
        ) from None


def refusal_of(response: Response) -> Refusal:
    """The Refusal that an answer tells; Unavailable, saying what came, where it is no problem document."""
    if response.headers.get("content-type", "").partition(";")[0].strip().lower() == PROBLEM:
        try:
            return Problem.model_validate_json(response.content).refusal()
        except ValidationError:
            pass
    form = response.headers.get("content-type", "no media type")
    elsewhere = f", and leads to {response.headers['location']!r:.{SHOWN}}" if response.has_redirect_location else ""
    return Unavailable(
        f"the answer has status {response.status_code} and {form}{elsewhere}: that is no claim ledger's; look at the "
        f"address, and at what stands before the server"
    )


def _slug(kind: str) -> str:
    return kind.rpartition("/")[2]
