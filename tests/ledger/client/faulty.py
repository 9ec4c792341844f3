"""Ways to a server that lose answers, or cut them short."""

from collections.abc import Iterator

import httpx2
from httpx2 import Request, Response


class Losing(httpx2.BaseTransport):
    """Brings requests there, and loses the first answers to those of one method; it notes what it brought."""

    def __init__(self, times: int, method: str = "POST", *, without: str | None = None) -> None:
        self._inner = httpx2.HTTPTransport()
        self._times, self._method, self._without = times, method, without
        self.brought: list[Request] = []

    def handle_request(self, request: Request) -> Response:
        if self._without is not None:
            request.headers.pop(self._without, None)
        self.brought.append(request)
        response = self._inner.handle_request(request)
        if self._times and request.method == self._method:
            self._times -= 1
            response.read()
            response.close()
            raise httpx2.ReadError("the connection was reset", request=request)
        return response

    def close(self) -> None:
        self._inner.close()


class Cut(httpx2.SyncByteStream):
    """So many bytes of an answer, and then no more."""

    def __init__(self, inner: httpx2.SyncByteStream, size: int) -> None:
        self._inner, self._size = inner, size

    def __iter__(self) -> Iterator[bytes]:
        left = self._size
        for piece in self._inner:
            yield piece[:left]
            left -= len(piece)
            if left <= 0:
                raise httpx2.ReadError("the connection was reset")

    def close(self) -> None:
        self._inner.close()


class Cutting(httpx2.BaseTransport):
    """Cuts every answer after so many bytes; each time some more."""

    def __init__(self, size: int) -> None:
        self._inner = httpx2.HTTPTransport()
        self._size = size
        self.brought: list[Request] = []

    def handle_request(self, request: Request) -> Response:
        self.brought.append(request)
        response = self._inner.handle_request(request)
        assert isinstance(response.stream, httpx2.SyncByteStream)
        return Response(response.status_code, headers=response.headers, stream=Cut(response.stream, self._size))

    def close(self) -> None:
        self._inner.close()
