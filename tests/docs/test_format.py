"""docs/format.md says what the verifier does: its examples are worked out again, its rules are the verifier's."""

import ast
import inspect
import re
from hashlib import sha256
from pathlib import Path

from ledger.auditor import certificate, certified, verifier
from ledger.auditor.verifier import Key, Log, Row, Tree, head_of, leaf_hash, verify
from ledger.canonical import commitment
from ledger.entries import decode
from ledger.store.file import APPLICATION_ID
from ledger.store.notary import SUFFIX
from tests.docs import tables

PAGE = (Path(__file__).parents[2] / "docs/format.md").read_text()
BLOCKS = [block.strip("\n").split("\n") for block in re.findall(r"```(?:json|text)\n(.*?)```", PAGE, re.S)]
ENTRIES = [line.encode() for line in BLOCKS[0]]


def rules_of(module: object) -> set[str]:
    """The rules that a module says are broken."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]  # type: ignore[arg-type]
    named = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Difference"]
    return {str(rule.value) for rule in named if isinstance(rule, ast.Constant)}


def test_the_entries_are_entries() -> None:
    assert [decode(line).data for line in ENTRIES] == ENTRIES
    assert {row[0].strip("`") for row in tables.rows(PAGE, "Entries")} >= {"position", "fact", "nonce"}
    assert "65,535" in PAGE and verifier.LARGEST == 65_535


def test_the_hashes_are_theirs() -> None:
    tree = Tree()
    for line in ENTRIES:
        tree.add(leaf_hash(line))
    assert [sha256(b"\x00" + line).hexdigest() for line in ENTRIES] == BLOCKS[1][:2]
    assert tree.root().hex() == BLOCKS[1][2]


def test_the_checkpoint_is_of_them_and_signed_by_the_key() -> None:
    note, key = "\n".join(BLOCKS[2]) + "\n", Key.parse(BLOCKS[3][0])
    assert head_of(note, [key]).signers == ("ledger.example/cranes",)
    assert verify(Log([Row(line) for line in ENTRIES]), [key], [note]).size == 2


def test_the_commitment_is_to_the_note() -> None:
    assert BLOCKS[4] == [commitment(bytes(range(32)), b"Said with a smile.")]


def test_the_file_is_told_by_its_number_and_the_signers_by_their_name() -> None:
    assert f"0x{APPLICATION_ID:08X}" in PAGE
    assert f"`NAME{SUFFIX}`" in PAGE


def test_the_members_of_a_certificate_are_there_and_no_other() -> None:
    names = {row[0].strip("`") for row in tables.rows(PAGE, "A replay certificate")}
    constants = (certificate.BELIEFS, certificate.VERIFIERS, certificate.REPORT, certificate.CERTIFICATE)
    assert names == {verifier.EVENTS, verifier.CHECKPOINTS, *constants}


def test_every_rule_is_there_and_no_other() -> None:
    assert {row[0] for row in tables.rows(PAGE, "Rules")} == rules_of(verifier) | rules_of(certified)
    assert [row[0] for row in tables.rows(PAGE, "Rules")][-3:] == ["members", "beliefs", "report"]
    assert rules_of(certified) == {"members", "beliefs", "report"}
