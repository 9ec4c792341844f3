"""Which form of an answer is sent."""

import pytest

from api.accept import preferred

OFFERED = ("application/json", "application/x-ndjson", "text/event-stream")


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("text/event-stream", "text/event-stream"),
        ("TEXT/Event-Stream; charset=utf-8", "text/event-stream"),
        ("application/x-ndjson, application/json;q=0.5", "application/x-ndjson"),
        ("application/x-ndjson;q=0.2, application/json;q=0.5", "application/json"),
        ("text/*", "text/event-stream"),
        ("*/*;q=0.1, text/event-stream;q=0.2", "text/event-stream"),
        ("application/*, application/json;q=0", "application/x-ndjson"),
        ("text/html, application/x-ndjson ; q = 0.001", "application/x-ndjson"),
    ],
)
def test_what_is_liked_best_is_preferred(accept: str, wanted: str) -> None:
    assert preferred(accept, OFFERED) == wanted


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/html", "*/*, text/event-stream;q=0.9", "application/json", "text/event-stream;q=0"]
)
def test_the_first_is_preferred_where_nothing_is_liked_better(accept: str) -> None:
    assert preferred(accept, OFFERED) == "application/json"


@pytest.mark.parametrize("accept", [";;;", "a" * 60_000, ", ," * 9_000, "/", "\u202e/\u202e", "x/y;" * 9_000])
def test_what_cannot_be_read_is_as_nothing(accept: str) -> None:
    assert preferred(accept, OFFERED) == "application/json"
