"""Answers: receipts, and pages with their links."""

import re
from urllib.parse import parse_qs, urlencode

import pytest
from starlette.requests import Request

from api.answers import page, recorded
from ledger.receipts import Receipt
from ledger.views import Page

RECEIPT = Receipt(
    record="source",
    id="harbour-post",
    position=2,
    recorded_at="2023-08-31T10:00:00.000000Z",
    digest="sha256:" + "0" * 64,
    again=False,
    status="not graded",
)


def asked(path: str, query: str) -> Request:
    return Request({"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []})


def test_a_first_receipt_is_created_and_a_second_is_not() -> None:
    again = RECEIPT.model_copy(update={"again": True})
    assert [recorded(receipt, "/v1/sources/x").status_code for receipt in (RECEIPT, again)] == [201, 200]


def test_a_location_is_an_address() -> None:
    assert recorded(RECEIPT, "/v1/claims/sha256:00").headers["location"] == "/v1/claims/sha256:00"
    assert recorded(RECEIPT, "/v1/x\r\ny").headers["location"] == "/v1/x%0D%0Ay"


def test_a_link_to_the_next_page_keeps_what_was_asked() -> None:
    response = page(Page[int](items=(1,), next=7), asked("/v1/a b", "limit=1&without=a%26b&without=c"))
    assert response.headers["link"] == '</v1/a%20b?limit=1&without=a%26b&without=c&after=7>; rel="next"'


def test_a_page_that_is_not_the_first_has_a_link_to_the_first() -> None:
    response = page(Page[int](items=(1,), next=7), asked("/v1/x", "after=3&limit=1"))
    assert response.headers["link"] == '</v1/x?limit=1&after=7>; rel="next", </v1/x?limit=1&after=0>; rel="first"'


def test_a_list_that_can_tell_has_a_link_to_the_page_before() -> None:
    response = page(Page[int](items=(), next=None), asked("/v1/x", "after=3&limit=9"), before={"after": 0, "limit": 3})
    assert response.headers["link"] == '</v1/x?after=0&limit=3>; rel="prev", </v1/x?limit=9&after=0>; rel="first"'


@pytest.mark.parametrize("said", ["<>;,", "\r\nX-Y: 1", '"; rel="next', "\u202e北한"])
def test_nothing_that_was_asked_breaks_out_of_a_link(said: str) -> None:
    response = page(Page[int](items=(1,), next=7), asked(f"/v1/{said}", urlencode({"text": said})))
    (address,) = re.fullmatch('<([!-~]*)>; rel="next"', response.headers["link"]).groups()  # type: ignore[union-attr]
    assert "<" not in address and ">" not in address and "," not in address
    assert parse_qs(address.partition("?")[2]) == {"text": [said], "after": ["7"]}


def test_the_last_page_has_no_link() -> None:
    assert "link" not in page(Page[int](items=(1,), next=None), asked("/v1/claims", "")).headers
