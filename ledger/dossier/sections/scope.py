"""The scope: what the report is made of, what it leaves aside, and the sources behind it."""

from ledger.dossier.grounds import Grounds
from ledger.dossier.telling import quoted, said, together
from ledger.dossier.view import Row, Section, Table
from ledger.provenance import Provenance, SourceKnown
from ledger.words import counted

COLUMNS = ("Source", "Class", "Reliability", "Claims", "As origin")


def scope(grounds: Grounds) -> Section:
    """What is told of, and a row for each source at any hop, those that most claims passed through first."""
    documents = {place.document for claim in grounds.provenances.values() for place in claim.evidence}
    rows = _sources(grounds)
    told = (
        f"It is made of {counted(len(grounds.provenances), 'claim')} from {counted(len(rows), 'source')}, "
        f"with evidence in {counted(len(documents), 'document')}."
    )
    aside = "What was not recorded by then, and claims that are filed under no deal or another one, are not in it."
    graded = "A source's reliability is graded from A to F by whoever keeps the ledger; not graded is not F."
    blocks = (
        together(said(told, grounds.at(grounds.provenances) or grounds.head), said(aside, grounds.head)),
        *((together(said(graded, grounds.head)), Table(columns=COLUMNS, rows=rows)) if rows else ()),
    )
    return Section(heading="Scope and sources", blocks=blocks)


def _sources(grounds: Grounds) -> tuple[Row, ...]:
    known: dict[str, SourceKnown] = {}
    through: dict[str, list[Provenance]] = {}
    for claim in grounds.provenances.values():
        for source in {hop.source.id: hop.source for hop in claim.hops if hop.source is not None}.values():
            known[source.id] = source
            through.setdefault(source.id, []).append(claim)
    names = sorted(through, key=lambda name: (-len(through[name]), name))
    return tuple(_row(known[name], through[name]) for name in names)


def _row(source: SourceKnown, claims: list[Provenance]) -> Row:
    grade = source.reliability.value if source.reliability is not None else "not graded"
    origin = sum(claim.origin == source.id for claim in claims)
    graded = [source.graded_at] if source.graded_at is not None else []
    return Row(
        cells=(f"{source.id}, {quoted(source.name)}", source.class_.value, grade, str(len(claims)), str(origin)),
        at=tuple(sorted({*graded, *(claim.position for claim in claims)})),
    )
