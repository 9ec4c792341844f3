"""What a dossier tells, as it is found in it."""

from collections.abc import Iterator

from ledger.dossier.view import Block, Dossier, Paragraph, Row, Section, Sentence, Table


def sections(dossier: Dossier) -> Iterator[Section]:
    for section in dossier.sections:
        yield section
        yield from section.sections


def blocks(dossier: Dossier) -> Iterator[Block]:
    return (block for section in sections(dossier) for block in section.blocks)


def told(dossier: Dossier) -> list[Sentence | Row]:
    """Every sentence and every row, in order."""
    return [
        one for block in blocks(dossier) for one in (block.sentences if isinstance(block, Paragraph) else block.rows)
    ]


def section(dossier: Dossier, heading: str) -> Section:
    return next(one for one in sections(dossier) if one.heading == heading)


def sentences(dossier: Dossier, heading: str) -> list[Sentence]:
    """The sentences of a section."""
    found = section(dossier, heading).blocks
    return [one for block in found if isinstance(block, Paragraph) for one in block.sentences]


def rows(dossier: Dossier, heading: str, columns: str | None = None) -> list[Row]:
    """The rows of a section's tables, or of that whose first column is named so."""
    found = [block for block in section(dossier, heading).blocks if isinstance(block, Table)]
    return [row for table in found if columns in (None, table.columns[0]) for row in table.rows]
