"""The load generator: keep-alive connections that send claims as fast as they are answered.

Usage: python -m benchmarks.load PORT CONNECTIONS FILE [KEY]. FILE has a body a line, each sent once, with the key
if one is given. Prints the seconds from the first request to the last answer. Every answer must be 201; the first that
is not goes to the standard error.
"""

import asyncio
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

REQUEST = (
    b"POST /v1/claims HTTP/1.1\r\nHost: localhost\r\n%bContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


class Client(asyncio.Protocol):
    """One connection: sends the next request that is left when its last one was answered."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.done = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def start(self) -> None:
        """Send the next request, or be done."""
        request = next(self._requests, None)
        if request is None:
            self.done.set_result(None)
        else:
            self._transport.write(request)

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head = self._received.find(b"\r\n\r\n")
        if head < 0:
            return
        length = _LENGTH.search(self._received, 0, head + 2)
        if length is None or not self._received.startswith(b"HTTP/1.1 201"):
            self._fail(self._received.decode(errors="replace"))
        elif len(self._received) >= head + 4 + int(length[1]):
            self._received = b""
            self.start()

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(f"the connection was closed: {exc}")

    def _fail(self, why: str) -> None:
        if not self.done.done():
            self.done.set_exception(RuntimeError(why))


async def send(port: int, connections: int, bodies: list[bytes], key: str = "") -> float:
    """Send every body once; returns the seconds that it took. Raises RuntimeError with an answer other than 201."""
    loop = asyncio.get_running_loop()
    shown = f"Authorization: Bearer {key}\r\n".encode() if key else b""
    requests = iter([REQUEST % (shown, len(body), body) for body in bodies])
    clients = [
        (await loop.create_connection(lambda: Client(requests), "127.0.0.1", port))[1] for _ in range(connections)
    ]
    started = perf_counter()
    try:
        for client in clients:
            client.start()
        await asyncio.gather(*(client.done for client in clients))
        return perf_counter() - started
    finally:
        for client in clients:
            client.close()
        await asyncio.sleep(0)  # the loop closes their sockets in its next turn


def main(port: str, connections: str, file: str, key: str = "") -> int:
    """Send what the file holds, and print how long it took."""
    try:
        took = asyncio.run(send(int(port), int(connections), Path(file).read_bytes().splitlines(), key))
    except (RuntimeError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{took}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
