"""Steady work is done whole or not begun, whenever the main thread is interrupted."""

from threading import Thread, current_thread

import pytest

from ledger.steady import Steady


def test_the_main_threads_calls_are_made_on_another_thread_in_their_order() -> None:
    steady, made = Steady(), list[str]()
    for word in ("one", "two"):
        steady.run(lambda: made.append(f"{word} on {current_thread().name}"))  # noqa: B023
    steady.close()

    assert made == ["one on steady", "two on steady"]


def test_another_threads_calls_are_made_on_its_own() -> None:
    steady, names = Steady(), list[str]()
    thread = Thread(target=lambda: names.append(steady.run(lambda: current_thread().name)), name="mine")
    thread.start()
    thread.join()
    steady.close()

    assert names == ["mine"]


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_what_a_call_raises_is_raised_to_its_caller_and_the_next_is_made(error: type[BaseException]) -> None:
    def fail() -> None:
        raise error

    steady = Steady()
    with pytest.raises(error):
        steady.run(fail)

    assert steady.run(lambda: 1) == 1
    steady.close()


def test_once_closed_it_makes_calls_on_the_thread_of_whoever_asks() -> None:
    steady = Steady()
    steady.run(lambda: None)
    steady.close()
    steady.close()

    assert steady.run(lambda: current_thread().name) == current_thread().name
