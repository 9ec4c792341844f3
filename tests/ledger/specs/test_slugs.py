import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ledger.specs.slugs import LONGEST, slug
from ledger.terms import Slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("State U", "state-u"),
        ("containers were moved", "containers-were-moved"),
        ("  Wire,  the (second)  ", "wire-the-second"),
        ("Café Zürich", "cafe-zurich"),
        ("7th fleet", "7th-fleet"),
    ],
)
def test_a_slug_is_the_words_of_its_text(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_letters_that_have_no_plain_form_are_told_apart() -> None:
    assert slug("東京") != slug("大阪")
    assert re.fullmatch(r"[0-9a-f]{8}", slug("東京"))
    assert re.fullmatch(r"port-[0-9a-f]{8}", slug("Port 東"))


def test_long_texts_are_cut_and_told_apart() -> None:
    one, other = slug("word " * 40 + "one"), slug("word " * 40 + "other")
    assert one != other
    assert len(one) <= LONGEST


@given(st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text))))
def test_any_name_has_an_id_that_the_ledger_takes(text: str) -> None:
    TypeAdapter(Slug).validate_python(slug(text))
