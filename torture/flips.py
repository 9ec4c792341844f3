"""A byte flipped in the ledger's file is refused, or changes nothing, or is found: no wrong belief in silence.

Every byte of a small ledger is flipped twice, one at a time: in one bit drawn by chance, and in all of them. Each time
all beliefs are asked for, what is on record is listed, and the ledger is examined as `doctor --full` does.
"""

import random
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import FrameType

from torture import specimen
from torture.pages import Page, pages
from torture.tally import Tally
from torture.trial import Flip, Trial, Verdict

ALL_BITS = 0xFF
AT_ONCE = 128
"""Flips that a process tries before it tells."""

PATIENCE = 60
"""Seconds after which a flip is taken to hang."""

PROCESSES = 2
SMOKE = 4
"""Flips tried in a smoke on a leaf of each table, and elsewhere for each table."""

SEED = 20261124


def run(report: Callable[[str], None], *, thorough: bool) -> list[str]:
    """Flip every byte, or in a smoke some of each table, and tell what may not have come of it."""
    with TemporaryDirectory(prefix="claim-ledger-flips-") as folder:
        made = Path(folder, "claims.ledger")
        specimen.make(made)
        whole, places = made.read_bytes(), pages(made)
    flips = every_flip(len(whole)) if thorough else some_flips(whole, places)
    report(f"{len(flips):,} flips of a ledger of {len(whole):,} bytes")
    tally = Tally(places)
    begun = perf_counter()
    for verdict in _tried(whole, flips):
        tally.add(verdict)
        if tally.tried % (10 * AT_ONCE) == 0:
            rate = tally.tried / (perf_counter() - begun)
            report(f"{tally.tried:,} flips, {rate:.0f} a second, {(len(flips) - tally.tried) / rate:.0f} s left")
    report(tally.summary())
    return tally.faults


def every_flip(size: int) -> list[Flip]:
    """Each byte of so many in one bit drawn by chance, and then each in all of its bits."""
    chance = random.Random(SEED)
    return [(at, 1 << chance.randrange(8)) for at in range(size)] + [(at, ALL_BITS) for at in range(size)]


def some_flips(whole: bytes, places: Sequence[Page]) -> list[Flip]:
    """Some flips of one leaf of each table and index, where it holds anything, and as many anywhere."""
    chance = random.Random(SEED)
    leaves = {page.owner: page.number for page in places if page.leaf}
    used = [at for number in leaves.values() for at in _used(whole, number, chance)]
    return [(at, 1 << chance.randrange(8)) for at in [*used, *chance.choices(range(len(whole)), k=len(used))]]


def _used(whole: bytes, number: int, chance: random.Random) -> list[int]:
    page = range(number * specimen.PAGE, (number + 1) * specimen.PAGE)
    written = [at for at in page if whole[at]]
    return chance.sample(written, min(SMOKE, len(written)))


def _tried(whole: bytes, flips: Sequence[Flip]) -> Iterator[Verdict]:
    parts = [flips[at : at + AT_ONCE] for at in range(0, len(flips), AT_ONCE)]
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as processes:
        for done in as_completed([processes.submit(_try, whole, part) for part in parts]):
            yield from done.result()


def _try(whole: bytes, flips: Sequence[Flip]) -> list[Verdict]:
    signal.signal(signal.SIGALRM, _hangs)
    with TemporaryDirectory(prefix="claim-ledger-flips-") as folder:
        trial = Trial(Path(folder), whole)
        found: list[Verdict] = []
        for flip in flips:
            signal.alarm(PATIENCE)
            found.append(trial.flip(flip))
            signal.alarm(0)
        return found


def _hangs(signum: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"it went on for {PATIENCE} s")
