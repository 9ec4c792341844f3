import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.audit.base64 import read, written


@settings(deadline=None)
@given(st.binary(max_size=100))
def test_what_is_written_is_read_as_it_was(data: bytes) -> None:
    assert read(written(data)) == data


@pytest.mark.parametrize(
    "text", ["a", "ab", "abc", "ab==\n", " YWI=", "YWJ=", "YW-_", "YWI==", "YWI=YWI=", "ÿÿÿÿ", "===="]
)
def test_what_is_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text)
