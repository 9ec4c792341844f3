import json
from base64 import b64encode
from hashlib import sha256

import pytest

from ledger.dossier.showing import cited, escaped, policy, spans, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, Łódź, 北韓, نمی‌دانم", "plain, Łódź, 北韓, نمی‌دانم"),
        ("a\u202egnp.exe", "a\\u202egnp.exe"),
        ("\u2066in\u2069", "\\u2066in\\u2069"),
        ("\x1b[2J", "\\u001b[2J"),
        ("one\r\n\ttwo", "one two"),
        ("\U000e0041", "\\U000e0041"),
        ("\u2028x", "\\u2028x"),
    ],
)
def test_what_does_not_show_or_turns_the_text_about_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["\u202e", "\x7f", "\U000e0041", "plain\n"])
def test_json_with_escapes_says_the_same(text: str) -> None:
    document = json.dumps({"said": text}, ensure_ascii=False, indent=2)
    assert json.loads(escaped(document)) == {"said": text}
    assert all(visible(character) == character for character in escaped(document) if character != "\n")


def test_a_page_may_wear_its_own_style_and_do_nothing_else() -> None:
    digest = b64encode(sha256(b"p {}").digest()).decode()
    assert policy("p {}") == f"default-src 'none'; style-src 'sha256-{digest}'"


def test_runs_of_positions_are_cited_by_their_ends() -> None:
    assert cited((1, 46, 47, 48, 53)) == "1, 46-48, 53"
    assert list(spans((7,))) == [(7, 7)]
