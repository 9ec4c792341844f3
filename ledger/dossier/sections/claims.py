"""The claims: when what they speak of was, and how each of them reached us, hop by hop."""

from collections.abc import Iterator

from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import named, quoted, said, together
from ledger.dossier.view import Block, Row, Section, Sentence, Table
from ledger.provenance import CountedUnder, EvidenceKnown, HopKnown, Provenance
from ledger.views import TimelineItem
from ledger.words import counted, moment

NOT_HERE = {
    "captured": "the quote is not in the vault",
    "cited": "the document is cited and its bytes are not here, so the quote cannot be read",
    "seen-by": "another source read the document and we did not, so the quote cannot be read",
    "forgotten": "the document was forgotten, so the quote cannot be read",
}
"""Why a quote is missing, by how its document is held."""


def timeline(grounds: Grounds) -> Section:
    """The claims by the period that they speak of, earliest first."""
    rows = tuple(
        Row(
            cells=(item.period or "no period", item.asserted_at or "undated", _taken(item), item.origin or "unknown"),
            at=(item.position,),
        )
        for item in grounds.timeline.items
    )
    order = "By the period that each claim speaks of, earliest first; claims of no period stand last."
    return Section(
        heading="Timeline",
        blocks=(
            together(said(order, grounds.head)),
            Table(columns=("Period", "Said", "Claim", "Origin"), rows=rows),
        ),
    )


def attributions(grounds: Grounds) -> Section:
    """A section for each claim, in the order of recording."""
    order = "In the order of recording; the first hop is the nearest to the reader, the last one the deepest known."
    return Section(
        heading="Claims and how they reached us",
        blocks=(together(said(order, grounds.head)),),
        sections=tuple(
            Section(
                heading=f"{named(claim)[:1].upper()}{named(claim)[1:]}: {claim.proposition}",
                position=claim.position,
                blocks=tuple(_claim(grounds, claim)),
            )
            for claim in grounds.provenances.values()
        ),
    )


def _taken(item: TimelineItem) -> str:
    value = f" {item.value}" if item.value is not None else ""
    status = "" if item.status == "standing" else f" [{item.status}]"
    text = f": {quoted(item.text)}" if item.text is not None else ""
    return f"{item.stance.value} {item.proposition}{value} ({item.mode.value}){status}{text}"


def _claim(grounds: Grounds, claim: Provenance) -> Iterator[Block]:
    value = f" {claim.value}" if claim.value is not None else ""
    spoke = f"It {claim.stance.value} {claim.proposition}{value} ({grounds.mode(claim.claim)})"
    when = "undated" if claim.asserted_at is None else f"said {claim.asserted_at}"
    occasion = f", on the occasion {claim.occasion}" if claim.occasion is not None else ""
    text = None if claim.text is None else said(f"It says: {quoted(claim.text)}", claim.position)
    recorded = f"It was recorded on {moment(claim.recorded_at)} by {quoted(claim.recorded_by)}."
    yield together(said(f"{spoke}, {when}{occasion}.", claim.position), text, said(recorded, claim.position))
    yield Table(
        columns=("Hop", "Source", "As", "How"),
        rows=tuple(_hop(claim, number, known) for number, known in enumerate(claim.hops, start=1)),
    )
    yield together(_origin(claim), _voice(grounds, claim), *(_evidence(claim, place) for place in claim.evidence))


def _hop(claim: Provenance, number: int, known: HopKnown) -> Row:
    source = known.source
    if source is None:
        who, graded = "unnamed", set[int]()
    else:
        grade = f"graded {source.reliability.value}" if source.reliability is not None else "not graded"
        who = f"{source.id}, {quoted(source.name)} ({source.class_.value}, {grade})"
        graded = {source.graded_at} if source.graded_at is not None else set()
    cells = (str(number), who, known.hop.role.value, "; ".join(_how(known)) or "not said")
    return Row(cells=cells, at=tuple(sorted(graded | {claim.position})))


def _how(known: HopKnown) -> Iterator[str]:
    hop = known.hop
    if hop.verb is not None:
        yield quoted(hop.verb)
    if hop.basis is not None:
        yield f"basis: {hop.basis.value}"
    if hop.naming is not None:
        yield hop.naming.value
    if hop.hedge is not None:
        words = f": {quoted(hop.hedge.words)}" if hop.hedge.words is not None else ""
        yield f"hedged as {quoted(hop.hedge.level.value)}{words}"
    if hop.on is not None:
        yield f"on {hop.on}"
    if hop.inferred:
        yield "inferred by the coder, not in the document"
    if hop.acknowledged is not None:
        yield f"the next hop, asked: {hop.acknowledged.value}"


def _origin(claim: Provenance) -> Sentence:
    if claim.origin is None:
        return said("Its origin is unknown, which counts as no origin.", claim.position)
    return said(f"Its origin is {claim.origin}.", claim.position)


def _voice(grounds: Grounds, claim: Provenance) -> Sentence:
    voice = claim.voice
    ties = "".join(f"; {step.source} {step.kind.value} {step.to}" for step in voice.through)
    at = [claim.position, *(step.position for step in voice.through)]
    if claim.claim in grounds.left_out:
        return said(f"It is left out here; its voice is {voice.voice}{_deepest(voice)}{ties}.", at)
    if claim.claim not in grounds.counted:
        return said(f"No belief is made of it; its voice is {voice.voice}{_deepest(voice)}{ties}.", at)
    return said(f"It is counted under the voice of {voice.voice}{_deepest(voice)}{ties}.", at)


def _deepest(voice: CountedUnder) -> str:
    """Why a claim is counted under a voice that is not its deepest named source."""
    if voice.voice == voice.source:
        return ""
    with_others = f", on one occasion with {counted(len(voice.together), 'claim')} of others" if voice.together else ""
    return f"; its deepest named source is {voice.source}, at hop {voice.hop + 1}{with_others}"


def _evidence(claim: Provenance, place: EvidenceKnown) -> Sentence:
    where = "" if place.start is None else f", code points {place.start} to {place.end}"
    stands = f"It stands in {place.document}, {quoted(place.publication.title)}{where}"
    if (gone := place.forgotten) is not None:
        told = f"{stands}; its words were forgotten on {gone.recorded_at[:10]}: {quoted(gone.reason)}"
        return said(told, [claim.position, gone.position])
    if place.quote is None:
        return said(f"{stands}; {NOT_HERE[place.held]}.", claim.position)
    return said(f"{stands}: {quoted(place.quote)}", claim.position)
