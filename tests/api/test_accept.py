"""Which form of an answer is sent."""

import pytest

from api.accept import preferred, takes_gzip

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


@pytest.mark.parametrize("accept", ["gzip", "br, GZIP;q=0.5", "x-gzip", "*", "identity;q=0, * ; q=0.1", "gzip;level=1"])
def test_gzip_is_taken_by_its_name_or_as_any(accept: str) -> None:
    assert takes_gzip(accept)


@pytest.mark.parametrize(
    "accept", ["", "identity", "gzip;q=0", "gzip; Q=0.000, *", "*;q=0", "gzipped", "br;x=gzip", ";;;", "gzip " * 9_000]
)
def test_gzip_is_not_taken_where_it_is_refused_or_not_named(accept: str) -> None:
    assert not takes_gzip(accept)
