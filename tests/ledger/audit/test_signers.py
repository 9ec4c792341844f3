import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.audit.signers import Kind, Signer, Verifier, time_of
from ledger.errors import BadSigner

SIGNER = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
"""The pair of keys in the examples of the reference implementation (golang.org/x/mod/sumdb/note)."""

TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = "\N{EM DASH} PeterNeumann "
LINE += "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
"""What it signs there, and how."""

NAMES = st.text(st.characters(min_codepoint=0x21, codec="utf-8", exclude_characters="+"), min_size=1).filter(
    lambda name: not any(char.isspace() for char in name)
)
SIGNERS = st.builds(Signer, name=NAMES, kind=st.sampled_from(Kind), seed=st.binary(min_size=32, max_size=32))


def test_the_published_pair_of_keys() -> None:
    signer = Signer.parse(SIGNER)

    assert (signer.text, signer.verifier.text) == (SIGNER, VERIFIER)
    assert Verifier.parse(VERIFIER) == signer.verifier
    assert signer.sign(TEXT).line == LINE
    assert signer.verifier.verifies(TEXT, signer.sign(TEXT).data)


@settings(deadline=None)
@given(SIGNERS)
def test_keys_are_read_as_they_were_written(signer: Signer) -> None:
    assert Signer.parse(signer.text) == signer
    assert Verifier.parse(signer.verifier.text) == signer.verifier


@pytest.mark.parametrize("text", [SIGNER, VERIFIER])
@settings(deadline=None)
@given(st.data())
def test_a_key_that_was_altered_is_not_read(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("aA0+= /\n").filter(lambda char: char != text[at]))
    parse = Signer.parse if text is SIGNER else Verifier.parse

    for changed in (text[:at] + other + text[at + 1 :], text[:at] + other + text[at:], text[:at]):
        with pytest.raises(BadSigner) as refused:
            parse(changed)
        assert "AYEKFALV" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a+b",
        "\udcff+c74f20a3+AQ==",
        VERIFIER + "\n",
        "a b+c74f20a3+AQ==",
        "a+c74f20a3+AQ==",
        "a+c74f20a3+CQ==",
    ],
)
def test_what_is_no_verifier(text: str) -> None:
    with pytest.raises(BadSigner):
        Verifier.parse(text)


def test_a_signer_is_not_taken_for_a_verifier_nor_shown_by_chance() -> None:
    with pytest.raises(BadSigner):
        Verifier.parse(SIGNER)
    with pytest.raises(BadSigner):
        Signer.parse(VERIFIER)
    assert "seed" not in repr(Signer.parse(SIGNER)) and "AYEKFALV" not in repr(Signer.parse(SIGNER))


@settings(deadline=None)
@given(SIGNERS, st.text(), st.integers(0, 2**63 - 1), st.data())
def test_a_signature_holds_for_its_text_and_key_alone(
    signer: Signer, text: str, time: int, data: st.DataObject
) -> None:
    signed, verifier = signer.sign(text, time).data, signer.verifier
    bit = data.draw(st.integers(0, 8 * len(signed) - 1))
    flipped = bytes(byte ^ (1 << bit % 8 if at == bit // 8 else 0) for at, byte in enumerate(signed))

    assert verifier.verifies(text, signed)
    assert not verifier.verifies(text + "!", signed)
    assert not verifier.verifies(text, flipped)
    assert not verifier.verifies(text, signed[:-1])
    assert not verifier.verifies(text, signed + b"\0")
    assert not verifier.verifies(text, b"")
    other = Signer(signer.name, signer.kind, bytes([signer.seed[0] ^ 1]) + signer.seed[1:])
    assert not other.verifier.verifies(text, signed)


def test_a_witness_signs_the_text_and_when_it_saw_it() -> None:
    """C2SP tlog-cosignature: the key's own signature of two lines, of which the second is the time, and the text."""
    seed, text = (
        bytes(range(32)),
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    )
    signed = Signer("witness.example/w1", Kind.COSIGNS, seed).sign(text, 1_679_315_147)
    plain = Signer("witness.example/w1", Kind.SIGNS, seed).sign("cosignature/v1\ntime 1679315147\n" + text)

    assert signed.data == (1_679_315_147).to_bytes(8, "big") + plain.data
    assert signed.key_id != plain.key_id
    assert time_of(signed.data) == 1_679_315_147


@pytest.mark.parametrize("data", [b"", b"\0" * 7, b"\x80" + b"\0" * 7])
def test_what_holds_no_time(data: bytes) -> None:
    with pytest.raises(ValueError, match="time"):
        time_of(data)
