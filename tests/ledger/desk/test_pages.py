from ledger.desk.pages import STYLE, page, table, text, verbatim
from ledger.desk.writing import MARK


def test_a_page_loads_nothing_and_says_what_it_is() -> None:
    made = page("Echoes & more", ["<p>one</p>"])
    assert made.startswith(f'<!doctype html>\n{MARK}\n<html lang="en">')
    assert "<title>Echoes &amp; more</title>" in made
    assert "default-src 'none'" in made
    assert "url(" not in STYLE and "@import" not in STYLE


def test_what_would_turn_the_text_about_is_made_visible() -> None:
    assert text("a\u202eb <i>") == "a\\u202eb &lt;i&gt;"


def test_lines_keep_what_they_begin_with() -> None:
    assert verbatim("one\n    two\n\nthree") == "<pre>one\n \xa0 \xa0two\n\nthree</pre>"


def test_a_table_names_its_columns_for_who_does_not_see_it() -> None:
    assert '<th scope="col">stance</th>' in table(("stance",), [["<b>x</b>"]])
