"""A dossier as a page of HTML: one file that loads nothing, runs nothing, and can be printed."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from ledger.dossier.showing import policy, spans
from ledger.dossier.view import Block, Dossier, Paragraph, Row, Section, Sentence, Table
from ledger.unseen import visible

STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1b1b1b; font: 17px/1.5 Georgia, "Noto Serif", serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1, h2, h3, th, nav, footer { font-family: "Helvetica Neue", Arial, "Noto Sans", sans-serif; line-height: 1.25; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; padding-top: .5rem; border-top: 2px solid #1b1b1b; }
h3 { font-size: 1rem; margin: 1.75rem 0 .25rem; overflow-wrap: anywhere; }
p { margin: .4rem 0; overflow-wrap: anywhere; }
nav ul { columns: 2; padding: 0; margin: 1rem 0; list-style: none; font-size: .9rem; }
table { width: 100%; border-collapse: collapse; margin: .75rem 0; font-size: .85rem; line-height: 1.35; }
th { white-space: nowrap; }
th, td { padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #d4d4d4; }
td { overflow-wrap: anywhere; min-width: 4.25rem; }
th:last-child, td:last-child { padding-right: 0; text-align: right; width: 6rem; }
.log, .log a, td:last-child, td:last-child a { color: #5a5a5a; font-size: .8rem; text-decoration: none; }
.log a:hover, td:last-child a:hover { text-decoration: underline; }
:target { background: #fff3c4; }
bdi { color: #123a5e; }
@page {
  size: A4; margin: 20mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Arial, sans-serif; }
}
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  h2, h3, p:has(+ table) { break-after: avoid; }
  tr, p, h2, h3 { break-inside: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; }
  :target { background: none; }
}
"""
POLICY = policy(STYLE)
_QUOTED = re.compile("\u201c[^\u201c\u201d]*\u201d")
"""A quotation, which has none of its own marks inside."""


def page(dossier: Dossier) -> str:
    """The dossier as a page of HTML; whatever sources wrote is text in it."""
    anchors = {s.position for top in dossier.sections for s in (top, *top.sections) if s.position is not None}
    body = [line for number, top in enumerate(dossier.sections) for line in _section(top, 2, f"s{number}", anchors)]
    contents = [f'<li><a href="#s{number}">{text(top.heading)}</a></li>' for number, top in enumerate(dossier.sections)]
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{text(dossier.title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{text(dossier.title)}</h1>",
        f"<p>Deal: {text(dossier.deal)}</p>",
        "<nav><ul>",
        *contents,
        "</ul></nav>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def text(told: str) -> str:
    """A text without markup, on one line, in which each quotation keeps its direction to itself."""
    return _QUOTED.sub(lambda found: f"<bdi>{found[0]}</bdi>", escape(visible(told)))


def _section(section: Section, level: int, name: str, anchors: set[int]) -> Iterator[str]:
    name = f"at-{section.position}" if section.position is not None else name
    yield f'<h{level} id="{name}">{text(section.heading)}</h{level}>'
    for block in section.blocks:
        yield from _block(block, anchors)
    for number, below in enumerate(section.sections):
        yield from _section(below, level + 1, f"{name}-{number}", anchors)


def _block(block: Block, anchors: set[int]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"<p>{' '.join(_sentence(one, anchors) for one in block.sentences)}</p>"
    else:
        yield from _table(block, anchors)


def _sentence(sentence: Sentence, anchors: set[int]) -> str:
    return f'{text(sentence.text)} <span class="log">[{_cited(sentence.at, anchors)}]</span>'


def _table(table: Table, anchors: set[int]) -> Iterator[str]:
    yield "<table>"
    yield f"<thead><tr>{''.join(f'<th>{text(name)}</th>' for name in (*table.columns, 'Log'))}</tr></thead>"
    yield "<tbody>"
    yield from (_row(row, anchors) for row in table.rows)
    yield "</tbody>"
    yield "</table>"


def _row(row: Row, anchors: set[int]) -> str:
    cells = [*map(text, row.cells), _cited(row.at, anchors)]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _cited(positions: Sequence[int], anchors: set[int]) -> str:
    return ", ".join(_link(first, last, anchors) for first, last in spans(positions))


def _link(first: int, last: int, anchors: set[int]) -> str:
    shown = str(first) if first == last else f"{first}-{last}"
    return f'<a href="#at-{first}">{shown}</a>' if first in anchors else shown
