"""What an audit answers with: frozen, and the same by --json and in Python."""

from pydantic import Field

from ledger.belief.difference import DealShift
from ledger.belief.view import DealBelief, RecordedAsOf
from ledger.terms import Hash, Position, Slug, Value


class Reign(Value):
    """A policy, from the position on at which it was adopted."""

    position: Position
    name: str
    digest: Hash


class Departure(Value):
    """A belief that the ledger answers with and its log does not make.

    `proposition` is the first that differs, null where it is the ladder or the whole; `refusal` is what the ledger said
    in place of an answer.
    """

    deal: Slug
    recorded_as_of: RecordedAsOf
    proposition: Slug | None
    replayed: DealBelief
    answered: DealBelief | None
    refusal: str | None


class Replay(Value):
    """What came of a replay: of how much, to which beliefs, and whether the ledger answers the same.

    `root` is that of the tree over the entries (RFC 6962). `digest` is the SHA-256 of the beliefs, each as its JSON
    and a newline, in order. `shifts` are what would not be the same at the end `under` another policy.
    """

    recorded_until: RecordedAsOf
    root: Hash
    policies: tuple[Reign, ...]
    deals: int = Field(description="how many deals are believed of at the end")
    beliefs: int = Field(description="how many times a deal was: before each change of the policy, and at the end")
    digest: Hash
    departure: Departure | None = Field(description="the first belief that is not what the ledger answers with")
    under: str | None = Field(description="the digest of the other policy that was asked for")
    shifts: tuple[DealShift, ...]


class Certificate(Value):
    """What a replay certificate holds: the log that was signed for, what came of its replay, and by which software.

    `members` are the digests of the other files in it, by their names. `not_shown` is what it cannot prove.
    """

    origin: str
    size: int
    root: Hash
    verifiers: tuple[str, ...]
    replay: Replay
    software: dict[str, str]
    members: dict[str, Hash]
    not_shown: tuple[str, ...]
