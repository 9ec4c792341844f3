import sqlite3
from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest

from ledger.projections.tables import NO_GENERATION, make_tables
from ledger.projections.vocabulary import differing_claim

LISTED = {position: f"crane w{position % 7} : stance:affirms x{position % 1009}" for position in range(2, 12_000, 3)}


@pytest.fixture
def anew() -> Iterator[sqlite3.Connection]:
    with closing(made(1, LISTED)) as db:
        yield db


def made(number: int, listed: dict[int, str], batch: int = 2_000) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    make_tables(db, number)
    rows = sorted(listed.items())
    for start in range(0, len(rows), batch):
        db.execute("BEGIN")
        db.executemany(f"INSERT INTO view_term_{number} (rowid, terms) VALUES (?, ?)", rows[start : start + batch])
        db.execute("COMMIT")
    return db


def test_the_same_terms_differ_in_nothing_however_they_came_in(anew: sqlite3.Connection) -> None:
    with closing(made(7, LISTED, batch=100)) as held:
        assert differing_claim(held, 7, anew, 1) is None


@pytest.mark.parametrize(
    ("position", "terms", "said"),
    [
        (302, None, "does not list the claim under ':'"),
        (302, "crane w1 : stance:denies x302", "does not list the claim under 'stance:affirms'"),
        (302, "crane w1 : stance:affirms x302 zebra", "lists the claim under 'zebra'"),
        (302, "w1 crane : stance:affirms x302", "under 'crane'"),
        (301, "crane", "lists the claim under 'crane'"),
    ],
)
def test_a_claim_listed_otherwise_is_named_by_its_position(
    anew: sqlite3.Connection, position: int, terms: str | None, said: str
) -> None:
    listed = {at: words for at, words in {**LISTED, position: terms}.items() if words is not None}
    with closing(made(7, listed)) as held:
        found = differing_claim(held, 7, anew, 1)

    assert found is not None
    assert found[0] == position
    assert said in found[1]


def pages(db: sqlite3.Connection, kind: int) -> list[tuple[int, bytes]]:
    """The pages of terms (0), or those by which long lists of positions are skipped through (1)."""
    found = db.execute("SELECT id, block FROM view_term_7_data WHERE id > 10").fetchall()
    return [(page, block) for page, block in found if (page >> 36) & 1 == kind]


@pytest.mark.parametrize("kind", [0, 1], ids=["terms", "skipping"])
def test_a_damaged_page_is_found(anew: sqlite3.Connection, kind: int) -> None:
    """A byte that is overwritten."""
    random = Random(41)
    with closing(made(7, LISTED)) as held:
        for page, block in pages(held, kind)[:3]:
            place = random.randrange(4, len(block) * 3 // 4)
            damaged = block[:place] + bytes([block[place] ^ 0xFF]) + block[place + 1 :]
            held.execute("UPDATE view_term_7_data SET block = ? WHERE id = ?", (damaged, page))
            drop_copy(anew)

            assert differing_claim(held, 7, anew, 1) is not None

            held.execute("UPDATE view_term_7_data SET block = ? WHERE id = ?", (block, page))
        drop_copy(anew)
        assert differing_claim(held, 7, anew, 1) is None


def drop_copy(db: sqlite3.Connection) -> None:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in sorted(name for name in names if name.endswith(f"_{NO_GENERATION}")):
        db.execute(f"DROP TABLE {name}")


@pytest.mark.parametrize("harm", ["UPDATE view_term_7_config SET v = v + 1", "its tokenizer"])
def test_a_table_that_is_not_set_up_as_it_was_made_is_found(anew: sqlite3.Connection, harm: str) -> None:
    with closing(made(7, LISTED)) as held:
        if harm == "its tokenizer":
            held.execute("PRAGMA writable_schema = ON")
            held.execute("UPDATE sqlite_master SET sql = replace(sql, '-._:=<', '-._:=>') WHERE name = 'view_term_7'")
        else:
            held.execute(harm)

        assert differing_claim(held, 7, anew, 1) == (0, "view_term is not set up as it was made")


def test_a_table_that_the_schema_has_under_another_name_is_found() -> None:
    listed = {2: "crane : stance:affirms"}
    with closing(made(1, listed)) as anew, closing(made(7, listed)) as held:
        held.execute("PRAGMA writable_schema = ON")
        held.execute("UPDATE sqlite_master SET name = 'view_derm_7' WHERE name = 'view_term_7'")

        assert differing_claim(held, 7, anew, 1) == (0, "view_term is not set up as it was made")
