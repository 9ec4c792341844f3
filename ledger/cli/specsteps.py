"""`claim-ledger spec steps`: the vocabulary, to be read, searched, or kept beside the feature files."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.options import AsJson
from ledger.cli.refusing import NO, refusing
from ledger.cli.specoptions import replaceable
from ledger.cli.terminal import answers, asides, say_json

PAGE = Path("features/VOCABULARY.md")
Word = Annotated[str | None, typer.Argument(metavar="WORDS", help="Only the steps that have these words somewhere.")]
Markdown = Annotated[bool, typer.Option("--markdown", help=f"Write all of it to {PAGE}, over such a page.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where --markdown writes.")]


@refusing
def steps(word: Word = None, markdown: Markdown = False, out: Out = PAGE, as_json: AsJson = False) -> None:
    """Print every step that a specification may take: what it says, what its slots and columns take, an example."""
    from ledger.desk import glossary
    from ledger.desk.searching import found as searched
    from ledger.desk.writing import write

    if markdown and word is not None:
        raise typer.BadParameter("the page holds the whole vocabulary: leave the word out", param_hint="--markdown")
    found = searched(word)
    if not found:
        asides().print(f"No step speaks of {word}: see all of them with `claim-ledger spec steps`")
        raise typer.Exit(NO)
    if markdown:
        replaceable(out, "--out")
        out.parent.mkdir(parents=True, exist_ok=True)
        write(out, glossary.markdown(found))
        answers().print(f"Wrote {len(found)} steps to {out}", soft_wrap=True)
    elif as_json:
        say_json(list(found))
    else:
        for line in glossary.printed(found):
            answers().print(line, soft_wrap=True)
