"""Every request says with a key who it comes from."""

import asyncio
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.access import is_open, noting_uses, shown
from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from ledger.errors import StorageFailure, Unauthenticated
from ledger.service import Ledger
from ledger.settings import Settings
from tests.api import examples
from tests.api.conftest import Client, client_of
from tests.api.conftest import shown as header_of
from tests.api.refused import head, problem

NOBODYS = "Bearer clk_" + "0" * 10 + "_" + "0" * 64


@pytest.fixture
def stranger(client: TestClient) -> TestClient:
    """A client of the same application, without a key."""
    return Client(client.app, base_url=str(client.base_url))


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer clk_",
        NOBODYS,
        NOBODYS.replace("Bearer", "Basic"),
        NOBODYS + "0",
        "ünïcode",
    ],
)
def test_without_a_good_key_there_is_nothing(stranger: TestClient, given: str | None) -> None:
    headers = {} if given is None else {b"Authorization": given.encode("latin-1")}
    for answered in (
        stranger.get("/v1/claims", headers=headers),
        stranger.get("/v1/nothing", headers=headers),
        stranger.post("/v1/claims", json=examples.CLAIM, headers=headers),
        stranger.post("/v1/claims?preview", json=examples.CLAIM, headers=headers),
    ):
        problem(answered, 401, "unauthenticated")
        assert answered.headers["www-authenticate"] == "Bearer"
        assert answered.headers["cache-control"] == "no-store"


def test_without_a_key_it_is_said_how_to_come_by_one_and_where_to_read_on(stranger: TestClient) -> None:
    detail = problem(stranger.get("/v1/claims"), 401, "unauthenticated")["detail"]
    assert "`claim-ledger keys create`" in detail
    assert "/docs" in detail


def test_two_keys_are_none(client: TestClient, admin: dict[str, str]) -> None:
    both = [("authorization", admin["Authorization"]), ("authorization", admin["Authorization"])]
    answered = Client(client.app, base_url=str(client.base_url)).get("/v1/claims", headers=both)
    assert "send one key" in problem(answered, 401, "unauthenticated")["detail"]


def test_the_scheme_is_read_whatever_its_case(stranger: TestClient, admin: dict[str, str]) -> None:
    text = admin["Authorization"].removeprefix("Bearer ")
    assert stranger.get("/v1/claims", headers={"Authorization": f"bearer  {text} "}).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/openapi.json", "/problems", "/problems/unauthenticated"])
def test_what_tells_nothing_of_the_record_needs_no_key(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "", "/v1/claims", "/metrics", "/healthz/", "/problems/../v1/claims", "/docsx"])
def test_only_what_is_named_is_open(path: str) -> None:
    assert is_open(path) is (path == "/problems/../v1/claims")  # which no route is: paths are matched as they are


def test_a_path_below_an_open_one_leads_nowhere_else(stranger: TestClient) -> None:
    for path in ("/problems/../v1/claims", "/problems/%2e%2e/v1/claims", "/docs/..%2fv1/claims"):
        assert stranger.get(path).status_code in (401, 404)


def test_what_is_recorded_is_recorded_under_the_principal_of_the_key(
    told: TestClient, ledger: Ledger, keyring: Keyring
) -> None:
    ben = header_of(keyring.create("ben", KeyRole.REPORTER, None, by="test"))
    for path, body in (("claims", examples.CLAIM), ("sources", examples.SOURCE | {"id": "another"})):
        assert told.post(f"/v1/{path}", json=body, headers=ben).status_code == 201
        assert ledger.events(after=head(told) - 1).items[0].recorded_by == "ben"
    batch = {"content-type": "application/x-ndjson"} | ben
    assert '"receipt"' in told.post("/v1/batch", content=examples.BATCH.splitlines()[0], headers=batch).text
    assert ledger.events(after=head(told) - 1).items[0].recorded_by == "ben"


def test_a_revoked_key_opens_nothing_from_its_next_request_on(
    ledger: Ledger, keyring: Keyring, client: TestClient
) -> None:
    made = keyring.create("ben", KeyRole.READER, None, by="test")
    ben = client_of(ledger, keyring, header_of(made))
    assert ben.get("/v1/claims").status_code == 200

    keyring.revoke(made.key.id, by="test")
    problem(ben.get("/v1/claims"), 401, "unauthenticated")


@pytest.mark.parametrize(
    "send",
    [
        lambda c: c.post("/v1/claims", json=examples.CLAIM),
        lambda c: c.post("/v1/claims", content=b"no JSON"),
        lambda c: c.post("/v1/sources", json=examples.SOURCE),
        lambda c: c.post("/v1/batch", content=examples.BATCH, headers={"content-type": "application/x-ndjson"}),
        lambda c: c.put("/v1/documents/a/content", content=b"x"),
        lambda c: c.get("/v1/events"),
        lambda c: c.get("/metrics"),
    ],
)
def test_what_a_role_may_not_is_refused(
    told: TestClient, ledger: Ledger, keyring: Keyring, send: Callable[[TestClient], object]
) -> None:
    before = head(told)
    reader = client_of(ledger, keyring, header_of(keyring.create("ben", KeyRole.READER, None, by="test")))

    problem(send(reader), 403, "forbidden")  # type: ignore[arg-type]
    assert head(told) == before


def test_a_key_makes_as_many_requests_as_it_may(ledger: Ledger, keyring: Keyring, admin: dict[str, str]) -> None:
    client = client_of(ledger, keyring, admin, settings=Settings.model_construct(rate="2/hour"))
    assert [client.get("/v1/claims").status_code for _ in range(2)] == [200, 200]
    answered = client.get("/v1/claims")

    problem(answered, 429, "too-many-requests")
    assert 1 <= int(answered.headers["retry-after"]) <= 3600
    assert client.get("/healthz").status_code == 200
    other = header_of(keyring.create("ben", KeyRole.READER, None, by="test"))
    assert client.get("/v1/claims", headers=other).status_code == 200


def test_whoever_tries_keys_is_soon_not_heard(ledger: Ledger, keyring: Keyring, admin: dict[str, str]) -> None:
    client = client_of(ledger, keyring, {}, settings=Settings.model_construct(failure_rate="2/hour"))
    tried = [client.get("/v1/claims", headers={"Authorization": NOBODYS}).status_code for _ in range(3)]

    assert tried == [401, 401, 429]
    assert client.get("/v1/claims", headers=admin).status_code == 200  # a good key from the same address is


def test_keys_that_cannot_be_read_let_nobody_in(client: TestClient, keyring: Keyring) -> None:
    keyring._db.close()
    problem(client.get("/v1/claims"), 503, "storage-failure")


def test_uses_are_written_down_now_and_then_and_a_failure_does_not_end_that() -> None:
    written: list[int] = []

    class Failing:
        def write_uses(self) -> None:
            written.append(len(written))
            if len(written) == 3:
                loop.call_soon_threadsafe(enough.set)
            raise StorageFailure("the disk is full")

    async def lived() -> None:
        async with noting_uses(Failing(), 0.001):  # type: ignore[arg-type]
            await asyncio.wait_for(enough.wait(), 20)

    loop, enough = asyncio.new_event_loop(), asyncio.Event()
    loop.run_until_complete(lived())
    loop.close()

    assert written[:3] == [0, 1, 2]


def test_a_header_is_read_once() -> None:
    assert shown([(b"host", b"a"), (b"authorization", b"Bearer clk_x")]) == "clk_x"
    with pytest.raises(Unauthenticated, match="send a key with every request"):
        shown([])
