import json
import sys
from unicodedata import category

import pytest

from ledger.unseen import UNSEEN, escaped, visible, visible_lines

WRITTEN_WITH = {0x200C, 0x200D, 0x180E, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Format characters that a script is written with: joiners, a separator, signs before or about a number."""

HIEROGLYPHS = range(0x13430, 0x13440)
"""Format characters that say how hieroglyphs are stacked."""


PLAIN = "plain, Łódź, 北韓, نمی\u200cدانم, 👩\u200d🚒, ☎\ufe0f"  # noqa: RUF001


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (PLAIN, PLAIN),
        ("a\u202egnp.exe", "a\\u202egnp.exe"),
        ("\u2066in\u2069", "\\u2066in\\u2069"),
        ("\x1b[2J", "\\u001b[2J"),
        ("one\r\n\ttwo", "one two"),
        ("\U000e0041", "\\U000e0041"),
        ("a\U000e0100\ufe01b", "a\\U000e0100\\ufe01b"),
        ("\u3164\u115f", "\\u3164\\u115f"),
        ("\u2028x", "\\u2028x"),
    ],
)
def test_what_does_not_show_or_turns_the_text_about_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_every_control_and_format_character_is_among_it() -> None:
    """Held against the Unicode data of whichever Python runs this."""
    kept = WRITTEN_WITH | set(HIEROGLYPHS) | {0x09, 0x0A}
    unseen = {code for code in range(sys.maxunicode + 1) if category(chr(code)) in ("Cc", "Cf", "Zl", "Zp")}
    assert {code for code in unseen if not UNSEEN.match(chr(code))} == kept & unseen


def test_nothing_that_shows_is_among_it() -> None:
    """Letters, digits, punctuation and symbols do; the fillers of Hangul are called letters, and show nothing."""
    unseen = [chr(code) for code in range(sys.maxunicode + 1) if UNSEEN.match(chr(code))]
    assert [one for one in unseen if category(one)[0] in "LNPS"] == ["\u115f", "\u1160", "\u3164", "\uffa0"]


@pytest.mark.parametrize("text", ["\u202e", "\x7f", "\U000e0041", "plain\n"])
def test_json_with_escapes_says_the_same(text: str) -> None:
    document = json.dumps({"said": text}, ensure_ascii=False, indent=2)
    assert json.loads(escaped(document)) == {"said": text}
    assert all(visible(character) == character for character in escaped(document) if character != "\n")


def test_lines_keep_their_blanks_and_show_all_else() -> None:
    assert visible_lines("a:\r\n  b:    c\t\x1b[31m\u202e\r") == "a:\n  b:    c\t\\u001b[31m\\u202e\\u000d"
