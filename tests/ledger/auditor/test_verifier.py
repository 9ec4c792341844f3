"""The verifier finds whatever was done to a log, by its position, and nothing where nothing was done."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.audit.signers import Kind, Signer
from ledger.audit.tree import Tree
from ledger.auditor import verifier
from ledger.auditor.verifier import Difference, Key, Log, Report, Row, Unreadable, head_of, is_signed, verify
from ledger.canonical import canonical, read_strictly
from ledger.opening import open_ledger
from tests.ledger.auditor.tampered import OTHER, SIGNER, WITNESS, Lines, changed, note_of, numbered, without
from tests.ledger.given import source_record
from tests.ledger.story import ANALYST, DEAL, Calendar, everything

KEYS = (SIGNER.verifier.text,)
MIDDLE, COUNT, CLAIM = 18, 40, 20


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with every kind of record, which nobody has open."""
    path = tmp_path_factory.mktemp("audited") / "cranes.ledger"
    calendar = Calendar()
    with open_ledger(str(path), create=True, clock=calendar) as ledger:
        for record in everything():
            calendar.pass_seconds(1)
            ledger.record(record, by=ANALYST)
        ledger.beliefs(DEAL)  # it is indexed
    return path


@pytest.fixture(scope="module")
def log(path: Path) -> Lines:
    """The bytes of its entries."""
    with closing(sqlite3.connect(path)) as db:
        return [data for (data,) in db.execute("SELECT state FROM events ORDER BY position")]


def checked(lines: Lines, *notes: str, keys: tuple[str, ...] = KEYS, by: ModuleType = verifier, **codec: Any) -> Report:
    """What a verifier says of entries that lie in an export, held to these checkpoints."""
    found: Report = by.verify(
        by.Log([by.Row(line) for line in lines]),
        [by.Key.parse(key) for key in keys if notes],
        notes,
        by.Entries(**codec) if codec else None,
    )
    return found


def differing(lines: Lines, *notes: str, keys: tuple[str, ...] = KEYS, **codec: Any) -> tuple[str, int | None]:
    """Which rule it finds broken, and where."""
    with pytest.raises(Difference) as found:
        checked(lines, *notes, keys=keys, **codec)
    return found.value.rule, found.value.position


# -- what is well ------------------------------------------------------------------------------------------------------


def test_a_log_that_nobody_touched_is_verified(log: Lines) -> None:
    tree = Tree()
    for line in log:
        tree.add(line)

    found = checked(log, note_of(log[:MIDDLE], SIGNER, WITNESS), note_of(log, SIGNER), note_of([], SIGNER))

    assert (found.size, found.root) == (len(log), tree.hash)
    assert [head.size for head in found.heads] == [0, MIDDLE, len(log)]
    assert (found.held, found.forgotten) == (None, None)


def test_in_a_file_the_vault_is_looked_at_too(path: Path, log: Lines) -> None:
    with verifier.opened(path) as opened:
        found = verify(opened)

    assert found.size == len(log)
    assert found.held is not None and found.held > 0
    assert found.forgotten == 0


@pytest.mark.parametrize("size", [0, 1, 2, 3, MIDDLE])
def test_every_beginning_is_verified_and_holds_to_its_own_checkpoint(log: Lines, size: int) -> None:
    assert checked(log[:size], note_of(log[:size], SIGNER)).size == size


def test_it_says_what_it_does_not_show(log: Lines) -> None:
    def said(*notes: str, keys: tuple[str, ...] = KEYS) -> str:
        return " ".join(checked(log, *notes, keys=keys).not_shown)

    whole = note_of(log, SIGNER)
    assert "no checkpoint was given" in said()
    assert f"from position {MIDDLE + 1} on" in said(note_of(log[:MIDDLE], SIGNER))
    assert "no key was given" in said(whole, keys=())
    assert "shown to others" in said(whole) and "no checkpoint" not in said(whole)
    assert "vault" in said(whole) and "is true" in said(whole)


# -- what somebody did -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [1, 2, MIDDLE, -1])
def test_an_entry_that_is_gone_is_missed(log: Lines, at: int) -> None:
    index = at - 1 if at > 0 else len(log) - 1
    left = log[:index] + log[index + 1 :]
    rule, position = differing(left, note_of(log, SIGNER))
    assert (rule, position) == (("order", index + 1) if at > 0 else ("end", len(log)))


def test_every_pair_of_neighbours_is_missed_where_it_is_swapped(log: Lines) -> None:
    for index in range(len(log) - 1):
        swapped = [*log[:index], log[index + 1], log[index], *log[index + 2 :]]
        assert differing(swapped) == ("order", index + 1)


def test_entries_put_in_another_order_with_new_positions_are_found(log: Lines) -> None:
    swapped = [*log]
    swapped[1], swapped[2] = swapped[2], swapped[1]
    renumbered = [changed(line, lambda e: e.update(recorded_at="2024-01-01T12:00:00.000000Z")) for line in swapped]
    assert differing(numbered(renumbered), note_of(log, SIGNER)) == ("root", len(log))
    assert checked(numbered(renumbered)).size == len(log), "without a checkpoint nothing tells them apart"


def test_an_altered_value_is_between_the_last_head_that_holds_and_the_first_that_does_not(log: Lines) -> None:
    altered = [*log]
    altered[MIDDLE] = changed(log[MIDDLE], lambda entry: entry.update(recorded_by="somebody"))
    notes = [note_of(log[:size], SIGNER) for size in (MIDDLE, MIDDLE + 5, len(log))]

    with pytest.raises(Difference) as found:
        checked(altered, *notes)

    assert (found.value.rule, found.value.after, found.value.position) == ("root", MIDDLE, MIDDLE + 5)


def test_every_beginning_of_a_log_is_found_to_be_one(log: Lines) -> None:
    note = note_of(log, SIGNER)
    for size in range(len(log)):
        assert differing(log[:size], note, keys=()) == ("end", size + 1)


def test_a_log_made_anew_and_signed_by_another_key_is_found(log: Lines) -> None:
    other = [changed(line, lambda entry: entry.update(recorded_by="somebody")) for line in log]
    assert differing(other, note_of(other, OTHER)) == ("signature", len(log))
    assert differing(other, note_of(other, SIGNER), note_of(log[:MIDDLE], SIGNER)) == ("root", MIDDLE)
    assert checked(other, note_of(other, SIGNER)).size == len(log), "who holds the key can make a log anew"


def test_two_readers_who_were_shown_different_logs_find_it_when_they_compare(log: Lines) -> None:
    fork = [*log[:-1], changed(log[-1], lambda entry: entry.update(recorded_by="somebody"))]
    mine, yours = note_of(log, SIGNER), note_of(fork, SIGNER)
    assert checked(log, mine).size == checked(fork, yours).size

    assert differing(log, mine, yours) == ("root", len(log))
    assert differing(fork, mine, yours) == ("root", len(log))


def test_a_checkpoint_of_another_log_is_no_checkpoint_of_this_one(log: Lines) -> None:
    assert differing(log, note_of(log, SIGNER), note_of(log, OTHER, origin="other.example"), keys=())[0] == "signature"


@pytest.mark.parametrize("codec", [{}, {"loads": read_strictly, "dumps": canonical}], ids=["strict", "fast"])
def test_every_flip_of_a_bit_is_found(log: Lines, codec: dict[str, Any]) -> None:
    note = note_of(log[:3], SIGNER)
    for index, line in enumerate(log[:3]):
        for at in range(len(line)):
            flipped = [*log[:3]]
            flipped[index] = line[:at] + bytes([line[at] ^ (1 << at % 8)]) + line[at + 1 :]
            assert differing(flipped, note, keys=(), **codec)[1] in range(1, 4)


# -- each rule, and its twin without it --------------------------------------------------------------------------------


def _set(at: int, change: Callable[[dict[str, Any]], object]) -> Callable[[Lines], Lines]:
    return lambda log: [*log[: at - 1], changed(log[at - 1], change), *log[at:]]


BROKEN: dict[str, tuple[Callable[[Lines], Lines], Callable[[Lines], list[str]], int | None]] = {
    "order": (_set(MIDDLE, lambda e: e.update(position=99)), lambda log: [], MIDDLE),
    "versions": (_set(MIDDLE, lambda e: e.update(version=7)), lambda log: [], MIDDLE),
    "clock": (_set(MIDDLE, lambda e: e.update(recorded_at="2001-01-01T00:00:00.000000Z")), lambda log: [], MIDDLE),
    "root": (_set(MIDDLE, lambda e: e.update(nonce="0" * 32)), lambda log: [note_of(log, SIGNER)], COUNT),
    "claim-id": (_set(CLAIM, lambda e: e["fact"]["content"].update(text="something else")), lambda log: [], CLAIM),
    "end": (lambda log: log[:MIDDLE], lambda log: [note_of(log, SIGNER)], MIDDLE + 1),
    "signature": (lambda log: log, lambda log: [note_of(log, OTHER)], COUNT),
    "form": (lambda log: [*log[:4], log[4].replace(b'":', b'" :', 1), *log[5:]], lambda log: [], 5),
}
"""What is done to a log, the checkpoints it is held to, and where that is found: the rule alone finds it."""


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_finds_its_own_case_and_without_it_nothing_does(rule: str, log: Lines) -> None:
    break_, notes, position = BROKEN[rule]
    assert len(log) == COUNT

    assert differing(break_(log), *notes(log)) == (rule, position)
    assert checked(break_(log), *notes(log), by=without(rule)).size == len(break_(log))
    for other in BROKEN.keys() - {rule}:
        twin = without(other)
        with pytest.raises(twin.Difference) as found:
            checked(break_(log), *notes(log), by=twin)
        assert found.value.rule == rule


ALTERED = "UPDATE events SET state = CAST(replace(state, 'analyst', 'anyone!') AS BLOB) WHERE position = 10"

IN_THE_FILE: dict[str, tuple[tuple[str, ...], int | None]] = {
    "columns": (("DROP TRIGGER events_update", "UPDATE events SET stream = 'source:x' WHERE position = 3"), 3),
    "end": (("DROP TRIGGER events_delete", "DELETE FROM events WHERE position = 40"), COUNT),
    "order": (("DROP TRIGGER events_delete", "DELETE FROM events WHERE position = 9"), 9),
    "index": (("DROP TRIGGER events_update", ALTERED), 10),
}


def _tampered(path: Path, folder: Path, *statements: str) -> Path:
    copy = folder / "tampered.ledger"
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy)) as db, db:
        for statement in statements:
            db.execute(statement)
    return copy


def _file_differs(path: Path, by: ModuleType = verifier) -> tuple[str, int | None] | None:
    try:
        with by.opened(path) as opened:
            by.verify(opened)
    except by.Difference as found:
        return found.rule, found.position
    return None


VAULT = {
    "altered": "UPDATE vault SET data = x'00'",
    "salted": "UPDATE vault SET salt = x'00'",
    "lost": "UPDATE vault SET salt = x'', data = x'' WHERE rowid = (SELECT min(rowid) FROM vault)",
    "added": "INSERT INTO vault VALUES ('hmac-sha256:" + "0" * 64 + "', x'00', x'00')",
}


@pytest.mark.parametrize("statement", VAULT.values(), ids=VAULT)
def test_what_is_done_to_the_vault_is_found(path: Path, tmp_path: Path, statement: str) -> None:
    copy = _tampered(path, tmp_path, "DROP TRIGGER vault_update", statement)
    found = _file_differs(copy)
    assert found is not None and found[0] == "vault"
    assert _file_differs(copy, without("vault")) is None


@pytest.mark.parametrize("rule", ["columns", "end", "index", "order"])
def test_what_is_done_to_the_rows_of_a_file_is_found(path: Path, tmp_path: Path, rule: str) -> None:
    statements, position = IN_THE_FILE[rule]
    copy = _tampered(path, tmp_path, *statements)
    assert _file_differs(copy) == (rule, position)
    assert _file_differs(copy, without(rule)) != (rule, position)


def test_pages_that_do_not_hold_together_are_a_difference(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "torn.ledger"
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        ((page,),) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'")
        ((size,),) = db.execute("PRAGMA page_size")
    data[(page - 1) * size : (page - 1) * size + 8] = b"\xff" * 8
    copy.write_bytes(data)
    assert _file_differs(copy) == ("pages", None)


# -- signatures --------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.data())
def test_signatures_are_judged_as_the_library_judges_them(seed: bytes, message: bytes, data: st.DataObject) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = private.public_key().public_bytes_raw(), private.sign(message)
    assert is_signed(public, message, signature)

    at, bit = data.draw(st.integers(0, 63)), data.draw(st.integers(0, 7))
    flipped = signature[:at] + bytes([signature[at] ^ (1 << bit)]) + signature[at + 1 :]
    assert not is_signed(public, message, flipped)
    assert not is_signed(public, message + b"x", signature)
    key = data.draw(st.binary(min_size=32, max_size=32))
    assert is_signed(key, message, signature) == _library_says(key, message, signature)


def _library_says(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def test_a_signature_is_not_good_a_second_way() -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    signature = private.sign(b"")
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(signature[32:], "little") + order
    assert not is_signed(private.public_key().public_bytes_raw(), b"", signature[:32] + s.to_bytes(32, "little"))


def test_the_witness_signs_too_and_a_stranger_is_passed_over(log: Lines) -> None:
    keys = [Key.parse(signer.verifier.text) for signer in (SIGNER, WITNESS)]
    assert head_of(note_of(log, SIGNER, WITNESS, OTHER), keys).signers == (SIGNER.name, WITNESS.name)
    with pytest.raises(Difference, match="no key of the log"):
        head_of(note_of(log, WITNESS), keys)


def test_a_note_is_not_what_a_key_signed_once_a_character_is_another(log: Lines) -> None:
    note, keys = note_of(log, SIGNER), [Key.parse(SIGNER.verifier.text)]
    for at in range(0, len(note), 3):
        other = "A" if note[at] != "A" else "B"
        with pytest.raises((Difference, Unreadable)):
            head_of(note[:at] + other + note[at + 1 :], keys)


@pytest.mark.parametrize(
    "text", ["", "a", "a+b+c", SIGNER.verifier.text + "A", SIGNER.text, "x" + SIGNER.verifier.text]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        Key.parse(text)


# -- the command -------------------------------------------------------------------------------------------------------


def alone(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier as a file by itself, in a Python that knows no package but its own."""
    copy = folder / "verifier.py"
    shutil.copy(verifier.__file__, copy)
    command = [sys.executable, "-I", "-S", str(copy), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def export(log: Lines, tmp_path: Path) -> Path:
    out = tmp_path / "log.ndjson"
    out.write_bytes(b"".join(line + b"\n" for line in log))
    (tmp_path / "head.txt").write_text(note_of(log[:MIDDLE], SIGNER) + note_of(log, SIGNER))
    return out


def test_it_needs_python_alone(export: Path, tmp_path: Path) -> None:
    said = alone(tmp_path, "log.ndjson", "--checkpoint", "head.txt", "--signed-by", SIGNER.verifier.text)
    assert (said.returncode, said.stderr) == (0, "")
    assert (
        said.stdout.startswith("Verified: 40 entries")
        and "holds to 2 checkpoints, the last of ledger.example/cranes at 40" in said.stdout
    )


def test_it_names_the_first_position_that_differs(export: Path, log: Lines, tmp_path: Path) -> None:
    export.write_bytes(export.read_bytes().replace(b"harbour", b"harbor ", 1))
    said = alone(tmp_path, "log.ndjson", "--checkpoint", "head.txt", "--json")
    assert said.returncode == 1
    assert json.loads(said.stdout) == {
        "verified": False,
        "rule": "root",
        "position": MIDDLE,
        "after": 0,
        "detail": f"the first {MIDDLE} entries are not those that were signed for",
    }
    shown = alone(tmp_path, "log.ndjson", "--checkpoint", "head.txt").stdout
    assert shown.startswith(f"Not verified. positions 1 to {MIDDLE}: ")


def test_what_cannot_be_looked_at_is_neither(export: Path, tmp_path: Path) -> None:
    (tmp_path / "zip").write_bytes(b"PK nonsense")
    for words in (["none.ndjson"], ["log.ndjson", "--signed-by", "x"], ["log.ndjson", "--checkpoint", "none"], ["zip"]):
        assert alone(tmp_path, *words).returncode == 2
    (tmp_path / "head.txt").write_text("no note")
    assert alone(tmp_path, "log.ndjson", "--checkpoint", "head.txt").returncode == 2


def test_a_line_without_an_end_was_cut_off(export: Path, tmp_path: Path) -> None:
    export.write_bytes(export.read_bytes()[:-1])
    assert json.loads(alone(tmp_path, "log.ndjson", "--json").stdout)["rule"] == "end"


def test_a_certificate_brings_its_checkpoints(export: Path, log: Lines, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "cranes.zip", "w") as zipped:
        zipped.write(export, verifier.EVENTS)
        zipped.write(tmp_path / "head.txt", verifier.CHECKPOINTS)
    said = json.loads(alone(tmp_path, "cranes.zip", "--json").stdout)
    assert [head["size"] for head in said["heads"]] == [MIDDLE, len(log)]
    assert "replays them" in said["not_shown"][-1]


def test_what_a_ledger_signed_and_keeps_beside_its_file_is_held_to_it(path: Path, log: Lines, tmp_path: Path) -> None:
    copy = tmp_path / "cranes.ledger"
    shutil.copy(path, copy)
    with open_ledger(str(copy)) as ledger:
        signed = ledger.checkpoint()
    with verifier.opened(copy) as opened:
        assert [head.size for head in verify(opened).heads] == [signed.size]

    altered = "UPDATE events SET state = CAST(replace(state, 'analyst', 'anyone!') AS BLOB) WHERE position = 10"
    with closing(sqlite3.connect(copy)) as db, db:
        for statement in ("DROP TRIGGER events_update", altered, "DROP TABLE view_generation"):
            db.execute(statement)
    assert _file_differs(copy) == ("root", signed.size)


# -- what a liar could have used ---------------------------------------------------------------------------------------


def altered(log: Lines, at: int, **fields: Any) -> Lines:
    return [*log[: at - 1], changed(log[at - 1], lambda entry: entry.update(fields)), *log[at:]]


@pytest.mark.parametrize("codec", [{}, {"loads": read_strictly, "dumps": canonical}], ids=["strict", "fast"])
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"nonce": "zz"}, "32 hex digits"),
        ({"type": "whatever"}, "its revision"),
        ({"recorded_at": "9999-99-99T99:99:99.999999Z"}, "instant"),
        ({"recorded_at": "\uff12\uff10\uff12\uff14-01-01T12:00:00.000000Z"}, "instant"),
        ({"fact": {"n": 1.5}}, "integer"),
        ({"fact": {"\u043a": 1}}, "ASCII"),
        ({"fact": {"deep": json.loads("[" * 120 + "]" * 120)}}, "deep"),
    ],
    ids=["nonce", "type", "no day", "other digits", "float", "key", "depth"],
)
def test_both_codecs_refuse_what_no_ledger_writes(
    log: Lines, fields: dict[str, Any], said: str, codec: dict[str, Any]
) -> None:
    with pytest.raises(Difference, match=said) as found:
        checked(altered(log, MIDDLE, **fields), **codec)
    assert (found.value.rule, found.value.position) == ("form", MIDDLE)


def test_a_forgetting_of_what_nobody_committed_to_is_no_excuse(log: Lines) -> None:
    fact = {"commitments": ["hmac-sha256:" + "0" * 64]}
    assert differing(altered(log, MIDDLE, type="content-forgotten/1", fact=fact)) == ("vault", MIDDLE)


def test_no_line_of_a_file_of_checkpoints_is_passed_over(log: Lines) -> None:
    first, last = note_of([], SIGNER), note_of(log, SIGNER)
    for text in (first + last, first + last[:-1], f"{first}\n\n{last}"):
        assert verifier.notes_in(text) == [first, last]
    for text in (f"kept by me:\n{last}", first + last.replace("— ", "- "), first + last.replace("\n\n", "\n \n")):
        with pytest.raises((Unreadable, Difference)):
            checked(log, *verifier.notes_in(text))
    with pytest.raises(Unreadable):
        verifier.notes_in("x\n" * 6_000_000)


def test_whoever_asks_who_signed_is_told_where_nobody_did(log: Lines) -> None:
    with pytest.raises(Difference, match="there is no checkpoint that it could have signed"):
        verify(Log([Row(line) for line in log]), [Key.parse(KEYS[0])])
    assert verify(Log([Row(line) for line in log])).size == len(log)


def test_a_hundred_signatures_are_read_and_no_more(log: Lines) -> None:
    many = [Signer(SIGNER.name, Kind.SIGNS, bytes([n]) * 32) for n in range(1, 100)]
    assert checked(log, note_of(log, *many, SIGNER)).heads[0].signers == (SIGNER.name,)
    with pytest.raises(Unreadable):
        checked(log, note_of(log, *many, OTHER, SIGNER))


def test_after_a_change_of_signers_the_present_key_is_enough(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "cranes.ledger"
    shutil.copy(path, copy)
    with open_ledger(str(copy)) as ledger:
        ledger.checkpoint()
        old = ledger.verifiers().items[0]
        ledger.signing.rotate()
        ledger.signing.retire(old.key_id)
        ledger.record(source_record("new"), by=ANALYST)
        ledger.checkpoint()
        new = ledger.verifiers().items[-1]
    with verifier.opened(copy) as opened:
        assert verify(opened, [Key.parse(new.verifier)]).heads[-1].size == COUNT + 1
    with verifier.opened(copy) as opened, pytest.raises(Difference, match="no key of the log"):
        verify(opened, [Key.parse(old.verifier)])


ENDLESS = "WITH r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n AS commitment, n AS salt, n AS data FROM r"


@pytest.mark.parametrize(
    ("table", "shown"), [("vault", "SELECT * FROM old"), ("events", "SELECT * FROM old"), ("vault", ENDLESS)]
)
def test_a_view_is_no_table(path: Path, tmp_path: Path, table: str, shown: str) -> None:
    drops = [f"DROP TRIGGER {name}" for name in _triggers(path)]
    copy = _tampered(path, tmp_path, *drops, f"ALTER TABLE {table} RENAME TO old", f"CREATE VIEW {table} AS {shown}")
    assert _file_differs(copy) == ("pages", None)


def _triggers(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]


def test_columns_that_are_no_text_are_a_difference_at_their_position(path: Path, tmp_path: Path) -> None:
    statements = ("DROP TRIGGER events_update", "UPDATE events SET type = CAST(x'ff' AS TEXT) WHERE position = 7")
    assert _file_differs(_tampered(path, tmp_path, *statements)) == ("columns", 7)


def test_to_look_at_a_file_leaves_nothing_beside_it(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "cranes.ledger"
    shutil.copy(path, copy)
    assert _file_differs(copy) is None
    assert [left.name for left in tmp_path.iterdir()] == ["cranes.ledger"]


@pytest.mark.parametrize("note", ["'a text'", "1.5", "-5", "20000000000000"])
def test_what_is_kept_beside_a_file_and_is_no_checkpoint_is_told(path: Path, tmp_path: Path, note: str) -> None:
    copy = tmp_path / "cranes.ledger"
    shutil.copy(path, copy)
    with closing(sqlite3.connect(f"{copy}-signers")) as db, db:
        db.execute("CREATE TABLE checkpoints (number INTEGER, note)")
        db.execute(f"INSERT INTO checkpoints VALUES (1, {note})")
    with pytest.raises(Unreadable), verifier.opened(copy):
        raise AssertionError("it was read")


def test_a_line_without_end_is_not_read_to_its_end(export: Path) -> None:
    export.write_bytes(b"{" * 1_000_000)
    with verifier.opened(export) as opened, pytest.raises(Difference, match="longer than any entry"):
        verify(opened)
