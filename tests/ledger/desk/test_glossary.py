from pathlib import Path

from ledger.desk.glossary import markdown, printed, worded
from ledger.desk.searching import found
from ledger.desk.vocabulary import vocabulary
from ledger.specs.meaning.relating import INTEREST, TIES

PAGE = Path(__file__).parents[3] / "features/VOCABULARY.md"


def test_the_page_of_the_vocabulary_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(list(vocabulary())), "run: claim-ledger spec steps --markdown"


def test_every_step_is_on_the_page_with_its_keywords_and_its_example() -> None:
    page = markdown(list(vocabulary()))
    for entry in vocabulary():
        assert f"### `{worded(entry)}`\n" in page
        assert f'<a id="{entry.anchor}"></a>' in page
        assert f"```gherkin\n{entry.example}\n```" in page


def test_it_is_printed_80_columns_wide_but_for_what_is_there_to_be_copied() -> None:
    examples = {f"    {line}" for entry in vocabulary() for line in entry.example.splitlines()}
    assert [line for line in printed(list(vocabulary())) if len(line) > 80 and line not in examples] == []


def test_what_columns_take_is_printed_below_the_step() -> None:
    told = "\n".join(printed(found("the sources:")))
    assert "Given the {things}:\n" in told
    assert "  Columns of sources:\n" in told
    assert "    source (needed): a source, by its name in quotation marks\n" in told
    assert "    reliability: one of A, B, C, D, E, F\n" in told
    assert '    | "Wire" | press | B           |' in told


def test_the_page_begins_with_what_holds_of_many_steps() -> None:
    page = " ".join(markdown(list(vocabulary())).split())
    for told in (
        "a column that is empty in every row is a fault",
        "may be named by its id as well",
        "`recorded` goes forward",
        "`probable` for `likely`",
        "B usually reliable",
        "1 confirmed by other independent sources",
        "`900/1100` (from, to)",
    ):
        assert told in page
    for relation in (*TIES, INTEREST):
        assert f"`{relation}`" in page.partition("## Given")[0]
