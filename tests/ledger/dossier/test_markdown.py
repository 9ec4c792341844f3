import pytest

from ledger.dossier.building import dossier
from ledger.dossier.markdown import markdown, plain
from ledger.service import Ledger
from tests.ledger.given import record
from tests.ledger.story import DEAL, claim, recorded

HOSTILE = (
    "# *x* _y_ `z` [a](http://evil.example) <script>alert(1)</script> | & "
    "www.evil.example \u202e\n\n---\n1. me@evil.example"
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", "a \\| b"),
        ("*x* _y_ `z` ~s~", "\\*x\\* \\_y\\_ \\`z\\` \\~s\\~"),
        ("[41]: http://evil.example", "\\[41\\]\\: http://evil.example".replace("\\: http:", ": http\\:")),
        ("<b>&lt;", "\\<b\\>\\&lt;"),
        ("www.evil.example", "www\\.evil.example"),
        ("a\\b", "a\\\\b"),
    ],
)
def test_no_character_of_a_text_is_markup(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_what_sources_wrote_stays_text(ledger: Ledger) -> None:
    recorded(ledger, claim(text=HOSTILE, attribution=[{"source": "outlet", "role": "publisher", "verb": HOSTILE[:90]}]))
    page = markdown(dossier(ledger, DEAL))

    assert "<script" not in page.replace("\\<", "")
    assert "](" not in page.replace("\\]", "")
    assert "\u202e" not in page and "\\u202e" in page.replace("\\\\", "\\")
    assert all(line[:1] in "#|“" or line[:1].isupper() or line[:1].isdigit() for line in page.splitlines() if line)
    tables = [line for line in page.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in tables} <= {3, 4, 5, 6, 7}


def test_every_sentence_has_a_line_of_its_own_with_its_positions(ledger: Ledger) -> None:
    (receipt,) = recorded(ledger, claim())
    page = markdown(dossier(ledger, DEAL)).splitlines()
    assert page[0] == "# Cranes for the harbour"
    assert f"Its origin is agency-a. [{receipt.position}]" in page
    assert all(line.endswith("]") or line[0] in "#|" or line.startswith("Deal: ") for line in page if line)


def test_a_deal_of_which_nothing_is_claimed_has_a_dossier(ledger: Ledger) -> None:
    page = markdown(dossier(ledger, DEAL))
    assert "On record by then: 0 claims on 3 propositions. [12]" in page
    assert "Nothing on record is a basis for ordered, shipped. [10-11]" in page


def test_a_title_is_text(ledger: Ledger) -> None:
    recorded(ledger, record("deal", id="odd", title="# [x](y)\n# z", parties=[]))
    assert markdown(dossier(ledger, "odd")).startswith("# \\# \\[x\\](y) \\# z\n")
