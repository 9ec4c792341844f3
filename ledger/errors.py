"""Refusals: every way in which the ledger says no, in five families that a person can act on."""

from typing import ClassVar


class Refusal(Exception):
    """Something was refused and nothing was recorded; StorageFailure and Unanswered say so where it is not known.

    `slug` names the kind of refusal for ever, `title` says it in a few words; `detail` says what was found, what was
    expected and what to do; `field` names the field (dotted path) it is about, or is empty. `index` counts, from 0,
    which record of several it was raised for; it is None where there was one, or it is about none of them.
    """

    slug: ClassVar[str] = "refused"
    title: ClassVar[str] = "Refused"

    def __init__(self, detail: str, field: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        self.index: int | None = None

    def __str__(self) -> str:
        return f"{self.field}: {self.detail}" if self.field else self.detail


class Rejected(Refusal):
    """What was sent cannot be recorded as it is."""

    slug = "rejected"
    title = "The request cannot be accepted as it is"


class NotFound(Refusal):
    """What was asked for is not on record."""

    slug = "not-found"
    title = "Not on record"


class Conflict(Refusal):
    """What was sent does not fit what is on record already."""

    slug = "conflict"
    title = "In conflict with what is on record"


class Unavailable(Refusal):
    """The ledger cannot answer now; nothing was acknowledged."""

    slug = "unavailable"
    title = "The ledger cannot answer"


class Forbidden(Refusal):
    """Whoever asks may not do that."""

    slug = "forbidden"
    title = "The key does not allow it"


class Unauthenticated(Forbidden):
    """Whoever asks shows no key, or none that is good."""

    slug = "unauthenticated"
    title = "A key is needed"


class InvalidRecord(Rejected):
    """A record with a field that is missing, unknown or not of the expected form: also a date that is no EDTF, or hops
    that cannot stand in that order. `faults` names each such field, and says of it what was expected and found.
    """

    slug = "invalid-record"
    title = "The record is not of the expected form"

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        first = faults[0] if faults else ("", "the record is not of any known shape")
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(first[1] + more, first[0])
        self.faults = faults


class UnknownReference(Rejected):
    """A record names a source, document, deal, proposition, claim or ref that is not on record."""

    slug = "unknown-reference"
    title = "It names something that is not on record"


class BadAttribution(Rejected):
    """An attribution none of whose hops names a source. One that is empty or out of order is an `invalid-record`."""

    slug = "bad-attribution"
    title = "The attribution cannot be read"


class BadDate(Rejected):
    """A date in a question that cannot be read, or a range that ends before it begins. A date in a record that is no
    EDTF is an `invalid-record`.
    """

    slug = "bad-date"
    title = "Not a date"


class ContradictedDate(Rejected):
    """A date that certainly contradicts the other dates of a record, or lies after the moment of recording."""

    slug = "contradicted-date"
    title = "The dates certainly contradict each other"


class ClimbingImplication(Rejected):
    """An implication that would let a lower stage raise a higher one, or a plan a deed."""

    slug = "climbing-implication"
    title = "An implication may not climb the ladder"


class ContraryVerdict(Rejected):
    """A verdict against the implications and the verdicts already given."""

    slug = "contrary-verdict"
    title = "The verdict contradicts another through the implications"


class BadLocator(Rejected):
    """A locator outside its document, or a quote that is not what stands there."""

    slug = "bad-locator"
    title = "The evidence does not lie in its document"


class OtherBytes(Rejected):
    """Bytes to attach that are not those of the document as it was cited."""

    slug = "other-bytes"
    title = "Not the bytes of that document"


class BadValue(Rejected):
    """A value that cannot be read, or one given where none can be."""

    slug = "bad-value"
    title = "Not a value"


class NotIndependent(Rejected):
    """Credibility 1 without two origins that are established and independent."""

    slug = "not-independent"
    title = "Not confirmed by independent origins"


class TooLarge(Rejected):
    """An event or a request over its size limit."""

    slug = "too-large"
    title = "Too large"


class BadCursor(Rejected):
    """A position, instant or cursor that cannot be read, or lies beyond the head of the log."""

    slug = "bad-cursor"
    title = "Not a place in the log"


class BrokenLine(Rejected):
    """An import stopped at a line. `line` counts from 1; `resume` is the line to go on from."""

    slug = "broken-line"
    title = "A line of the import was refused"

    def __init__(self, line: int, resume: int, cause: Refusal) -> None:
        super().__init__(f"line {line}: {cause}")
        self.line = line
        self.resume = resume
        self.cause = cause


class KeyReused(Rejected):
    """An idempotency key under which the same principal sent something else before."""

    slug = "key-reused"
    title = "The idempotency key was used for something else"


class BadPolicy(Rejected):
    """A policy that is not of the expected form, or whose digest is not its own."""

    slug = "bad-policy"
    title = "Not a belief policy"


class BadNote(Rejected):
    """A signed note or checkpoint that is not of its form, or that none of the known keys signed."""

    slug = "bad-note"
    title = "Not a signed note to go by"


class BadSigner(Rejected):
    """A signer or verifier of notes that is not of its form."""

    slug = "bad-signer"
    title = "Not a signer or verifier of notes"


class BadTile(Rejected):
    """Bytes that are no tile of the tree over a log, or of its entries."""

    slug = "bad-tile"
    title = "Not the bytes of a tile"


class NoTile(NotFound):
    """A path of no tile, or of one that the tree has not come to yet."""

    slug = "no-tile"
    title = "There is no such tile"


class AlreadyOtherwise(Conflict):
    """An id that is taken by something else: nothing is overwritten."""

    slug = "already-otherwise"
    title = "Already on record with other content"


class AlreadyCorrected(Conflict):
    """A correction, restatement or retraction of a claim that was corrected already."""

    slug = "already-corrected"
    title = "The claim was corrected already"


class AlreadyRetracted(Conflict):
    """A second retraction of the same claim."""

    slug = "already-retracted"
    title = "The claim was retracted already"


class AlreadyAssigned(Conflict):
    """A claim is assigned to a deal and proposition once."""

    slug = "already-assigned"
    title = "The claim has its proposition already"


class NotInThatState(Conflict):
    """A reopening of what is not settled, a voiding of what is not retracted, a second verdict."""

    slug = "not-in-that-state"
    title = "The record is not in a state that allows this"


class Overtaken(Conflict):
    """Another append to the same stream came first: load again and decide again."""

    slug = "overtaken"
    title = "Another append came first"


class MovedOn(Conflict):
    """What a request was to change has changed since it was read: read it again and decide again."""

    slug = "moved-on"
    title = "It has changed since it was read"


class NotEmpty(Conflict):
    """Historic recorded times are taken only by a ledger that holds nothing yet."""

    slug = "not-empty"
    title = "The ledger is not empty"


class Unanswered(Unavailable):
    """No answer came: whether what was sent was recorded is not known. The same again is recorded at most once.

    A client says so, and a server that stops before the turn of a claim has come.
    """

    slug = "unanswered"
    title = "No answer came"


class NotALedger(Unavailable):
    """The file or address named is not a claim ledger."""

    slug = "not-a-ledger"
    title = "No ledger can be opened there"


class NewerLedger(Unavailable):
    """The ledger was written by a newer version of this program."""

    slug = "newer-ledger"
    title = "The ledger is newer than this program"


class InUse(Unavailable):
    """Another process is the writer of this ledger."""

    slug = "in-use"
    title = "Another process is writing to this ledger"


class DamagedLedger(Unavailable):
    """What is stored is not what was written."""

    slug = "damaged-ledger"
    title = "The ledger is damaged"


class BadSettings(Unavailable):
    """A setting that there is not, or that is not of the expected form. `field` names it."""

    slug = "bad-settings"
    title = "The settings cannot be read"


class StorageFailure(Unavailable):
    """The store failed; nothing was acknowledged. Where a commit failed, what it was to store may yet be found."""

    slug = "storage-failure"
    title = "The store failed"
