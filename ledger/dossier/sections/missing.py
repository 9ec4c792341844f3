"""What is missing: documents that are not held, quotes that cannot be read, origins nobody named, parties not heard."""

from collections.abc import Callable, Iterable, Iterator

from ledger.belief.view import PropositionBelief
from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import said, together
from ledger.dossier.view import Section, Sentence
from ledger.provenance import Provenance
from ledger.words import counted

_DOCUMENTS = {
    "cited": "is cited, and its bytes are not in the vault",
    "seen-by": "was read by another source and not by us",
    "forgotten": "was forgotten, and its bytes are gone",
}


def missing(grounds: Grounds) -> Section:
    """Whatever a reader may not take for granted, or could ask for."""
    told = (
        *_documents(grounds.provenances.values()),
        *_claims(grounds.provenances.values()),
        *_sources(grounds.provenances.values()),
        *_beliefs(grounds),
        *_silent(grounds),
        *_possibly(grounds),
    )
    nothing = said("Nothing is known to be missing.", grounds.head)
    return Section(heading="What is missing", blocks=tuple(together(one) for one in told) or (together(nothing),))


def _documents(claims: Iterable[Provenance]) -> Iterator[Sentence]:
    unread: dict[tuple[str, str], list[int]] = {}
    gone: dict[str, list[int]] = {}
    forgotten: dict[str, list[int]] = {}
    for claim in claims:
        for place in claim.evidence:
            if place.forgotten is not None:
                forgotten.setdefault(place.document, []).extend((claim.position, place.forgotten.position))
            elif place.held in _DOCUMENTS:
                unread.setdefault((place.document, place.held), []).append(claim.position)
            elif place.quote is None and place.start is not None:
                gone.setdefault(place.document, []).append(claim.position)
    for (document, held), at in unread.items():
        yield said(
            f"The document {document} {_DOCUMENTS[held]}: {counted(len(at), 'passage')} of it cannot be read here.", at
        )
    for document, at in forgotten.items():
        passages = counted(len(at) // 2, "passage")
        yield said(f"Forgotten for a legal reason, of {document}: {passages}.", sorted({*at}))
    for document, at in gone.items():
        yield said(f"Of {document} {counted(len(at), 'quote')} cannot be read here: it is no text.", at)


def _claims(claims: Iterable[Provenance]) -> Iterator[Sentence]:
    lacking: tuple[tuple[str, Callable[[Provenance], bool]], ...] = (
        ("no evidence in a document", lambda claim: not claim.evidence),
        ("no known origin", lambda claim: claim.origin is None),
        ("no date", lambda claim: claim.asserted_at is None),
        ("a hop that the coder inferred and no document names", lambda claim: any(k.hop.inferred for k in claim.hops)),
    )
    claims = list(claims)
    for what, lacks in lacking:
        at = [claim.position for claim in claims if lacks(claim)]
        if at:
            yield said(f"{counted(len(at), 'claim')} {'has' if len(at) == 1 else 'have'} {what}.", at)


def _sources(claims: Iterable[Provenance]) -> Iterator[Sentence]:
    ungraded: dict[str, list[int]] = {}
    for claim in claims:
        for known in claim.hops:
            if known.source is not None and known.source.reliability is None:
                ungraded.setdefault(known.source.id, []).append(claim.position)
    if ungraded:
        at = [position for positions in ungraded.values() for position in positions]
        yield said(f"The reliability of these sources is not graded: {', '.join(sorted(ungraded))}.", at)


def _beliefs(grounds: Grounds) -> Iterator[Sentence]:
    for belief in grounds.belief.propositions:
        if isinstance(belief, PropositionBelief) and belief.vacuous and belief.verdict is None:
            yield said(f"There is no basis for a belief in {belief.id}.", grounds.behind(belief.id))


def _silent(grounds: Grounds) -> Iterator[Sentence]:
    silent = [row.voice for row in grounds.matrix.rows if row.party and not row.cells]
    if silent:
        yield said(
            f"Nothing that these parties of the deal said is on record: {', '.join(silent)}.",
            grounds.opened,
            grounds.head,
        )


def _possibly(grounds: Grounds) -> Iterator[Sentence]:
    if grounds.belief.possibly_said:
        left = counted(grounds.belief.possibly_said, "claim")
        yield said(f"Left out, for they may have been said later: {left}.", grounds.head)
