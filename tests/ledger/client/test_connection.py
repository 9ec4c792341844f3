"""What a connection does where no answer comes, another comes than was expected, or it is asked to wait."""

import logging
from collections.abc import Callable

import httpx2
import pytest
from httpx2 import MockTransport, Request, Response

from ledger.client import Client
from ledger.client.connection import ATTEMPTS, Connection, address, given, key_of
from ledger.errors import BadSettings, NotFound, Unanswered, Unavailable
from ledger.opening import open_ledger
from tests.ledger.client.serving import UNBOUNDED, served
from tests.ledger.given import source_record

KEY = "clk_never-to-be-shown"
HERE = "http://127.0.0.1:9"
Handler = Callable[[Request], Response]


def client_of(handler: Handler, waited: list[float], draw: float = 1.0) -> Client:
    transport = MockTransport(handler)
    return Client(Connection(HERE, KEY, wait=waited.append, draw=lambda: draw, transport=transport))


def unreachable(request: Request) -> Response:
    raise httpx2.ConnectError("Connection refused", request=request)


@pytest.mark.parametrize(("draw", "waits"), [(1.0, [0.2, 0.4, 0.8, 1.6]), (0.5, [0.1, 0.2, 0.4, 0.8])])
def test_a_server_that_is_not_there_is_tried_again_ever_later_and_not_for_ever(draw: float, waits: list[float]) -> None:
    waited: list[float] = []
    with client_of(unreachable, waited, draw) as client:
        with pytest.raises(Unavailable, match=r"gives no answer \(ConnectError: Connection refused") as refused:
            client.deals()
        assert not isinstance(refused.value, Unanswered)
        assert waited == waits and len(waits) == ATTEMPTS - 1
        with pytest.raises(Unanswered):
            client.record(source_record("harbour"))


def test_an_answer_that_cannot_be_read_is_none() -> None:
    def garbled(_: Request) -> Response:
        return Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx2.ByteStream(b"no gzip"))

    with client_of(garbled, []) as client, pytest.raises(Unavailable, match="DecodingError"):
        client.deals()


def test_one_that_asks_to_be_left_alone_is_asked_again_when_it_said() -> None:
    waited: list[float] = []
    answers = iter([Response(429, headers={"Retry-After": "7"}), Response(503, headers={"Retry-After": "2"})])
    with client_of(lambda _: next(answers, Response(200, json={"items": [], "next": None})), waited) as client:
        assert client.deals().items == ()
    assert waited == [7.0, 2.0]


@pytest.mark.parametrize("said", [{}, {"Retry-After": "61"}, {"Retry-After": "soon"}])
def test_one_that_does_not_say_for_how_long_or_for_too_long_has_refused(said: dict[str, str]) -> None:
    waited: list[float] = []
    with client_of(lambda _: Response(503, headers=said), waited) as client, pytest.raises(Unavailable):
        client.deals()
    assert waited == []


def test_a_key_that_has_asked_too_often_waits_as_the_server_says() -> None:
    waited: list[float] = []
    seldom = UNBOUNDED.model_copy(update={"rate": "2/10 seconds"})
    with open_ledger(":memory:", create=True) as ledger, served(ledger, seldom) as (url, key):
        ledger.begin(by="test")
        with Client(Connection(url, key, wait=waited.append)) as client:
            assert client.deals() == client.deals()
            with pytest.raises(Unavailable, match="too-many-requests"):
                client.deals()
    assert len(waited) == ATTEMPTS - 1 and all(1 <= wait <= 10 for wait in waited)


def test_no_redirect_is_followed_and_the_key_is_told_to_nobody_else() -> None:
    asked: list[Request] = []

    def elsewhere(request: Request) -> Response:
        asked.append(request)
        return Response(307, headers={"Location": "https://elsewhere.example/v1/deals"})

    with client_of(elsewhere, []) as client, pytest.raises(Unavailable, match="leads to 'https://elsewhere"):
        client.deals()
    assert [request.url.host for request in asked] == ["127.0.0.1"]
    assert asked[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    "answer",
    [
        Response(200, text="<html>Sign in</html>", headers={"Content-Type": "text/html"}),
        Response(502, text="Bad gateway"),
        Response(403, json={"type": "about:blank", "title": KEY[:4]}),
        Response(
            418, headers={"Content-Type": "application/problem+json"}, text='{"type": "/problems/of-tea", "status": 1}'
        ),
        Response(418, headers={"Content-Type": "application/problem+json"}, text="no JSON"),
    ],
)
def test_what_no_ledger_answers_is_told_as_what_it_is(answer: Response) -> None:
    with client_of(lambda _: answer, []) as client, pytest.raises(Unavailable) as refused:
        client.deals()
    assert type(refused.value) is Unavailable and KEY not in str(refused.value)


def test_the_key_stands_in_no_line_that_is_logged_and_in_no_word_of_an_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with client_of(unreachable, []) as client, pytest.raises(Unavailable) as refused:
        client.deals()
    with open_ledger(":memory:", create=True) as ledger, served(ledger) as (url, key):
        with Client(Connection(url, key)) as client:
            with pytest.raises(NotFound):
                client.deal("no-deal")
            shown = f"{client!r} {client._connection!r} {refused.value!r}"
        assert key not in caplog.text and "no-deal" in caplog.text  # the twin: what is asked for is logged
    assert KEY not in caplog.text and KEY not in shown


@pytest.mark.parametrize("key", ["", "two words", "clé", "clk_\n"])
def test_what_is_no_key_is_refused_untold(key: str) -> None:
    with pytest.raises(BadSettings) as refused:
        key_of(key)
    assert refused.value.field == "key" and (not key or key not in str(refused.value))


@pytest.mark.parametrize("url", [HERE, "http://[::1]:8000", "http://localhost", "https://ledger.example/behind"])
def test_a_key_is_shown_to_this_machine_or_over_tls(url: str) -> None:
    assert str(address(url)) == url


@pytest.mark.parametrize(
    "url",
    ["http://ledger.example", "http://10.0.0.1", "http://localhost.example", "https://a:b@ledger.example", "x", ""],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(BadSettings):
        address(url)


def test_what_is_not_given_is_not_asked() -> None:
    asked = given({"after": 0, "newest": False, "unfiled": True, "text": None, "without": (), "deal": "a b"})

    assert asked == {"after": "0", "unfiled": "true", "deal": "a b"}
    assert given({"without": ("a", "b")}) == {"without": ["a", "b"]}
