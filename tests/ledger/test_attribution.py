from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from ledger.attribution import (
    Attribution,
    Hop,
    check_date,
    check_dates,
    check_future,
    check_sources,
    deepest_date,
    deepest_named,
    origin_of,
)
from ledger.errors import BadAttribution, ContradictedDate, InvalidRecord, UnknownReference
from ledger.terms import Naming, Role
from tests.ledger.story import claim

ATTRIBUTION: TypeAdapter[tuple[Hop, ...]] = TypeAdapter(Attribution)


def hop(text: str, **more: Any) -> Hop:
    """`speaker:kirby`; a role alone names nobody."""
    role, _, source = text.partition(":")
    return Hop(role=Role(role), source=source or None, **more)


def hops(*texts: str) -> tuple[Hop, ...]:
    return ATTRIBUTION.validate_python(tuple(map(hop, texts)))


def test_an_attribution_has_at_least_one_hop() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        hops()
    with pytest.raises(InvalidRecord) as refused:
        claim(attribution=[])
    assert refused.value.faults == (("attribution", "expected at least one; found none"),)


def test_and_at_most_sixteen() -> None:
    assert len(hops(*["relay:a"] * 16)) == 16
    with pytest.raises(ValidationError, match="at most 16"):
        hops(*["relay:a"] * 17)


@pytest.mark.parametrize("given", [("origin:a", "speaker:b"), ("publisher:p", "origin:a", "origin:b")])
def test_the_origin_stands_nowhere_but_last(given: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="the origin is the last hop"):
        hops(*given)


def test_a_hop_that_is_named_says_who() -> None:
    with pytest.raises(ValidationError, match="must say which source"):
        hop("speaker", naming=Naming.NAMED)
    assert hop("speaker", naming=Naming.DESCRIBED).source is None


@pytest.mark.parametrize(
    ("given", "origin", "deepest"),
    [
        (("publisher:p", "speaker:s", "origin:o"), "o", 2),
        (("origin:o",), "o", 0),
        (("publisher:p", "speaker:s"), None, 1),
        (("publisher:p", "speaker:s", "origin"), None, 1),
        (("publisher:p", "speaker", "origin"), None, 0),
        (("publisher:p",), None, 0),
        (("speaker", "origin"), None, None),
    ],
)
def test_who_the_origin_is_and_which_hop_is_the_deepest_named(
    given: tuple[str, ...], origin: str | None, deepest: int | None
) -> None:
    assert origin_of(hops(*given)) == origin
    assert deepest_named(hops(*given)) == deepest


def test_the_date_is_that_of_the_deepest_dated_hop() -> None:
    published, said, undated = hop("publisher:p", on="2024-01-03"), hop("speaker:s", on="2024-01"), hop("origin:o")

    assert deepest_date((published, said, undated)) == "2024-01"
    assert deepest_date((published, undated)) == "2024-01-03"
    assert deepest_date((undated,)) is None


def test_every_source_named_is_on_record() -> None:
    given = hops("publisher:p", "speaker", "origin:o")

    check_sources(given, {"p", "o"})
    with pytest.raises(UnknownReference, match="'o'") as refused:
        check_sources(given, {"p"})
    assert refused.value.field == "attribution.2.source"


def test_at_least_one_hop_names_a_source() -> None:
    with pytest.raises(BadAttribution) as refused:
        check_sources(hops("speaker", "origin"), {"p"})
    assert refused.value.field == "attribution"


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("2024-01-03", "2024-01-02", None), None),
        (("2024-01-03", "2024-01-03", "2024-01-03"), "2024-01-03"),
        (("2024-01-03", None, "2023"), "2023-12"),
        (("2024-01-03", "2024-01", None), "2024-01-01"),  # the month may have meant its first days
        ((None, None, None), "2024"),
        (("2024-01-03", None, None), "2022"),  # said long before it was published
    ],
)
def test_dates_that_can_be_true_together_pass(dates: tuple[str | None, ...], said: str | None) -> None:
    roles = ("publisher:p", "speaker:s", "origin:o")
    check_dates([hop(role, on=on) for role, on in zip(roles, dates, strict=True)], said)


@pytest.mark.parametrize(
    ("dates", "said", "field"),
    [
        (("2024-01-03", "2024-01-04", None), None, "attribution.1.on"),
        (("2024-01-03", None, "2024-02"), None, "attribution.2.on"),
        (("2024-01-03", "2024-01-02", None), "2024-01-03", "asserted_at"),
        ((None, None, "2024-01-02"), "2024-01-01", "asserted_at"),
        (("2023", None, None), "2024", "asserted_at"),
    ],
)
def test_dates_that_certainly_contradict_each_other_are_refused(
    dates: tuple[str | None, ...], said: str | None, field: str
) -> None:
    roles = ("publisher:p", "speaker:s", "origin:o")
    with pytest.raises(ContradictedDate) as refused:
        check_dates([hop(role, on=on) for role, on in zip(roles, dates, strict=True)], said)
    assert refused.value.field == field


NOON = "2024-01-01T12:00:00.000000Z"
"""It is the 2nd already where days begin first."""


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("2024-01-02", "2024-01-01"), None),
        (("2024", "2024-01"), "2024-01-02/.."),
        ((None, None), None),
        (("2024-01-03~", "../2031"), "2024-01-02T23:00:00+14:00"),
    ],
)
def test_what_may_have_been_said_by_the_moment_of_recording_passes(
    dates: tuple[str | None, ...], said: str | None
) -> None:
    check_future([hop("publisher:p", on=dates[0]), hop("origin:o", on=dates[1])], said, NOON)


@pytest.mark.parametrize(
    ("dates", "said", "field"),
    [
        (("2024-01-03", None), None, "attribution.0.on"),
        ((None, "2024-02"), None, "attribution.1.on"),
        (("2034-01-01", "2024-01-01"), None, "attribution.0.on"),  # a typo of the year
        ((None, None), "2025", "asserted_at"),
        (("2024-01-01", None), "2024-01-03/..", "asserted_at"),
    ],
)
def test_what_is_dated_certainly_after_the_moment_of_recording_is_refused(
    dates: tuple[str | None, ...], said: str | None, field: str
) -> None:
    with pytest.raises(ContradictedDate, match="lies in the future") as refused:
        check_future([hop("publisher:p", on=dates[0]), hop("origin:o", on=dates[1])], said, NOON)
    assert refused.value.field == field


def test_it_is_said_what_was_found_and_what_was_expected() -> None:
    with pytest.raises(ContradictedDate) as refused:
        check_date("2034-01-01", NOON, "on")
    assert refused.value.detail == (
        "2034-01-01 lies in the future: it is recorded at 2024-01-01T12:00:00.000000Z, "
        "when it is 2024-01-02 at the latest anywhere on earth: mend the date"
    )
