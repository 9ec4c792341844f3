"""The audit over HTTP: read as a log client reads it, with nothing but the specification."""

from base64 import b64decode

import pytest
from fastapi.testclient import TestClient

from api.accept import takes_gzip
from ledger.audit.checkpoints import Checkpoint
from ledger.audit.hashes import EMPTY, join, leaf
from ledger.audit.notes import Note
from ledger.audit.proofs import is_consistent, is_included
from ledger.audit.signers import Verifier
from ledger.audit.tiles import split, tiles_of, unbundle
from ledger.audit.tree import Tree
from ledger.service import Ledger
from tests.api.refused import problem
from tests.ledger.given import source_record

AUDIT = "/v1/audit"


@pytest.fixture
def large(ledger: Ledger, client: TestClient) -> TestClient:
    """A client of a ledger of 601 entries: two full tiles, and a partial one."""
    ledger.record_all([source_record(f"s-{n}") for n in range(600)], by="test")
    return client


def checkpoint(client: TestClient) -> Checkpoint:
    """The checkpoint, once its signature was verified."""
    note = Note.parse(client.get(f"{AUDIT}/checkpoint").content)
    (known,) = client.get(f"{AUDIT}/verifiers").json()["items"]
    note.signed_by([Verifier.parse(known["verifier"])])
    return Checkpoint.parse(note.text)


def raw(digest: str) -> bytes:
    return bytes.fromhex(digest.removeprefix("sha256:"))


def test_the_checkpoint_is_text_that_is_not_kept_by_the_way(client: TestClient) -> None:
    answered = client.get(f"{AUDIT}/checkpoint", headers={"accept": "*/*"})

    assert answered.headers["content-type"] == "text/plain; charset=utf-8"
    assert answered.headers["cache-control"] == "no-store"
    origin, size, root, blank, signature = answered.text.splitlines()
    assert (size, blank) == ("1", "") and len(b64decode(root)) == 32
    assert signature.startswith(f"\N{EM DASH} {origin} ")


def test_a_log_client_reads_all_of_it_and_comes_to_the_signed_root(large: TestClient) -> None:
    """From the checkpoint to the tiles that it says are there, and from their entries to its root."""
    found, tree = checkpoint(large), Tree()
    for tile in tiles_of(-1, 0, found.size):
        entries = unbundle(large.get(f"{AUDIT}/tile/{tile.path}").content)
        hashes = split(large.get(f"{AUDIT}/tile/{tile.path.replace('entries', '0')}").content)
        assert [leaf(data) for data in entries] == hashes
        for data in entries:
            tree.add(data)

    assert (tree.size, tree.hash) == (found.size, found.root)
    first, second = split(large.get(f"{AUDIT}/tile/1/000.p/2").content)
    upper = Tree()
    for node in split(large.get(f"{AUDIT}/tile/0/002.p/{found.size - 512}").content):
        upper.add_leaf(node)
    assert join(join(first, second), upper.hash) == found.root


def test_a_tile_is_bytes_that_may_be_kept_for_good(large: TestClient) -> None:
    full, partial = large.get(f"{AUDIT}/tile/0/000"), large.get(f"{AUDIT}/tile/0/000.p/7")

    assert full.headers["content-type"] == partial.headers["content-type"] == "application/octet-stream"
    assert full.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert len(full.content) == 8_192 and full.content[: 7 * 32] == partial.content


@pytest.mark.parametrize("accepted", ["gzip", "identity", "br, gzip;q=0.5", "gzip;q=0"])
def test_entries_come_compressed_to_who_takes_that(large: TestClient, accepted: str) -> None:
    answered = large.get(f"{AUDIT}/tile/entries/000", headers={"accept-encoding": accepted})

    assert answered.headers.get("content-encoding") == ("gzip" if takes_gzip(accepted) else None)
    assert answered.headers["vary"] == "Accept-Encoding"
    assert len(unbundle(answered.content)) == 256


LONG = "0/" + "x999/" * 1_433 + "999"
"""More digits than Python reads as a number."""


@pytest.mark.parametrize(
    "path", ["0/003", "0/002", "0/000.p/256", "0/0", "2/000.p/1", "entries/002.p/200", "x", "", LONG]
)
def test_there_is_no_other_tile(large: TestClient, path: str) -> None:
    assert large.get(f"{AUDIT}/tile/{path}").status_code == 404


def test_a_receipt_is_enough_to_prove_that_it_is_in_the_log(large: TestClient) -> None:
    sent = {"id": "latest", "name": "Latest", "kind": "agency", "class": "agency"}
    receipt = large.post("/v1/sources", json=sent).json()
    found = checkpoint(large)

    proof = large.get(f"{AUDIT}/proofs/inclusion", params={"position": receipt["position"], "size": found.size}).json()

    hashes = [raw(one) for one in proof["hashes"]]
    assert is_included(raw(receipt["digest"]), receipt["position"] - 1, found.size, hashes, found.root)


def test_the_log_is_proved_to_go_on_from_a_checkpoint(large: TestClient, ledger: Ledger) -> None:
    old = checkpoint(large)
    ledger.record_all([source_record(f"t-{n}") for n in range(20)], by="test")
    new = checkpoint(large)

    proof = large.get(f"{AUDIT}/proofs/consistency", params={"old_size": old.size}).json()

    assert (raw(proof["old_root"]), raw(proof["root"]), proof["size"]) == (old.root, new.root, new.size)
    assert is_consistent(old.size, old.root, new.size, new.root, [raw(one) for one in proof["hashes"]])
    assert large.get(f"{AUDIT}/proofs/consistency?old_size=0").json()["old_root"] == "sha256:" + EMPTY.hex()


@pytest.mark.parametrize(
    ("asked", "slug", "field"),
    [
        ("inclusion?position=602", "bad-cursor", "position"),
        ("inclusion?position=5&size=4", "bad-cursor", "position"),
        ("inclusion?position=0", "invalid-request", "position"),
        ("inclusion", "invalid-request", "position"),
        ("inclusion?position=1&leaf=2", "invalid-request", "leaf"),
        ("consistency?old_size=602", "bad-cursor", "old_size"),
        ("consistency?old_size=1&size=602", "bad-cursor", "size"),
        ("consistency", "invalid-request", "old_size"),
    ],
)
def test_what_cannot_be_proved_is_refused(large: TestClient, asked: str, slug: str, field: str) -> None:
    problem(large.get(f"{AUDIT}/proofs/{asked}"), 422, slug, field)
