"""The interactive documentation loads what the server itself has, and nothing else."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from api.docs import MEDIA_TYPES
from tests.api.refused import problem


class Loaded(HTMLParser):
    """The addresses that a page loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "data", "action")]
        self.inline += tag == "script" and "src" not in dict(attrs)


def test_the_page_loads_only_what_the_server_has(client: TestClient) -> None:
    page = client.get("/docs")
    loaded = Loaded(page.text)

    assert page.status_code == 200 and page.headers["content-type"] == "text/html; charset=utf-8"
    assert sorted(loaded.found) == sorted(f"/docs/{name}" for name in MEDIA_TYPES)
    assert loaded.inline == 0
    for address in loaded.found:
        answered = client.get(address)
        assert answered.status_code == 200 and answered.content
        assert answered.headers["content-type"].partition(";")[0] == MEDIA_TYPES[address.rpartition("/")[2]]
        assert answered.headers["x-content-type-options"] == "nosniff"


def test_what_it_loads_loads_nothing_from_elsewhere(client: TestClient) -> None:
    styles, start = client.get("/docs/swagger-ui.css").text, client.get("/docs/start.js").text

    assert {found[:5] for found in re.findall(r"url\(['\"]?([^)'\"]*)", styles)} <= {"data:"}
    assert "@import" not in styles
    assert re.findall(r"https?:|//", start) == []
    assert 'url: "/openapi.json"' in start and "validatorUrl: null" in start


def test_a_browser_is_forbidden_to_go_elsewhere(client: TestClient) -> None:
    """The bundle names addresses elsewhere; whatever it may do with them, it is not let."""
    policy = dict(
        part.strip().partition(" ")[::2] for part in client.get("/docs").headers["content-security-policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert not re.search(r"https?:|\*|unsafe-eval", " ".join(policy.values()))


@pytest.mark.parametrize("path", ["/docs/redoc.standalone.js", "/docs/core.py", "/docs/%2e%2e%2fcore.py", "/redoc"])
def test_there_is_nothing_else(client: TestClient, path: str) -> None:
    answered = client.get(path)
    assert (answered.status_code, answered.json()["type"]) == (404, "/problems/unknown-address")


def test_parameters_are_refused_here_too(client: TestClient) -> None:
    problem(client.get("/docs?url=http://elsewhere.example/"), 422, "invalid-request", "url")
