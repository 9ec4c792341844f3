"""A document: one publication, held as captured, cited or seen by another."""

from dataclasses import dataclass, replace

from ledger.decision import Decision, Versions, once, seen
from ledger.errors import AlreadyOtherwise, OtherBytes, UnknownReference
from ledger.events import Cited, ContentForgotten, DocumentCaptured, DocumentCited, Fact, Publication, SeenBy
from ledger.records import CapturedDocumentRecord, CitedDocumentRecord, SeenByDocumentRecord

CONTENT_LIMIT = 64 * 1024 * 1024
"""The most bytes of a document."""

_ANOTHER = "where the law lets them be held again, record another document, with a note of that in its title"
"""What to do with bytes that were forgotten."""

Unknown = tuple[tuple[str, str], ...]
"""The references of a record that are not on record: (field, "source 'x'")."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the shell knows of bytes on their way into the vault: sizes, digest, and the commitment to them."""

    commitment: str
    size: int
    length: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document on record. `content` is the vault's commitment once its bytes were captured."""

    id: str
    publication: Publication
    holding: Cited | SeenBy | None
    sha256: str | None
    length: int | None
    content: str | None
    forgotten: bool
    versions: Versions

    @property
    def held(self) -> str:
        """`captured`, `cited`, `seen-by`, or `forgotten` once its captured bytes were erased."""
        if self.forgotten:
            return "forgotten"
        if self.content is not None or self.holding is None:
            return "captured"
        return self.holding.held


def evolve(state: Document | None, fact: Fact) -> Document:
    """The document after one more fact of its stream."""
    if isinstance(fact, DocumentCited):
        return Document(fact.document, fact.publication, fact.holding, fact.sha256, fact.length, None, False, {fact: 1})
    if isinstance(fact, DocumentCaptured) and state is None:
        assert fact.publication is not None
        return Document(fact.document, fact.publication, None, None, fact.length, fact.content, False, {fact: 1})
    assert state is not None
    after = replace(state, versions=seen(state.versions, fact))
    if isinstance(fact, DocumentCaptured):
        length = fact.length if state.length is None else state.length
        return replace(after, content=fact.content, length=length, forgotten=False)
    if isinstance(fact, ContentForgotten):
        return replace(after, forgotten=state.content in fact.commitments)
    return after


def cite(command: CitedDocumentRecord | SeenByDocumentRecord, state: Document | None, unknown: Unknown) -> Decision:
    """Cite a document, or note one that another read. `unknown` holds what it names that is not on record."""
    _all_known(unknown)
    if isinstance(command, CitedDocumentRecord):
        fact = DocumentCited(
            document=command.id,
            publication=_publication(command),
            holding=Cited(url=command.url),
            sha256=command.sha256,
            length=command.length,
        )
    else:
        fact = DocumentCited(document=command.id, publication=_publication(command), holding=SeenBy(by=command.by))
    if state is None:
        return (fact,)
    if fact not in state.versions:
        raise AlreadyOtherwise(f"document {command.id!r} is on record with other particulars; choose another id", "id")
    return once(fact, state.versions)


def capture(command: CapturedDocumentRecord, state: Document | None, content: Content, unknown: Unknown) -> Decision:
    """Capture a document. Where the vault holds its bytes, `content` carries the commitment they have there."""
    _all_known(unknown)
    fact = DocumentCaptured(
        document=command.id,
        publication=_publication(command),
        content=content.commitment,
        size=content.size,
        length=content.length,
    )
    if state is None:
        return (fact,)
    if state.forgotten:
        raise AlreadyOtherwise(
            f"document {command.id!r} is on record, and its bytes were forgotten ({_why(state)}): leave it out; "
            f"{_ANOTHER}",
            "id",
        )
    if fact not in state.versions:
        raise AlreadyOtherwise(
            f"document {command.id!r} is on record with other particulars or bytes; choose another id "
            "(to add the bytes of a cited document, attach them)",
            "id",
        )
    return once(fact, state.versions)


def attach(document: str, state: Document | None, content: Content) -> Decision:
    """Attach the bytes of a cited document. Raises OtherBytes if they are not what was cited, or others are held.

    Bytes that were forgotten do not come back so: raises AlreadyOtherwise.
    """
    if state is None:
        raise UnknownReference(f"no document {document!r} is on record: cite it first", "document")
    if state.forgotten:
        raise AlreadyOtherwise(
            f"the bytes of {document!r} were forgotten ({_why(state)}), and are not attached again: {_ANOTHER}",
            "document",
        )
    fact = DocumentCaptured(document=document, content=content.commitment, size=content.size, length=content.length)
    if fact in state.versions:
        return once(fact, state.versions)
    if state.content is not None:
        raise OtherBytes(f"other bytes of {document!r} are in the vault already; nothing was replaced", "document")
    if state.sha256 is not None and state.sha256 != content.sha256:
        raise OtherBytes(
            f"{document!r} was cited with SHA-256 {state.sha256}, but these bytes have {content.sha256}: "
            "attach the file exactly as it was coded",
            "document",
        )
    if state.length is not None and state.length != content.length:
        found = "no text" if content.length is None else f"{content.length} code points"
        raise OtherBytes(f"{document!r} was cited with {state.length} code points, but this has {found}", "document")
    return (fact,)


def _why(state: Document) -> str:
    """The reason for which its bytes were forgotten, as far as it fits into a sentence."""
    reasons = [fact.reason for fact in state.versions if isinstance(fact, ContentForgotten)]
    return reasons[-1] if len(reasons[-1]) <= 200 else f"{reasons[-1][:200]}..."


def _publication(command: CapturedDocumentRecord | CitedDocumentRecord | SeenByDocumentRecord) -> Publication:
    return Publication(
        title=command.title,
        publisher=command.publisher,
        published=command.published,
        language=command.language,
        media_type=command.media_type,
        corrects=command.corrects,
        translates=command.translates,
    )


def _all_known(unknown: Unknown) -> None:
    for field, what in unknown:
        raise UnknownReference(f"no {what} is on record: record it first", field)
