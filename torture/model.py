"""Whatever is done to a ledger, it says what a plain-Python model of it says: log, refusals, beliefs, at any position.

Random lives of a ledger file (`torture.machine`), in as many processes as there are processors. A life that diverges is
shrunk and printed step by step. `TORTURE_SEED` chooses the lives, `TORTURE_LIVES` how many.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from random import SystemRandom

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from torture.machine import Model

LIVES, FEW, AT_ONCE = 20_000, 40, 100
STEPS, MANY_STEPS = 20, 40


def lives(count: int, number: int, *, steps: int = STEPS, shrinking: bool = True) -> None:
    """So many lives, the same for the same number. Raises Divergence, with the life in which it was in its notes."""
    chosen = settings(
        max_examples=count,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if shrinking else [Phase.generate],
    )
    run_state_machine_as_test(seed(number)(Model), settings=chosen)


def run(report: Callable[[str], None], *, thorough: bool) -> list[str]:
    """As torture.__main__.Part."""
    wanted = int(os.environ.get("TORTURE_LIVES", LIVES if thorough else FEW))
    chosen = int(os.environ.get("TORTURE_SEED", SystemRandom().randrange(2**32)))
    batches = {chosen + n: min(AT_ONCE, wanted - n * AT_ONCE) for n in range(-(-wanted // AT_ONCE))}
    report(f"{wanted:,} lives of up to {STEPS} steps; TORTURE_SEED={chosen} chooses the same")
    faults: list[str] = []
    done = 0
    for number, fault in _in_processes(batches):
        done += batches[number]
        report(f"{done:,} of {wanted:,} lives, {len(faults) + bool(fault)} faults")
        if fault:
            again = f"TORTURE_SEED={number} TORTURE_LIVES={batches[number]} python -m torture model"
            faults.append(f"{fault}\n  again: {again}")
    return faults


def _in_processes(batches: dict[int, int]) -> Iterator[tuple[int, str]]:
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        waiting = {processes.submit(_lived, count, number): number for number, count in batches.items()}
        for done in as_completed(waiting):
            yield waiting[done], done.result()


def _lived(count: int, number: int) -> str:
    """What went wrong in a batch of lives, with the life in which it did; nothing where all went well."""
    try:
        lives(count, number)
    except Exception as error:
        notes: list[str] = getattr(error, "__notes__", [])
        return "\n".join([f"{type(error).__name__}: {error}", *notes])
    return ""
