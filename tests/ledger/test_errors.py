from itertools import chain

import pytest

from ledger.errors import BrokenLine, Conflict, Forbidden, InvalidRecord, NotFound, Refusal, Rejected, Unavailable

FAMILIES = (Rejected, NotFound, Conflict, Forbidden, Unavailable)


def every(kind: type[Refusal]) -> list[type[Refusal]]:
    return [kind, *chain.from_iterable(map(every, kind.__subclasses__()))]


def test_every_refusal_is_of_exactly_one_family() -> None:
    for refusal in every(Refusal)[1:]:
        assert sum(issubclass(refusal, family) for family in FAMILIES) == 1


def test_every_refusal_has_a_name_and_a_title_of_its_own() -> None:
    found = every(Refusal)

    assert len({refusal.slug for refusal in found}) == len({refusal.title for refusal in found}) == len(found)
    for refusal in found:
        assert refusal.slug == refusal.slug.lower().replace(" ", "-").replace("_", "-")
        assert refusal.title[0].isupper()
        assert not refusal.title.endswith(".")


@pytest.mark.parametrize(("field", "says"), [("by", "by: nobody did"), ("", "nobody did")])
def test_a_refusal_says_which_field_and_what_was_found(field: str, says: str) -> None:
    refusal = Rejected("nobody did", field)

    assert str(refusal) == says
    assert (refusal.detail, refusal.field, refusal.index) == ("nobody did", field, None)


def test_an_invalid_record_says_its_first_fault_and_how_many_more() -> None:
    one = InvalidRecord((("a.0.b", "this field is required"),))
    three = InvalidRecord((("a", "too long"), ("b", "too short"), ("c", "missing")))

    assert str(one) == "a.0.b: this field is required"
    assert str(three) == "a: too long (and 2 more)"
    assert len(three.faults) == 3


def test_a_broken_line_says_its_number_and_keeps_its_cause() -> None:
    cause = NotFound("no deal 'x' is on record", "deal")
    broken = BrokenLine(7, 5, cause)

    assert str(broken) == "line 7: deal: no deal 'x' is on record"
    assert (broken.line, broken.resume, broken.cause) == (7, 5, cause)
