import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.audit.checkpoints import Checkpoint
from ledger.errors import BadNote

EXAMPLE = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
"""The example of C2SP tlog-checkpoint."""

ROOT = bytes.fromhex("0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62")
LINES = st.text(st.characters(min_codepoint=0x20, codec="utf-8"), min_size=1)


def test_the_example_of_the_specification() -> None:
    checkpoint = Checkpoint.parse(EXAMPLE)

    assert checkpoint == Checkpoint("example.com/behind-the-sofa", 20_852_163, ROOT)
    assert checkpoint.text == EXAMPLE


@settings(deadline=None)
@given(
    st.builds(
        Checkpoint,
        origin=LINES,
        size=st.integers(0, 2**63 - 1),
        root=st.binary(min_size=32, max_size=32),
        extensions=st.lists(LINES, max_size=3).map(tuple),
    )
)
def test_a_checkpoint_is_read_as_it_was_written(checkpoint: Checkpoint) -> None:
    assert Checkpoint.parse(checkpoint.text) == checkpoint


@pytest.mark.parametrize(
    "size", ["", "-1", "+1", "007", "1.0", "1e3", " 1", "1 ", "\u0661", "9223372036854775808", "9" * 5000]
)
def test_a_size_is_a_plain_number(size: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(EXAMPLE.replace("20852163", size))


NONE = ["", "\n", "a\n1\n", EXAMPLE[:-1], EXAMPLE + "\n", "\n" + EXAMPLE, EXAMPLE + "\nmore\n"]
NONE += [EXAMPLE.replace("2I=", "2J="), EXAMPLE.replace("2I=", "2I"), EXAMPLE.replace("CsUY", "")]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


@settings(deadline=None)
@given(st.data())
def test_what_is_taken_is_written_in_one_way_only(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(EXAMPLE) - 1))
    changed = EXAMPLE[:at] + data.draw(st.sampled_from("0a=\n +")) + EXAMPLE[at + data.draw(st.integers(0, 1)) :]
    try:
        read = Checkpoint.parse(changed)
    except BadNote:
        return
    assert read.text == changed
