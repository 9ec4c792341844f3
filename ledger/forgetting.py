"""Forgetting: text in the vault is erased for a legal reason; what was claimed of it stays, and every proof valid."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field, ValidationError

from ledger.claim import Claim, on_record
from ledger.decision import Again, Decision, Versions
from ledger.document import Document
from ledger.errors import InvalidRecord, Rejected, UnknownReference
from ledger.events import ContentForgotten
from ledger.parsing import faults
from ledger.terms import ClaimId, Slug, Text, Value

CONTENT = "content"
"""What of a document is forgotten: all of its bytes."""

Part = Annotated[str, Field(pattern=r"^(note|evidence\.[0-9]{1,2}\.quote)$")]


class ForgetDocument(Value):
    """Forget a document: all of its bytes."""

    reason: Text = Field(description="the law, or the order, by which it is erased")


class ForgetClaim(ForgetDocument):
    """Forget what the vault holds of a claim: the parts that `of` names, all of them where it names none."""

    of: Annotated[tuple[Part, ...], Field(max_length=33)] = Field((), description="`note`, `evidence.0.quote`, ...")


class Forget(ForgetClaim):
    """What to forget of a claim (by its id, `sha256:` and 64 digits) or of a document."""

    thing: ClaimId | Slug

    @property
    def subject(self) -> str:
        """The stream of the thing."""
        return subject_of(self.thing)


def subject_of(thing: str) -> str:
    """The stream of a claim or a document, by its id: no document's has a colon."""
    return f"claim:{thing}" if ":" in thing else f"document:{thing}"


def forget(thing: str, reason: str, of: Iterable[str] = ()) -> Forget:
    """What to forget, and why. Raises InvalidRecord, and Rejected for a part of a document."""
    try:
        command = Forget(thing=thing, reason=reason, of=tuple(of))
    except ValidationError as error:
        raise InvalidRecord(faults(error)) from None
    if command.of and ":" not in thing:
        raise Rejected(f"a document is forgotten whole: leave out {', '.join(command.of)}", "of")
    return command


def forgotten(versions: Versions) -> dict[str, int]:
    """The commitments of a stream that were forgotten, each with the version of the event that did it last."""
    return {
        commitment: version
        for fact, version in versions.items()
        if isinstance(fact, ContentForgotten)
        for commitment in fact.commitments
    }


def parts_of(state: Claim | Document) -> dict[str, str]:
    """What the vault was given of a claim or document: what each commitment is to, by part."""
    if isinstance(state, Document):
        return {CONTENT: state.content} if state.content is not None else {}
    return {one.of: one.commitment for one in state.recorded.sealed}


def chosen(command: Forget, state: Claim | Document | None) -> dict[str, str]:
    """The parts that a command means, each with its commitment. Raises UnknownReference, Rejected for what is none."""
    if state is None and ":" not in command.thing:
        raise UnknownReference(f"no document {command.thing!r} is on record", "thing")
    parts = parts_of(state if isinstance(state, Document) else on_record(state, command.thing, "thing"))
    if unknown := [name for name in command.of if name not in parts]:
        raise Rejected(_nothing(unknown[0], parts), "of")
    if not parts:
        what = "no bytes were captured" if ":" not in command.thing else "it has no note, and no quote of its own"
        raise Rejected(f"the vault holds nothing of {command.thing}: {what}", "thing")
    return {name: commitment for name, commitment in parts.items() if not command.of or name in command.of}


def decide(command: Forget, state: Claim | Document | None) -> Decision:
    """Forget what is not forgotten yet of what the command means; where there is nothing such, the same again."""
    parts = chosen(command, state)
    assert state is not None
    known = forgotten(state.versions)
    left = tuple(commitment for commitment in parts.values() if commitment not in known)
    if not left:
        return Again(command.subject, max(known[commitment] for commitment in parts.values()))
    return (ContentForgotten(subject=command.subject, commitments=left, reason=command.reason),)


def _nothing(name: str, parts: Mapping[str, str]) -> str:
    there = f"; the vault was given {', '.join(parts)}" if parts else ""
    if name == "note":
        return f"the claim has no note{there}"
    return f"the claim has no {name} of its own{there}. One that shows is cut from its document, and goes with that"
