"""The pages that problems lead to."""

from fastapi.testclient import TestClient

from api.problem_pages import kinds
from ledger.errors import Conflict
from tests.api.examples import CLAIM
from tests.api.refused import problem


def test_every_kind_of_problem_has_a_page_that_the_index_leads_to(client: TestClient) -> None:
    index = client.get("/problems")
    for kind in kinds():
        assert f'href="/problems/{kind.slug}"' in index.text
        page = client.get(f"/problems/{kind.slug}")
        assert page.status_code == 200
        assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_a_page_may_load_nothing_and_is_not_guessed_at(client: TestClient) -> None:
    page = client.get("/problems/unknown-reference")
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_what_a_page_shows_is_escaped(client: TestClient) -> None:
    class Marked(Conflict):
        """Less <b>than</b> said."""

        slug = "marked"
        title = "A & <i>B</i>"

    page = client.get("/problems/marked").text
    assert "A &amp; &lt;i&gt;B&lt;/i&gt;" in page and "Less &lt;b&gt;than&lt;/b&gt; said." in page
    assert "<i>" not in page and "<b>" not in page
    del Marked


def test_no_page_speaks_of_how_the_program_is_made(client: TestClient) -> None:
    for kind in kinds():
        assert "(field, message)" not in client.get(f"/problems/{kind.slug}").text


def test_a_date_and_an_attribution_in_a_record_are_told_of_where_they_come_as(
    told: TestClient, client: TestClient
) -> None:
    undated = {**CLAIM, "attribution": [{"source": "harbour-post", "role": "origin", "on": "2/9/2023"}]}
    for sent in (undated, {**CLAIM, "attribution": []}, {**CLAIM, "attribution": CLAIM["attribution"][::-1]}):
        assert told.post("/v1/claims", json=sent).json()["type"] == "/problems/invalid-record"
    for slug in ("bad-date", "bad-attribution"):
        assert "invalid-record" in client.get(f"/problems/{slug}").text


def test_a_problem_that_there_is_not_has_no_page(client: TestClient) -> None:
    problem(client.get("/problems/no-such"), 404, "not-found")
