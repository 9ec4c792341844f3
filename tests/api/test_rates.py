"""How often may be asked."""

import pytest

from api.rates import Rates
from api.refusals import TooManyRequests


def test_a_key_may_make_so_many_requests_and_no_more() -> None:
    rates = Rates("3/hour", "1/hour")
    for _ in range(3):
        rates.take("a")
    with pytest.raises(TooManyRequests, match="3 per 1 hour") as refused:
        rates.take("a")

    assert 1 <= refused.value.wait <= 3600
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


def test_time_opens_the_window_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = Rates("1/hour", "1/hour")
    rates.take("a")
    with pytest.raises(TooManyRequests) as refused:
        rates.take("a")
    rates._windows.storage.expirations.clear()  # type: ignore[attr-defined]  # as when its hour is over

    assert refused.value.wait > 3500
    rates.take("a")
