"""Beliefs of a deal of a hundred claims: in a large ledger against a small one, and as recorded before against now.

A cold read is the first of a deal since the ledger was opened, a hot one the same question again.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.bench import REBUILT_A_SECOND, Bench, seconds
from benchmarks.built import LEAST, build, deals_in, first_claim
from benchmarks.figures import Figure, Goal, compared, p99
from ledger.opening import open_ledger
from ledger.service import Ledger

READ_SECONDS = 0.03

Timed = tuple[list[float], list[float]]
"""Milliseconds of cold reads, and of hot ones."""


def at_size(bench: Bench) -> Iterator[Figure]:
    """The 99th percentile at so many events, against that at a hundredth of them; deals chosen at random."""
    large, small = bench.sizes.events, max(LEAST, bench.sizes.events // 100)
    paths = {events: _indexed(bench, events) for events in (large, small)}
    timed: dict[int, Timed] = {large: ([], []), small: ([], [])}
    random, left = Random(47), bench.sizes.reads
    while left > 0:
        asked = min(deals_in(small), left)
        left -= asked
        with ExitStack() as opened:
            ledgers = {events: opened.enter_context(_opened(path)) for events, path in paths.items()}
            chosen = {events: random.sample(range(deals_in(events)), asked) for events in paths}
            for nth in range(asked):
                for events, ledger in ledgers.items():
                    _time(timed[events], ledger, chosen[events][nth], None)
                bench.advance("beliefs in ledgers of two sizes", READ_SECONDS)
    work, against = f"belief of a deal, p99, at {large:,} events", f"the same at {small:,} events"
    for kind, temper, goal in ((0, "cold", Goal("<=", 1.3)), (1, "hot", None)):
        ours, theirs = p99(timed[large][kind]), p99(timed[small][kind])
        yield Figure(f"{work}, {temper}", against, ours, theirs, "ms", ours / theirs, goal)


def in_the_past(bench: Bench) -> Iterator[Figure]:
    """As recorded at a random position since the first claim, and at one in the last tenth of the log, against now.

    Before the last tenth a deal has fewer claims than now; in it, as many within a tenth.
    """
    events = max(LEAST, bench.sizes.events // 10)
    path, against = _indexed(bench, events), "belief now"
    for work, since, goal in (
        (f"belief at a random past position of {events:,}", first_claim(events), Goal("<=", 1.5)),
        ("the same, in the last tenth of the log", events - events // 10, None),
    ):
        rounds = _past_and_now(bench, path, events, since)
        cold, hot = ([(median(past[kind]), median(now[kind])) for past, now in rounds] for kind in (0, 1))
        yield compared(f"{work}, cold", against, cold, "ms", goal)
        yield compared(f"{work}, hot", against, hot, "ms")


def _past_and_now(bench: Bench, path: Path, events: int, since: int) -> Sequence[tuple[Timed, Timed]]:
    """Rounds of reads in the past and now, in turns, each on an opened ledger of its own: neither warms the other."""
    rounds: list[tuple[Timed, Timed]] = []
    random, deals = Random(59), deals_in(events)
    for _ in range(bench.sizes.rounds):
        past, now = timed = ([], []), ([], [])  # type: tuple[Timed, Timed]
        with _opened(path) as before, _opened(path) as present:
            for deal in random.sample(range(deals), min(deals, max(1, bench.sizes.reads // bench.sizes.rounds))):
                _time(past, before, deal, str(random.randint(since, events)))
                _time(now, present, deal, None)
                bench.advance("beliefs in the past", READ_SECONDS)
        rounds.append(timed)
    return rounds


def _time(timed: Timed, ledger: Ledger, deal: int, recorded_as_of: str | None) -> None:
    for kind in timed:
        kind.append(1e3 * seconds(lambda: ledger.beliefs(f"deal-{deal}", recorded_as_of=recorded_as_of)))


@contextmanager
def _opened(path: Path) -> Iterator[Ledger]:
    """A ledger that was just opened, its connections made, and no deal asked for."""
    with open_ledger(str(path)) as ledger:
        ledger.claims(limit=1)
        yield ledger


def _indexed(bench: Bench, events: int) -> Path:
    path = bench.folder / f"{events}.ledger"
    build(path, events, bench.advance)
    done = 0

    def report(position: int, head: int) -> None:
        nonlocal done
        bench.advance(f"indexing {events:,} events", (position - done) / REBUILT_A_SECOND)
        done = position

    with open_ledger(str(path)) as ledger:
        ledger.rebuild(report)
    return path
