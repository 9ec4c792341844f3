"""Full replay of a log into the beliefs of every deal, against select and json.loads of the same rows."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.bench import BUILT_A_SECOND, Bench, seconds
from benchmarks.built import LEAST, build, deals_in
from benchmarks.figures import Figure, Goal, compared
from benchmarks.peers import plain
from ledger.belief import believe, fold_all
from ledger.entries import Entry
from ledger.opening import utc_now
from ledger.store import StoredLog, open_log

PAGE = 500


def measure(bench: Bench) -> Iterator[Figure]:
    """The whole log, so often."""
    events, path, rounds = max(LEAST, bench.sizes.claims), bench.folder / "replayed.ledger", []
    build(path, events, bench.advance)
    for _ in range(bench.sizes.rounds):
        took = seconds(lambda: _replay(path, deals_in(events)))
        rounds.append((events / took, events / seconds(lambda: plain.load(path))))
        bench.advance("full replay", events / BUILT_A_SECOND)
    work = f"full replay of {events:,} events into beliefs"
    yield compared(work, "select and json.loads of the same rows", rounds, "/s", Goal(">=", 0.6))


def _replay(path: Path, deals: int) -> None:
    with closing(open_log(str(path), utc_now)) as log:
        beliefs = [believe(docket) for docket in fold_all(_entries(log)).values()]
    assert len(beliefs) == deals


def _entries(log: StoredLog) -> Iterator[Entry]:
    position = 0
    while page := log.read(position, limit=PAGE):
        yield from page
        position = page[-1].position
