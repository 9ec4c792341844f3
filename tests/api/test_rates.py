"""How often may be asked."""

import pytest

from api.rates import Rates, Window
from api.refusals import TooManyRequests


class Hands:
    """A clock whose hands are moved."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_a_key_may_make_so_many_requests_and_no_more() -> None:
    rates = Rates("3/hour", "1/hour", Hands())
    for _ in range(3):
        rates.take("a")
    with pytest.raises(TooManyRequests, match="may make 3/hour requests: send the next in 3600 s") as refused:
        rates.take("a")

    assert refused.value.wait == 3600
    rates.take("b")  # another's are its own


def test_failures_are_counted_by_address() -> None:
    rates = Rates("1/hour", "2/hour")
    for address in ("192.0.2.1", "192.0.2.2"):
        rates.fail(address)
        rates.fail(address)
        with pytest.raises(TooManyRequests, match=f"from {address} came without a good key"):
            rates.fail(address)


def test_a_key_is_not_kept_waiting_by_failures() -> None:
    rates = Rates("1/hour", "1/hour")
    rates.fail("a")
    rates.take("a")


def test_time_opens_the_window_again() -> None:
    hands = Hands()
    rates = Rates("1/10 seconds", "1/hour", hands)
    rates.take("a")
    hands.at += 9.5
    with pytest.raises(TooManyRequests) as refused:
        rates.take("a")
    assert refused.value.wait == 1  # it never says 0: that would be asked again at once

    hands.at += 0.5
    rates.take("a")


def test_who_came_is_forgotten_with_the_window() -> None:
    hands = Hands()
    window = Window("5/second", hands)
    for number in range(1_000):
        window.come(f"192.0.2.{number}")
    hands.at += 1
    window.come("a")

    assert window._come == {"a": 1}


@pytest.mark.parametrize("rate", ["", "5", "5/fortnight", "a/second", "-1/second", "5/ second"])
def test_what_is_no_rate_is_said_so(rate: str) -> None:
    with pytest.raises(ValueError, match="is no rate"):
        Rates(rate, "1/hour")
