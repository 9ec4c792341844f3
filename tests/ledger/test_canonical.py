import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.canonical import canonical, commitment, digest
from ledger.events import Fact
from tests.ledger.examples import EXAMPLES, fact_json

KEYS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=8)
INTEGERS = st.integers(-(2**53) + 1, 2**53 - 1)
SCALARS = st.one_of(st.none(), st.booleans(), INTEGERS, st.text())
VALUES = st.recursive(SCALARS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(KEYS, inner)), max_leaves=20)


@given(VALUES)
@example({"b": 1, "a": {"\x20": None, "~": [True, False]}, "": '\u2028\u2029\x7f\x00"\\/\b\f\n\r\t'})
@example({"A": 2**53 - 1, "a": -(2**53) + 1, "Z": "😀\ufffd", "aa": "é e\u0301"})
def test_it_writes_what_rfc_8785_prescribes(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("fact", EXAMPLES, ids=lambda fact: fact.wire)
def test_it_writes_every_fact_as_rfc_8785_prescribes(fact: Fact) -> None:
    assert canonical(fact_json(fact)) == rfc8785.dumps(fact_json(fact))


@given(st.dictionaries(KEYS, SCALARS))
def test_the_order_in_which_keys_were_given_does_not_matter(value: Mapping[str, Any]) -> None:
    assert canonical({key: value[key] for key in reversed(list(value))}) == canonical(value)


def test_a_tuple_is_written_as_a_list() -> None:
    assert canonical(("a", (1,))) == b'["a",[1]]'


@pytest.mark.parametrize("value", [2**53, -(2**53), b"bytes", {1, 2}, {1: "a key that is no text"}, "\ud800"])
def test_what_has_no_canonical_form_is_a_type_error(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical({"value": value})


def test_a_digest_is_that_of_the_canonical_bytes() -> None:
    # SHA-256 of `{}`, from any other tool
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest({"b": 1, "a": 2}) == "sha256:" + hashlib.sha256(b'{"a":2,"b":1}').hexdigest()


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_commitment_is_an_hmac(salt: bytes, data: bytes) -> None:
    assert commitment(salt, data) == "hmac-sha256:" + hmac.new(salt, data, "sha256").hexdigest()


def test_a_commitment_of_rfc_4231() -> None:
    expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    assert commitment(b"\x0b" * 20, b"Hi There") == "hmac-sha256:" + expected
