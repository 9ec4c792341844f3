import sqlite3
from contextlib import closing

from ledger.entries import leaf_hash
from ledger.projections.applying import apply
from ledger.projections.tables import make_tables
from tests.ledger.projections.conftest import SHOWN, Followed
from tests.ledger.story import ANALYST, everything


def test_entries_are_applied_to_the_generation_that_is_named_and_to_no_other(followed: Followed) -> None:
    followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()
    entries = followed.log.read(limit=100)

    with closing(sqlite3.connect(":memory:")) as db:
        make_tables(db, 1)
        make_tables(db, 2)
        apply(db, followed.log, entries, 2)
        made = {table: sorted(db.execute(f"SELECT * FROM {table}_2"), key=repr) for table in SHOWN}
        others = [db.execute(f"SELECT count(*) FROM {table}_1").fetchone() for table in SHOWN]

    assert made == followed.rows()
    assert others == [(0,)] * len(SHOWN)


def test_each_entry_is_kept_with_the_digest_that_its_receipt_has(followed: Followed) -> None:
    receipts = followed.ledger.record_all(everything(), by=ANALYST)
    followed.follower.follow()

    digests = {position: "sha256:" + digest.hex() for position, digest in followed.rows()["view_entry"]}

    assert all(digests[receipt.position] == receipt.digest for receipt in receipts)
    assert digests == {entry.position: leaf_hash(entry.data) for entry in followed.log.read(limit=100)}
