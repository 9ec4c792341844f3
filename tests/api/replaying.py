"""The worked examples, replayed on the seeds. `python -m tests.api.replaying` writes down what is answered now."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from anyio.from_thread import start_blocking_portal
from fastapi.testclient import TestClient
from httpx2 import Response

from api.worked import Worked, worked
from ledger import open_ledger
from ledger.access.roles import KeyRole
from ledger.interchange.seeding import seed, seed_files
from ledger.opening import open_keyring
from ledger.service import Ledger
from tests.api.conftest import Client, client_of, shown

ROOT = Path(__file__).parents[2]
FILE = ROOT / "api/worked.json"
NOW = datetime(2023, 9, 5, 12, tzinfo=UTC)
_KEY = re.compile(r"\b(clk_)?[0-9a-f]{10}(_[0-9a-f]{64})?\b")
BY_CHANCE = frozenset({"nonce", "digest", "root", "old_root", "hashes", "verifier", "key_id"})
"""What no two ledgers have alike."""


@contextmanager
def seeded() -> Iterator[Ledger]:
    """The seeds, at noon of a day when all of them were on record."""
    with open_ledger(":memory:", create=True, clock=lambda: NOW) as ledger:
        ledger.signing.begin("ledger.example/claims")
        assert all(one.outcome.receipt for one in seed(ledger, seed_files([ROOT / "seeds"]), by="seeds"))
        yield ledger


@contextmanager
def client_of_seeds() -> Iterator[TestClient]:
    with seeded() as ledger, open_keyring(":memory:", clock=lambda: NOW) as keyring:
        yield client_of(ledger, keyring, shown(keyring.create("analyst", KeyRole.ADMIN, None, by="test")))


class Replay:
    """Sends the examples, in their order, to an application on the seeds."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self._key = ""

    def send(self, one: Worked) -> Response:
        """Send what an example sends; of the key that it names, the one that was made here."""
        path = one.path | ({"key": self._key} if "key" in one.path else {})
        response = send(self._client, one.model_copy(update={"path": path}))
        if one.operation == "POST /v1/keys":
            self._key = response.json()["id"]
        return response


def send(client: TestClient, one: Worked) -> Response:
    method, _, path = one.operation.partition(" ")
    sent = one.sent if isinstance(one.sent, str) or one.sent is None else json.dumps(one.sent)
    headers = {"Content-Type": one.media_type} if one.media_type else {}
    headers |= {"Accept": one.accept} if one.accept else {}
    return client.request(method, path.format(**one.path), params=one.query, content=sent, headers=headers)


def answered(response: Response) -> Any:
    """What was answered, as an example holds it."""
    return response.json() if response.headers["content-type"] == "application/json" else response.text


def settled(value: Any) -> Any:
    """A value without what is left to chance."""
    if isinstance(value, dict):
        return {key: "..." if key in BY_CHANCE else settled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [settled(inner) for inner in value]
    if isinstance(value, str) and value.startswith('{"'):
        return [settled(json.loads(line)) for line in value.splitlines()]
    return _KEY.sub("...", value) if isinstance(value, str) else value


def same(one: Worked, answer: Any) -> bool:
    """Whether an answer is the example's; of a text that is no record of anything, whether it begins so."""
    if isinstance(answer, str) and not answer.startswith('{"'):
        return bool(one.answered) and answer.startswith(one.answered.removesuffix("..."))
    return bool(settled(answer) == settled(one.answered))


def main() -> None:
    found = []
    with start_blocking_portal() as Client.loop, client_of_seeds() as client:
        replay = Replay(client)
        for one in worked():
            response = replay.send(one)
            answer = answered(response)
            if not same(one, answer):
                short = isinstance(answer, str) and not answer.startswith('{"')
                one = one.model_copy(update={"answered": f"{answer[:60]}..." if short else answer})
            found.append(one.model_copy(update={"status": response.status_code}).model_dump(exclude_defaults=True))
    FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
