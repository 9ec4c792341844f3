"""The matrix: who said what of which stage, on both clocks."""

import pytest
from hypothesis import given, settings

from ledger.belief.matrix import Matrix, Row, Said
from ledger.errors import BadDate
from ledger.opening import open_ledger
from ledger.service import Ledger
from ledger.terms import Stance
from tests.ledger.given import record
from tests.ledger.lives import OTHER, Life, lives
from tests.ledger.story import (
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    tie,
)


def row(found: Matrix, voice: str) -> Row:
    (one,) = (row for row in found.rows if row.voice == voice)
    return one


def said(found: Matrix, voice: str, proposition: str = "shipped") -> tuple[Said, ...]:
    return next((cell.said for cell in row(found, voice).cells if cell.proposition == proposition), ())


def test_columns_go_up_the_ladder_and_rows_by_who_was_heard_first(ledger: Ledger) -> None:
    recorded(
        ledger,
        record("proposition", deal=DEAL, id="sanctioned", kind="yes-no", about="deed", stage="response", text="x"),
        record("proposition", deal=DEAL, id="met", kind="yes-no", about="deed", stage="contact", text="x"),
        claim("agency-b", "ordered"),
        claim("agency-a"),
        claim("agency-b"),
    )

    found = ledger.matrix(DEAL)

    assert [column.proposition for column in found.columns] == ["met", "ordered", "shipped", "how-many", "sanctioned"]
    assert [one.voice for one in found.rows] == ["agency-b", "agency-a", "state-y"]
    assert [cell.proposition for cell in row(found, "agency-b").cells] == ["ordered", "shipped"]
    assert [cell.stage for cell in row(found, "agency-b").cells] == ["order", "shipment"]


def test_a_cell_tells_stances_claims_dates_and_whether_the_origin_is_known(ledger: Ledger, calendar: Calendar) -> None:
    calendar.on("2024-01-03")
    given = [
        claim("agency-a", on="2024-01-03"),
        claim("agency-a", on="2024-01"),
        claim("agency-a", stance="declines", on="2024-01-02"),
        claim(None, publisher="outlet", text="They say so."),
        claim("agency-b", "how-many", value="9"),
        claim("agency-b", "how-many", value=">10"),
    ]
    recorded(ledger, *given)

    found = ledger.matrix(DEAL)
    affirms, declines = said(found, "agency-a")

    assert (affirms.stance, declines.stance) == (Stance.AFFIRMS, Stance.DECLINES)
    assert affirms.claims == (id_of(given[0]), id_of(given[1]))
    assert (affirms.first, affirms.last) == ("2024-01", "2024-01-03")
    assert (affirms.origins, affirms.origin_unknown, affirms.taken_back) == (("agency-a",), 0, 0)
    (outlet,) = said(found, "outlet")
    assert (outlet.origins, outlet.origin_unknown) == ((), 1)
    assert said(found, "agency-b", "how-many")[0].values == ("9", ">10")


def test_what_was_taken_back_is_counted_and_what_was_recorded_wrongly_is_not(
    ledger: Ledger, calendar: Calendar
) -> None:
    calendar.on("2024-01-03")
    restated = claim("agency-b", stance="denies", on="2024-01-03", restates=id_of(claim("agency-b")))
    recorded(ledger, claim(), claim("agency-b"), claim("agency-c"), restated, retraction(claim()))
    before = head(ledger)
    recorded(ledger, record("correction", claim=id_of(claim("agency-c")), reason="a misreading"))

    found = ledger.matrix(DEAL)

    assert [(one.claims, one.taken_back) for one in said(found, "agency-a")] == [((), 1)]
    assert [(one.stance, one.taken_back) for one in said(found, "agency-b")] == [("affirms", 1), ("denies", 0)]
    assert "agency-c" not in {one.voice for one in found.rows}
    assert said(ledger.matrix(DEAL, recorded_as_of=str(before)), "agency-c")
    assert said(ledger.matrix(DEAL, asserted_as_of="2024-01-02"), "agency-b")[0].taken_back == 0


def test_who_speaks_for_another_stands_in_its_row(ledger: Ledger) -> None:
    recorded(ledger, tie("agency-b", "speaks-for", "agency-a"), claim("agency-a"), claim("agency-b", "ordered"))

    found = row(ledger.matrix(DEAL), "agency-a")

    assert (found.sources, found.party) == (("agency-a", "agency-b"), False)
    assert [cell.proposition for cell in found.cells] == ["ordered", "shipped"]


def test_a_party_that_is_silent_is_there_and_one_that_speaks_is_known_for_a_party(ledger: Ledger) -> None:
    silent = ledger.matrix(DEAL)
    assert [(one.voice, one.sources, one.party, one.cells) for one in silent.rows] == [
        ("state-y", ("state-y",), True, ())
    ]

    recorded(ledger, claim("state-y", stance="denies"))
    assert [(one.voice, one.party, len(one.cells)) for one in ledger.matrix(DEAL).rows] == [("state-y", True, 1)]
    assert ledger.matrix(DEAL, without=["state-y"]).rows == ()


def test_a_day_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(BadDate):
        ledger.matrix(DEAL, asserted_as_of="2024-01")


@settings(max_examples=60, deadline=None)
@given(lives())
def test_the_claims_of_the_matrix_are_those_that_beliefs_count(life: Life) -> None:
    with open_ledger(":memory:", clock=Calendar()) as ledger:
        ledger.record_all([*beginning(), *opening(OTHER)], by=ANALYST)
        ledger.record_each([*life[0], life[1]], by=ANALYST, keep_going=True)
        for deal in (DEAL, OTHER):
            for asked in ({}, {"asserted_as_of": "2024-01-01"}, {"without": ["agency-a"]}):
                beliefs = {one.id: one for one in ledger.beliefs(deal, **asked).propositions}
                cells = [c for one in ledger.matrix(deal, **asked).rows for c in one.cells]
                for name in ("shipped", "how-many"):
                    filed = [s for c in cells if c.proposition == name for s in c.said]
                    assert sum(len(one.claims) for one in filed) <= beliefs[name].reports
                    # Nothing implies `shipped`, but a denial of what it implies counts for it too.
                    denials = [s for c in cells if c.proposition == "ordered" for s in c.said if s.stance == "denies"]
                    if not denials or name == "how-many":
                        assert sum(len(one.claims) for one in filed) == beliefs[name].reports
