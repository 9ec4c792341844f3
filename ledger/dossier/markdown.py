"""A dossier in Markdown (CommonMark with tables): what sources wrote is text in it, whatever characters it has."""

import re
from collections.abc import Iterator

from ledger.dossier.showing import cited
from ledger.dossier.view import Block, Dossier, Paragraph, Row, Section, Sentence, Table
from ledger.unseen import visible

_MARKS = re.compile(r"[\\`*_\[\]<>|~&@#]|:(?=//)|\.(?<=www\.)")


def markdown(dossier: Dossier) -> str:
    """The dossier as a page of Markdown, with a newline at the end."""
    lines = [f"# {plain(dossier.title)}", "", f"Deal: {plain(dossier.deal)}", ""]
    for section in dossier.sections:
        lines.extend(_section(section, 2))
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """A text so that no character of it is markup, on one line."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", visible(text))


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {plain(section.heading)}"
    yield ""
    for block in section.blocks:
        yield from _block(block)
        yield ""
    for below in section.sections:
        yield from _section(below, level + 1)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from map(_sentence, block.sentences)
    else:
        yield from _table(block)


def _sentence(sentence: Sentence) -> str:
    return f"{plain(sentence.text)} [{cited(sentence.at)}]"


def _table(table: Table) -> Iterator[str]:
    yield _cells(*table.columns, "Log")
    yield _cells(*("---" for _ in table.columns), "---")
    yield from map(_row, table.rows)


def _row(row: Row) -> str:
    return _cells(*map(plain, row.cells), cited(row.at))


def _cells(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
