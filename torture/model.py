"""Whatever is done to a ledger, it says what a plain-Python model says: log, refusals, beliefs at any position.

Random lives of a ledger in a file (`torture.machine`), in as many processes as there are processors. A life in which
the two diverge is made as short as can be and told step by step.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from random import SystemRandom

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from torture.machine import Model

LIVES, FEW, AT_ONCE = 20_000, 40, 100
STEPS = 20


def lives(
    count: int, number: int, *, steps: int = STEPS, shortening: bool = True, machine: type[Model] = Model
) -> None:
    """So many lives of so many steps, the same for the same number. Raises what went wrong, with the life as its notes.

    A Divergence is raised where the ledger and its model differ; `shortening` looks for the shortest such life.
    """
    chosen = settings(
        max_examples=count,
        stateful_step_count=steps,
        phases=[Phase.generate, *([Phase.shrink] if shortening else [])],
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(machine), settings=chosen)


def run(report: Callable[[str], None], *, thorough: bool) -> list[str]:
    """As torture.__main__.Part. The environment may choose which lives (TORTURE_SEED), and how many (TORTURE_LIVES)."""
    wanted = int(os.environ.get("TORTURE_LIVES", LIVES if thorough else FEW))
    chosen = int(os.environ.get("TORTURE_SEED", SystemRandom().randrange(2**32)))
    batches = {chosen + n: min(AT_ONCE, wanted - n * AT_ONCE) for n in range(-(-wanted // AT_ONCE))}
    report(f"{wanted:,} lives of {STEPS} steps; TORTURE_SEED={chosen} chooses the same again")
    faults: list[str] = []
    led = 0
    for number, fault in _led(batches, thorough):
        led += batches[number]
        if fault:
            again = f"TORTURE_SEED={number} TORTURE_LIVES={batches[number]} python -m torture model"
            faults.append(f"{fault}\nthe same again: {again}")
        report(f"{led:,} of {wanted:,} lives, {len(faults)} of them diverged")
    return faults


def _led(batches: Mapping[int, int], shortening: bool) -> Iterator[tuple[int, str]]:
    """Lead the lives, batch by batch as they end; with each its number and what went wrong in it."""
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        waiting = {processes.submit(_lead, count, number, shortening): number for number, count in batches.items()}
        for ended in as_completed(waiting):
            yield waiting[ended], ended.result()


def _lead(count: int, number: int, shortening: bool) -> str:
    """What went wrong in these lives, and in which; nothing where all went well."""
    try:
        lives(count, number, shortening=shortening)
    except Exception as error:
        return "\n".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", [])])
    return ""
