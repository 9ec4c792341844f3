from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.errors import DamagedLedger
from ledger.store.file import connect_still
from ledger.store.verification import Contents, Copy, contents, verify
from tests.ledger.store.damages import DAMAGES, sql

WHOLE = Contents(head=12, assigned=12, events=12, secrets=1)
SAYS = {
    "the last event removed": "position 12 was assigned",
    "an event in between removed": "events were removed",
    "an event altered": "position 3: .*source:x",
    "an event that is no entry": "position 4: ",
    "a version that does not follow": "version 7 of source:d does not follow",
    "two events exchanged": "position 3: the row says",
    "a secret altered": "the vault holds under",
    "a key of an index": "pages do not hold together",
    "an earlier time": "position 9: it was recorded before position 8 was",
}


def verified(path: Path, expected: Contents | None = None) -> tuple[Copy, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    with closing(connect_still(path)) as connection:
        copy = verify(
            connection, expected or contents(connection), "my.ledger", lambda done, total: told.append((done, total))
        )
    return copy, told


def test_a_whole_ledger_is_told_by_its_end_and_its_digest(filled: Path) -> None:
    copy, told = verified(filled, WHOLE)
    assert (copy.position, copy.recorded_at) == (12, "2023-08-31T12:00:11.000000Z")
    assert told[-1] == (12, 12)
    sql()(filled)
    assert verified(filled, WHOLE)[0] == copy


@pytest.mark.parametrize("damage", SAYS)
def test_damage_is_named_with_its_place(filled: Path, damage: str) -> None:
    DAMAGES[damage](filled)
    with pytest.raises(DamagedLedger, match=f"^my.ledger: .*{SAYS[damage]}"):
        verified(filled)


@pytest.mark.parametrize("field", ["head", "assigned", "events", "secrets"])
def test_other_contents_than_expected_are_damage(filled: Path, field: str) -> None:
    with pytest.raises(DamagedLedger, match=f"expected were .*{field}=11"):
        verified(filled, replace(WHOLE, **{field: 11}))
