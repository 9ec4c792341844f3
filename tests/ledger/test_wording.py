from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.wording import words_of

ALIKE = {
    "case": ("ARMS talks", "arms TALKS"),
    "a sharp s": ("Straße", "STRASSE"),
    "a final sigma": ("ΟΔΟΣ", "οδος"),
    "a dotted I": ("İstanbul", "istanbul"),
    "accents, composed or not": ("Łódź, café", "Lodz cafe\u0301"),
    "Russian with stress and ё": ("Шойгу́ всё", "шойгу все"),
    "Arabic with vowel points and hamza": ("العِراق أحمد", "العراق احمد"),
    "Arabic, lengthened": ("مـــحمد", "محمد"),
    "Hebrew points": ("קִים", "קים"),
    "digits of another script": ("٣٤ \u06f5", "34 5"),
    "wide letters and ligatures": ("\uff24\uff30\uff32\uff2b ﬁne", "dprk fine"),
    "halfwidth kana": ("ｶﾞｻﾞ", "ガザ"),
    "romanised ayn": ("ʿAlī", "Ali"),
    "a soft hyphen and direction marks": ("\u202emuni\u00adtions\u202c", "munitions"),
    "Korean, composed or not": ("북한", normalize("NFD", "북한")),
}
APART = {
    "punctuation": ('O\'Brien--said:\n"yes"', "o brien said yes"),
    "what FTS5 would read as its own": ("a AND b* ^c - d:e (NEAR)", "a and b c d e near"),
    "an underline and NUL": ("a_b\x00c", "a b c"),
    "Chinese": ("北京说\uff1a北韓", "北 京 说 北 韓"),
    "Korean": ("북한은 무기", "북 한 은 무 기"),
    "kana": ("ガザ", "ガ ザ"),
    "Thai": ("ไทย", "ไ ท ย"),
    "Hindi keeps its vowels": ("हिन्दी में", "हिन्दी में"),
    "scripts in one word": ("KN-23型", "kn 23 型"),
    "nothing but signs": ("... 🚀 € — \u200b", ""),
}


@pytest.mark.parametrize("texts", ALIKE.values(), ids=ALIKE)
def test_what_is_written_alike_is_the_same_words(texts: tuple[str, str]) -> None:
    one, other = texts

    assert words_of(one) == words_of(other) != ""


@pytest.mark.parametrize(("text", "words"), APART.values(), ids=APART)
def test_words_stand_apart(text: str, words: str) -> None:
    assert words_of(text) == words


def test_what_means_something_else_is_another_word() -> None:
    assert len({words_of(text) for text in ("カ", "ガ", "か", "한", "하", "и", "й", "12", "21")}) == 8


@given(st.text())
def test_words_are_letters_marks_and_digits_with_one_space_between(text: str) -> None:
    words = words_of(text)

    assert words == " ".join(words.split())
    assert not set(words) & set("\x00\"'*^:=<()+-._")
    assert words == words.casefold()  # Cherokee folds to its capitals


@given(st.lists(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")))))
def test_texts_with_a_space_between_have_their_words_one_by_one(texts: list[str]) -> None:
    assert words_of(" ".join(texts)).split() == " ".join(map(words_of, texts)).split()
