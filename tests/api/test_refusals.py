"""The refusals that only HTTP knows."""

from api.refusals import InvalidRequest


def test_the_first_fault_stands_for_all() -> None:
    one = InvalidRequest((("limit", "too many"),))
    two = InvalidRequest((("limit", "too many"), ("after", "too far")))
    assert (one.field, one.detail) == ("limit", "too many")
    assert (two.field, two.detail) == ("limit", "too many (and 1 more)")
    assert len(two.faults) == 2
