"""Answers: receipts, and pages with their links."""

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
    response = page(Page[int](items=(1,), next=7), asked("/v1/a b", "after=3&limit=1&without=a%26b&without=c"))
    assert response.headers["link"] == '</v1/a%20b?limit=1&without=a%26b&without=c&after=7>; rel="next"'


def test_the_last_page_has_no_link() -> None:
    assert "link" not in page(Page[int](items=(1,), next=None), asked("/v1/claims", "")).headers
