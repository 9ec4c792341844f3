"""What is read, in words: moments, ladders, shares and claims."""

from collections.abc import Sequence
from decimal import Decimal

from ledger.belief.policy import MILLION
from ledger.belief.scale import band
from ledger.belief.sentences import NO_BASIS, ranged
from ledger.belief.view import Ladder, RecordedAsOf, VoiceTerm
from ledger.terms import LADDER, Ruling

SHOWN_ID = 12
"""The hex digits of a claim's id that tables show; --json has all of them."""


def moment(recorded_at: str | None) -> str:
    """An instant to the second: `2023-08-31 12:00:45Z`."""
    return "" if recorded_at is None else recorded_at[:19].replace("T", " ") + "Z"


def clocks(recorded: RecordedAsOf, asserted: str | None, without: Sequence[str], policy: str | None = None) -> str:
    """The clocks that a question was asked on, in one sentence."""
    parts = [f"As recorded by position {recorded.position}"]
    if recorded.recorded_at is not None:
        parts[0] += f" ({moment(recorded.recorded_at)})"
    if asserted is not None:
        parts.append(f"as said by {asserted}")
    if without:
        parts.append(f"without {', '.join(without)}")
    if policy is not None:
        parts.append(f"under {policy}")
    return ", ".join(parts) + "."


def estimate(probability: str | None, likelihood: str | None, range_: tuple[int, int] | None) -> str:
    """`likely (55-80 %)`, "no basis", or what a verdict settled it as."""
    if likelihood is not None and range_ is not None:
        return ranged(likelihood, range_)
    return NO_BASIS if probability is None else share(probability)


def share(probability: str | None) -> str:
    """The band of a probability with its range, "no basis" where there is none; 0 and 1 are verdicts, in no band."""
    if probability is None:
        return NO_BASIS
    found = band(Decimal(probability))
    if found is None:
        return f"settled as {(Ruling.TRUE if Decimal(probability) else Ruling.FALSE).value}"
    return ranged(found.word, (found.low, found.high))


def counted(number: int, thing: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def furthest(ladder: Ladder) -> str:
    """How far the deal got, as far as its deeds are likely."""
    if ladder.furthest is None:
        return "No stage of the deal is supported by a deed."
    held = next(stage for stage in ladder.stages if stage.stage is ladder.furthest)
    later = [stage.value for stage in LADDER[LADDER.index(ladder.furthest) + 1 :]]
    beyond = f" No deed of a later stage is supported ({', '.join(later)})." if later else ""
    believed = estimate(held.probability, held.likelihood, held.range)
    return f"Furthest stage supported: {ladder.furthest.value}, {believed}.{beyond}"


def log_odds(millionths: int) -> str:
    """Millionths as a signed decimal, exact: `+0.648000`."""
    sign = "-" if millionths < 0 else "+" if millionths else " "
    whole, rest = divmod(abs(millionths), MILLION)
    return f"{sign}{whole}.{rest:06d}"


def remarks(term: VoiceTerm) -> list[str]:
    """What a reader should know of a term: its origin where it has another name, remarks, and its one occasion."""
    origin = [f"origin {term.origin}"] if term.origin is not None and term.origin != term.voice else []
    occasion = [f"one occasion: {term.occasion}"] if term.occasion is not None and len(term.claims) > 1 else []
    return [*origin, *term.remarks, *occasion]


def short(claim: str) -> str:
    """The beginning of a claim's id, as tables show it."""
    return claim.removeprefix("sha256:")[:SHOWN_ID]
