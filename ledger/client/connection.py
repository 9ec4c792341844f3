"""The connection: requests to one server, sent again where no answer came, and never to another."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from ipaddress import ip_address

import httpx2
from httpx2 import URL, RequestError, Response

from ledger.client.answers import refusal_of
from ledger.errors import BadSettings, Refusal, Unavailable

ATTEMPTS = 5
"""How often a request is sent, at most."""

FIRST, LONGEST = 0.1, 5.0
"""Seconds within which it is sent again first, doubled each time, and the longest."""

PATIENCE = 60.0
"""The most seconds that a server may ask to be left alone for (`Retry-After`); one that asks for more is refused."""

TIMEOUT = 60.0
"""Seconds of silence after which no answer is expected any more. A tail says something every 15 seconds."""

CONNECTING = 10.0
Asked = Mapping[str, object]
Body = Callable[[], bytes | Iterable[bytes]]
"""Makes the body of a request, for each time that it is sent."""

SILENT: Body = lambda: b""  # noqa: E731


class Connection:
    """Sends requests to one server under one key. May be used from any thread.

    No redirect is followed. `wait` sleeps for so many seconds, `draw` gives a number from 0 to 1: how much of the time
    that it may wait it does.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float = TIMEOUT,
        wait: Callable[[float], None] = time.sleep,
        draw: Callable[[], float] = random.random,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self.url = address(url)
        self._wait = wait
        self._draw = draw
        self._http = httpx2.Client(
            base_url=self.url,
            headers={"Authorization": f"Bearer {key_of(key)}", "Accept": "application/json"},
            timeout=httpx2.Timeout(timeout, connect=CONNECTING),
            follow_redirects=False,
            transport=transport,
        )

    def __repr__(self) -> str:
        return f"Connection({str(self.url)!r})"

    def ask(self, path: str, asked: Asked) -> Response:
        """The answer to a question. Raises Unavailable where none comes."""
        return self._tried(
            lambda: self._http.get(path, params=given(asked)), lambda error: Unavailable(self._unreached(error))
        )

    def tell(
        self,
        method: str,
        path: str,
        body: Body,
        headers: Mapping[str, str],
        asked: Asked,
        failed: Callable[[str], Refusal],
        attempts: int = ATTEMPTS,
    ) -> Response:
        """The answer to something that is told, which is sent so often at most. Raises what `failed` makes of it."""
        return self._tried(
            lambda: self._http.request(method, path, content=body(), headers=dict(headers), params=given(asked)),
            lambda error: failed(self._unreached(error)),
            attempts,
        )

    @contextmanager
    def listening(self, path: str, asked: Asked, headers: Mapping[str, str]) -> Iterator[Response]:
        """An answer that is read as it comes. Raises the Refusal, and RequestError where it breaks off."""
        for attempt in range(1, ATTEMPTS + 1):
            with self._http.stream("GET", path, params=given(asked), headers=dict(headers)) as response:
                if response.is_success:
                    yield response
                    return
                response.read()
            wanted = asked_to_wait(response)
            if wanted is None or attempt == ATTEMPTS:
                raise refusal_of(response)
            self._wait(wanted)

    def again(self, failures: int, error: RequestError) -> None:
        """Wait before a request is sent again that failed so often in a row. Raises Unavailable where it is enough."""
        if failures >= ATTEMPTS:
            raise Unavailable(self._unreached(error)) from None
        self.pause(failures)

    def pause(self, failures: int) -> None:
        """Wait as long as after so many failures in a row."""
        self._wait(self._draw() * min(LONGEST, FIRST * 2**failures))

    def close(self) -> None:
        """Let go of it. Idempotent."""
        self._http.close()

    def _tried(
        self, send: Callable[[], Response], failed: Callable[[RequestError], Refusal], attempts: int = ATTEMPTS
    ) -> Response:
        for attempt in range(1, attempts + 1):
            try:
                response = send()
            except RequestError as error:
                if attempt == attempts:
                    raise failed(error) from None
                self.pause(attempt)
                continue
            wanted = asked_to_wait(response)
            if wanted is None or attempt == attempts:
                return response
            self._wait(wanted)
        raise AssertionError

    def _unreached(self, error: RequestError) -> str:
        return f"{self.url} gives no answer ({type(error).__name__}: {error or 'nothing more is known'})"


def given(asked: Asked) -> dict[str, str | Sequence[str]]:
    """The parameters of a question: those that are given."""
    found: dict[str, str | Sequence[str]] = {}
    for name, value in asked.items():
        if value is None or value is False or value == ():
            continue
        if isinstance(value, str | int):
            found[name] = "true" if value is True else str(value)
        else:
            found[name] = [str(one) for one in value]  # type: ignore[attr-defined]
    return found


def asked_to_wait(response: Response) -> float | None:
    """The seconds after which a server that refused wants to be asked again, where it is not too long."""
    said = response.headers.get("retry-after", "")
    if response.is_success or not (said.isascii() and said.isdecimal()):
        return None
    return float(said) if float(said) <= PATIENCE else None


def address(url: str) -> URL:
    """The address of a server, as `https://ledger.example`. Raises BadSettings, also for what would show the key.

    Without TLS a key is shown to this machine alone.
    """
    if "@" in url:  # nothing of it is repeated
        raise BadSettings("expected an address without a user or a password; who asks is told by a key", "url")
    try:
        found = URL(url)
    except httpx2.InvalidURL as error:
        raise BadSettings(f"expected an address such as https://ledger.example; {error}", "url") from None
    if found.scheme not in ("http", "https") or not found.host:
        raise BadSettings(f"expected an address such as https://ledger.example; found {url!r:.100}", "url")
    if found.query or found.fragment:
        raise BadSettings("expected an address without a query or a fragment", "url")
    if found.scheme == "http" and not is_here(found.host):
        raise BadSettings(f"a key is shown to {found.host} over TLS alone: write https://", "url")
    return found


def is_here(host: str) -> bool:
    """Whether a host is this machine, by its loopback names and addresses."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def key_of(key: str) -> str:
    """A key that can be shown. Raises BadSettings without telling it."""
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise BadSettings("a server asks for a key: give the one that `claim-ledger keys create` printed", "key")
    return key
