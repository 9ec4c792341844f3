import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.audit.notes import MOST, Note, Signature, noted
from ledger.audit.signers import Kind, Signer
from ledger.errors import BadNote
from tests.ledger.audit.test_signers import LINE, NAMES, SIGNER, TEXT

OURS = Signer.parse(SIGNER)
OTHERS = Signer("other.example", Kind.SIGNS, b"\1" * 32)
WITNESS = Signer("witness.example/w1", Kind.COSIGNS, b"\2" * 32)
TEXTS = st.text(st.characters(min_codepoint=0x20, codec="utf-8")).map(lambda line: line + "\n")
SIGNATURES = st.builds(
    Signature, name=NAMES, key_id=st.binary(min_size=4, max_size=4), data=st.binary(min_size=1, max_size=80)
)

EXAMPLE = """Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

\N{EM DASH} quasimodo.example/salvatore \
NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
""".encode()
"""The example of C2SP signed-note. Its text has an empty line."""


def signed(*signers: Signer) -> Note:
    return noted(TEXT, [signer.sign(TEXT, 1_700_000_000) for signer in signers])


def test_the_example_of_the_specification() -> None:
    note = Note.parse(EXAMPLE)

    assert note.text.endswith("\n\ned è subito sera.\n") and note.data == EXAMPLE
    assert [signature.name for signature in note.signatures] == ["quasimodo.example/salvatore"]


def test_the_published_note() -> None:
    note = Note.parse(f"{TEXT}\n{LINE}\n".encode())

    assert [verifier.name for verifier, _ in note.signed_by([OURS.verifier])] == ["PeterNeumann"]


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4).map("".join), st.lists(SIGNATURES, min_size=1, max_size=4))
def test_a_note_is_read_as_it_was_written(text: str, signatures: list[Signature]) -> None:
    note = noted(text, signatures)
    assert Note.parse(note.data) == note


NONE = ["", "\n", "text\n", "text\n\n", TEXT, f"{TEXT}{LINE}\n", f"{TEXT}\n{LINE}", f"{TEXT}\n{LINE}\n\n"]
NONE += [f"{TEXT}\n{LINE}\nmore\n", f"{TEXT}\n{LINE[2:]}\n", f"{TEXT}\n{LINE} \n", f"{TEXT}\n{LINE}\r\n"]
NONE += [f"{TEXT}\n{LINE.replace(' x08', '  x08')}\n", f"{TEXT}\n{LINE.replace('Neu', 'N+u')}\n"]
NONE += [f"{TEXT}\n{LINE.replace('nAM=', 'nAN=')}\n", f"{TEXT}\t\n\n{LINE}\n", "a" * 1_000_001]


@pytest.mark.parametrize("data", [*(text.encode() for text in NONE), f"{TEXT}\n{LINE}\n".encode() + b"\xff"])
def test_what_is_no_note(data: bytes) -> None:
    with pytest.raises(BadNote):
        Note.parse(data)


def test_a_note_has_at_most_so_many_signatures() -> None:
    lines = [LINE] * MOST

    assert len(Note.parse("\n".join([TEXT, *lines, ""]).encode()).signatures) == MOST
    with pytest.raises(BadNote, match="101"):
        Note.parse("\n".join([TEXT, *lines, LINE, ""]).encode())


@pytest.mark.parametrize("text", ["", "no end", "a\tb\n", "a\r\n", "\0\n"])
def test_what_is_no_text_of_a_note(text: str) -> None:
    with pytest.raises(BadNote):
        noted(text, [])


def test_signatures_of_others_are_passed_over() -> None:
    note = signed(OTHERS, OURS, WITNESS)

    assert [verifier for verifier, _ in note.signed_by([OURS.verifier])] == [OURS.verifier]
    assert [verifier for verifier, _ in note.signed_by([WITNESS.verifier, OURS.verifier])] == [
        OURS.verifier,
        WITNESS.verifier,
    ]


def test_a_key_that_signed_twice_is_told_once() -> None:
    assert len(signed(OURS, OURS).signed_by([OURS.verifier])) == 1


def test_a_note_that_no_known_key_signed_is_refused() -> None:
    with pytest.raises(BadNote, match=r"other\.example"):
        signed(OURS).signed_by([OTHERS.verifier])
    with pytest.raises(BadNote, match="nobody"):
        signed(OURS).signed_by([])


def test_a_wrong_signature_of_a_known_key_spoils_the_note_though_another_is_good() -> None:
    good, wrong = OURS.sign(TEXT), OTHERS.sign("another text\n")

    with pytest.raises(BadNote, match=r"other\.example"):
        noted(TEXT, [good, wrong]).signed_by([OURS.verifier, OTHERS.verifier])
    assert noted(TEXT, [good, wrong]).signed_by([OURS.verifier])  # that of a key that is not known says nothing


def test_a_key_of_the_same_name_is_another_key() -> None:
    namesake = Signer(OURS.name, Kind.SIGNS, b"\3" * 32)

    with pytest.raises(BadNote):
        signed(namesake).signed_by([OURS.verifier])


@settings(deadline=None)
@given(st.data())
def test_no_note_that_was_altered_is_taken_for_another(data: st.DataObject) -> None:
    """Whatever is taken has the text that was signed; so has what was altered in signatures that are not known."""
    note = signed(OURS, WITNESS).data
    at = data.draw(st.integers(0, len(note) - 1))
    changed = note[:at] + data.draw(st.binary(max_size=2)) + note[at + data.draw(st.integers(0, 2)) :]
    try:
        read = Note.parse(changed)
        read.signed_by([OURS.verifier])
    except BadNote:
        return
    assert read.text == TEXT and read.data == changed
