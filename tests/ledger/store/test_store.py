"""The ways to open a log."""

from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import Unavailable
from ledger.log import Change
from ledger.store import open_log
from tests.ledger.examples import graded
from tests.ledger.store.conftest import Watch


@pytest.mark.parametrize("address", ["postgresql://localhost/claims", "postgres://localhost/claims"])
def test_postgresql_is_said_to_be_not_supported(address: str, watch: Watch, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="not supported by this version"):
        open_log(address, watch, create=True)


def test_memory_is_fresh_each_time(watch: Watch) -> None:
    with closing(open_log(":memory:", watch)) as first, closing(open_log(":memory:", watch)) as second:
        first.append([Change("source:a", 0, (graded("a"),), "analyst")])

        assert (first.head().position, second.head().position) == (1, 0)


def test_a_path_names_a_file(watch: Watch, tmp_path: Path) -> None:
    address = str(tmp_path / "claims.ledger")
    with closing(open_log(address, watch, create=True)) as first:
        entries = first.append([Change("source:a", 0, (graded("a"),), "analyst")])

    with closing(open_log(address, watch)) as second:
        assert second.read(limit=10) == entries
