from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from ledger.belief import DealBelief, Docket, believe, changes, fold
from ledger.belief.folding import Folding
from ledger.entries import Entry
from ledger.log import Change
from ledger.projections.bearing import Bearing
from ledger.projections.dockets import Dockets
from ledger.projections.index import Index
from ledger.projections.shelf import Shelf
from ledger.store import StoredLog, open_memory
from tests.ledger.belief.cases import Graded, Said, Tied, Web, grades, said, ties, webs
from tests.ledger.belief.given import DEAL, Given
from tests.ledger.belief.test_folding import written
from tests.ledger.belief.test_recency import ACTS
from tests.ledger.projections.conftest import following
from tests.ledger.story import Calendar

DEALS = (DEAL, "another")
logs = st.lists(st.tuples(said(), st.sampled_from((*ACTS, None, None))), max_size=6)


class Kept:
    """A log in memory with its dockets, held to folds from the beginning."""

    def __init__(self, most_kept: int = 1_000) -> None:
        self.log = open_memory(Calendar())
        self.follower = following(self.log, self.log.views)
        self.dockets = Dockets(Index(self.log, self.log.views), most_kept)
        self.entries: list[Entry] = []

    def append(self, entries: list[Entry]) -> None:
        appended: list[Entry] = []
        for entry in entries:
            change = Change(entry.stream, entry.version - 1, (entry.fact,), "tester")
            appended += self.log.append([change], recorded_at=entry.recorded_at)
        self.follower.follow()
        self.entries += appended  # what is asked about is indexed

    def check(self, deal: str, position: int) -> None:
        docket = self.dockets.docket(deal, position)
        assert answered(docket) == answered(fold(deal, self.entries[:position]))

    def check_entries(self, deal: str, position: int) -> None:
        moved = list(changes(deal, self.dockets.entries(deal, position)))
        assert moved == list(changes(deal, self.entries[:position]))


def answered(docket: Docket) -> list[DealBelief]:
    """Beliefs, but for how far the log was read: what came last may not bear on the deal."""
    found = [believe(docket), believe(docket, asserted_as_of="2023-12-31", without=["a"])]
    return [belief.model_copy(update={"recorded_as_of": None}) for belief in found]


def told(web: Web, tied: Tied, graded: Graded, log: list[tuple[Said, str | None]]) -> list[Entry]:
    """What is recorded of two deals, and of a claim that is filed long after it was recorded."""
    given = written(web, tied, graded, [(replace(item, line=number), way) for number, (item, way) in enumerate(log)])
    given.source("late", grade="A")
    unfiled = given.claim("", "publisher:wire", "origin:late", deal=None)
    given.deal(deal="another")
    given.proposition("p0", deal="another")
    given.grade_claim(unfiled, "4")
    elsewhere = given.claim("p0", "publisher:paper", "origin:a", deal="another")
    given.claim("p0", "publisher:paper", "origin:b")
    given.assign(unfiled, "p1")
    given.tie("late", "speaks-for", "a")
    given.retract(elsewhere, "a", "origin")
    given.interest("far", "denies")
    given.tie("far", "same-as", "d")
    given.retract(unfiled, "late", "origin")
    return given.entries


def asked_while_it_grows(entries: list[Entry], random: Random, most_kept: int = 1_000) -> None:
    """Appends in pieces, and holds what is asked at any position between to folds from the beginning."""
    kept = Kept(most_kept)
    while entries:
        piece = random.randint(1, len(entries))
        kept.append(entries[:piece])
        entries = entries[piece:]
        for _ in range(4):
            kept.check(random.choice(DEALS), random.randint(1, len(kept.entries)))
        kept.check(DEAL, len(kept.entries))
    for deal in DEALS:
        kept.check_entries(deal, random.randint(1, len(kept.entries)))


@settings(max_examples=80, deadline=None)
@forall(webs, ties, grades, logs, st.randoms(use_true_random=False), st.sampled_from([1, 1_000]))
def test_every_docket_is_the_fold_from_the_beginning(
    web: Web, tied: Tied, graded: Graded, log: list[tuple[Said, str | None]], random: Random, most_kept: int
) -> None:
    asked_while_it_grows(told(web, tied, graded, log), random, most_kept)


PLAIN: list[tuple[Said, str | None]] = [
    (Said("p0", "a", True, "wire", "affirms", "fact", "told", "certain", None, None, 1), "origin"),
    (Said("p0", "b", True, "wire", "denies", "fact", "told", "certain", None, None, 2), None),
]

WRONG: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "the present for the past": lambda patch: patch.setattr(Bearing, "at", lambda self, position: self.docket),
    "the past for the present": lambda patch: patch.setattr(
        Dockets,
        "_grown",
        lambda self, old, grown=Dockets._grown: old if old.position else grown(self, old),
    ),
    "one deal for another": lambda patch: patch.setattr(
        Shelf, "get", lambda self, name: next(iter(self._things.values()), None)
    ),
    "what is new alone": lambda patch: patch.setattr(
        Folding, "__init__", lambda self, deal, onto=None, begun=Folding.__init__: begun(self, deal)
    ),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_kept_wrongly_shows(
    monkeypatch: pytest.MonkeyPatch, wrong: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """The twin of the test above."""
    asked_while_it_grows(told([(0, 1)], [], {}, PLAIN), Random(1))
    wrong(monkeypatch)
    with pytest.raises((AssertionError, AttributeError)):
        asked_while_it_grows(told([(0, 1)], [], {}, PLAIN), Random(1))


def test_many_may_ask_while_it_grows() -> None:
    entries = told([(0, 1)], [], {}, PLAIN * 5)
    kept = Kept()
    kept.append(entries[:20])

    def ask(position: int) -> None:
        for deal in DEALS:
            asked = min(position, len(kept.entries))
            docket = kept.dockets.docket(deal, asked)
            assert answered(docket) == answered(fold(deal, entries_of(kept.log)[:asked]))

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, position) for position in range(1, len(entries) + 1) for _ in range(2)]
        for entry in entries[20:]:
            kept.append([entry])
        for one in asking:
            one.result()


@pytest.mark.parametrize("asked_before", [True, False])
def test_a_source_that_is_read_for_its_last_tie_was_last_tied_by_that(asked_before: bool) -> None:
    given = Given()
    for name in ("origin", "friend", "friends-friend"):
        given.source(name)
    given.deal()
    given.proposition("p0")
    given.claim("p0", "origin:origin")
    given.tie("friend", "member-of", "friends-friend")
    given.tie("friend", "same-as", "origin", "suspected")
    kept = Kept()
    kept.append(given.entries[:-1])
    if asked_before:
        kept.check(DEAL, len(kept.entries))
    kept.append(given.entries[-1:])
    kept.check(DEAL, len(kept.entries))


def entries_of(log: StoredLog) -> list[Entry]:
    return log.read(limit=1_000)


def noting(read: list[int]) -> Callable[[StoredLog, Sequence[int]], Iterator[Entry]]:
    at = StoredLog.at

    def noted(log: StoredLog, positions: Sequence[int]) -> Iterator[Entry]:
        read.extend(positions)
        return at(log, positions)

    return noted


def test_only_what_is_new_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    entries = told([], [], {}, PLAIN)
    kept.append(entries[:-1])
    kept.check(DEAL, len(kept.entries))
    read: list[int] = []
    monkeypatch.setattr(StoredLog, "at", noting(read))

    kept.append(entries[-1:])
    for position in range(1, len(entries) + 1):
        kept.check(DEAL, position)

    assert read == [len(entries)]
