"""A rebuild that is killed leaves the index in use as it was; one that takes it away first is found."""

import sqlite3
from contextlib import closing
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from time import sleep

from torture.processes import as_it_is, forked
from torture.victim import Victim


class Careless(Victim):
    """Its rebuild retires the index in use before it builds the next."""

    def _rebuild(self) -> ForkServerProcess:
        with closing(sqlite3.connect(self._path, isolation_level=None)) as db:
            db.execute("UPDATE view_generation SET state = 'retired'")
        return forked(sleep, 60)


def test_the_index_in_use_answers_whenever_a_rebuild_is_killed(tmp_path: Path) -> None:
    victim = Victim(tmp_path / "a.ledger", Random(), as_it_is)

    assert victim.strike("import") + victim.strike("rebuild") == []


def test_a_rebuild_that_gives_up_the_index_in_use_is_found(tmp_path: Path) -> None:
    victim = Careless(tmp_path / "a.ledger", Random(), as_it_is)
    (fault,) = victim.strike("rebuild")

    assert "after a killed rebuild the index is at 0" in fault
