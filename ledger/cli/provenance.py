"""`claim-ledger provenance`: how a claim reached us, whose voice it is, and what became of it."""

from typing import Annotated

import typer

from ledger.cli.naming import claim_id
from ledger.cli.opening import open_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, RecordedAsOf, Url
from ledger.cli.refusing import refusing
from ledger.cli.terminal import Terminal, answers, one_line, say_json, table
from ledger.provenance import CountedUnder, EvidenceKnown, HopKnown, Provenance, SourceKnown
from ledger.words import clocks, counted, moment, short

Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or its first digits, 8 or more.")]


@refusing
def provenance(
    claim: Claim,
    recorded_as_of: RecordedAsOf = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print how a claim reached us, hop by hop, whose voice it is and why, and what became of it since."""
    with open_at(ledger, url, key) as opened:
        found = opened.provenance(claim_id(opened, claim), recorded_as_of=recorded_as_of)
    if as_json:
        say_json(found)
        return
    out = answers()
    _print_claim(out, found)
    _print_hops(out, found.hops)
    out.print(f"Origin: {found.origin or 'unknown'}.")
    out.print(_voice(found.voice))
    _print_evidence(out, found)
    _print_later(out, found)


def _print_claim(out: Terminal, found: Provenance) -> None:
    about = "something unfiled" if found.proposition is None else f"{found.proposition}, of {found.deal}"
    value = f" {found.value}" if found.value is not None else ""
    out.print(f"{found.stance.value} {about}{value}: where it comes from", style="bold")
    if found.text is not None:
        out.print(one_line(found.text))
    out.print(clocks(found.recorded_as_of, None, ()))
    occasion = f", on {found.occasion}" if found.occasion is not None else ""
    out.print(f"Said: {found.asserted_at or 'undated'}{occasion}. Status: {found.status}.")
    out.print(f"Recorded at position {found.position} ({moment(found.recorded_at)}) by {one_line(found.recorded_by)}.")


def _print_hops(out: Terminal, hops: tuple[HopKnown, ...]) -> None:
    rows = table("Hop", "Source", "As", "How", right=("Hop",), wrap="How")
    for number, known in enumerate(hops, start=1):
        rows.add_row(str(number), _source(known.source), known.hop.role.value, _how(known))
    out.print(rows)


def _source(known: SourceKnown | None) -> str:
    if known is None:
        return "unnamed"
    grade = f"graded {known.reliability.value}" if known.reliability is not None else "not graded"
    return f"{known.id}\n{known.class_.value}, {grade}"


def _how(known: HopKnown) -> str:
    hop = known.hop
    hedge = (
        None if hop.hedge is None else hop.hedge.level.value + (f' ("{hop.hedge.words}")' if hop.hedge.words else "")
    )
    asked = None if hop.acknowledged is None else f"the next hop, asked: {hop.acknowledged.value}"
    told = (hop.verb, hop.basis, hop.naming, hedge, hop.on, "inferred by the coder" if hop.inferred else None, asked)
    return one_line("; ".join(str(one) for one in told if one is not None)) or "-"


def _voice(voice: CountedUnder) -> str:
    ties = "".join(f" {step.source} {step.kind.value} {step.to} (position {step.position})." for step in voice.through)
    counts = "" if voice.counts else " No belief is made of it."
    together = f" One occasion with {counted(len(voice.together), 'claim')} of others." if voice.together else ""
    return f"Voice: {voice.voice}, by {voice.source} at hop {voice.hop + 1}.{ties}{counts}{together}"


def _print_evidence(out: Terminal, found: Provenance) -> None:
    if not found.evidence:
        out.print("Evidence: none is given.")
        return
    rows = table("Evidence", "Held", "From", "To", "Quote", right=("From", "To"), wrap="Quote")
    for place in found.evidence:
        start, end = ("" if at is None else str(at) for at in (place.start, place.end))
        rows.add_row(place.document, place.held, start, end, _quote(place))
    out.print(rows)


def _quote(place: EvidenceKnown) -> str:
    if (gone := place.forgotten) is not None:
        return f"forgotten at position {gone.position} on {gone.recorded_at[:10]}: {one_line(gone.reason)}"
    return one_line(place.quote) if place.quote is not None else "not here"


def _print_later(out: Terminal, found: Provenance) -> None:
    for taken in found.taken_back:
        which = "" if taken.claim == found.claim else f", with claim {short(taken.claim)}"
        on = f" on {taken.on}" if taken.on is not None else ""
        out.print(f"Taken back by {taken.by}{on}, as {taken.scope.value}, at position {taken.position}{which}.")
    if not found.later:
        out.print("Nothing happened to it since.")
        return
    rows = table("At", "Recorded", "Event", "By", right=("At",), wrap="By")
    for happened in found.later:
        rows.add_row(
            str(happened.position), moment(happened.recorded_at), happened.event, one_line(happened.recorded_by)
        )
    out.print(rows)
