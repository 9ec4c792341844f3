"""Pages: HTML that loads nothing and runs nothing, reads well aloud and in print."""

from collections.abc import Iterable
from html import escape

from ledger.desk.writing import MARK
from ledger.dossier.showing import policy
from ledger.unseen import visible

STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1b1b1b; font: 17px/1.5 Georgia, "Noto Serif", serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1, h2, h3, h4, th, nav { font-family: "Helvetica Neue", Arial, "Noto Sans", sans-serif; line-height: 1.25; }
h1 { font-size: 1.7rem; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; padding-top: .5rem; border-top: 2px solid #1b1b1b; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
p, li, td, pre { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: .5rem 0; padding: .5rem .75rem; border-left: 4px solid #d4d4d4; }
.why { border-left-color: #8a1c1c; }
pre, code, .steps { font: .85rem/1.45 "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; }
.steps { list-style: none; padding: 0; margin: .5rem 0 1rem; }
.steps li { margin: .15rem 0; }
.steps a { color: inherit; text-decoration-color: #b5b5b5; }
.log, .log a { color: #5a5a5a; font-size: .8rem; }
table { border-collapse: collapse; margin: .4rem 0 .75rem; font-size: .85rem; line-height: 1.35; }
th, td { padding: .2rem .9rem .2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #d4d4d4; }
.green { color: #1d5f2f; } .red { color: #8a1c1c; font-weight: bold; } .not-run, .not-asked { color: #6b5a00; }
@page { size: A4; margin: 20mm 18mm; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  h2, h3, h4 { break-after: avoid; }
  tr, li, pre { break-inside: avoid; }
  a { color: inherit; }
}
"""


def page(title: str, body: Iterable[str]) -> str:
    """A whole page around some lines of HTML."""
    lines = [
        "<!doctype html>",
        MARK,
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy(STYLE)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{text(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{text(title)}</h1>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def text(told: str) -> str:
    """A text without markup, on one line, with what would not show made visible."""
    return escape(visible(told))


def verbatim(told: str, *, why: bool = False) -> str:
    """Lines as they stand; set off where they say why something is red."""
    return (
        ('<pre class="why">' if why else "<pre>")
        + "\n".join(escape(visible(line)) if line.strip() else "" for line in _kept(told))
        + "</pre>"
    )


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"


def _kept(told: str) -> list[str]:
    """Lines whose blanks at their beginning are kept: `visible` would make one of them."""
    return [line.replace("  ", " \N{NO-BREAK SPACE}") for line in told.splitlines()]
