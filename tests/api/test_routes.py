"""Every route of the application: which ability it takes, and that it tells a key nothing of another deal.

A new route fails here until it stands in ROUTES. What it sends is its part of the story in `tests/api/examples.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from httpx2 import Response

from api.access import is_open
from api.app import create_app
from ledger.access.keyring import Keyring
from ledger.access.roles import ABILITIES, Ability, KeyRole
from ledger.opening import open_keyring, open_ledger
from ledger.service import Ledger
from tests.api import canary, examples
from tests.api.conftest import LOCAL, Client, shown
from tests.api.refused import head, problem

Route = tuple[str, str]
NONE = None
"""What needs no key."""

READ, REPORT, JUDGE, AUDIT, ADMINISTER = Ability
ROUTES: dict[Ability | None, str] = {
    NONE: """
        GET /openapi.json, GET /docs, GET /docs/{asset}, GET /healthz, GET /readyz, GET /problems,
        GET /problems/{slug}""",
    READ: """
        GET /v1/claims, GET /v1/claims/{claim}, GET /v1/sources, GET /v1/sources/{source},
        GET /v1/documents, GET /v1/documents/{document}, GET /v1/deals, GET /v1/deals/{deal},
        GET /v1/deals/{deal}/timeline, GET /v1/deals/{deal}/propositions,
        GET /v1/deals/{deal}/propositions/{proposition}, GET /v1/deals/{deal}/belief,
        GET /v1/deals/{deal}/propositions/{proposition}/explanation, GET /v1/deals/{deal}/history,
        GET /v1/deals/{deal}/changes, GET /v1/deals/{deal}/matrix, GET /v1/deals/{deal}/dossier,
        GET /v1/sources/{source}/footprint, GET /v1/claims/{claim}/provenance""",
    REPORT: """
        POST /v1/claims, POST /v1/claims/{claim}/corrections, POST /v1/claims/{claim}/restatements,
        POST /v1/claims/{claim}/retractions, POST /v1/claims/{claim}/retractions/voidings,
        POST /v1/claims/{claim}/assignment, POST /v1/batch, POST /v1/previews, POST /v1/sources,
        POST /v1/documents, PUT /v1/documents/{document}/content""",
    JUDGE: """
        POST /v1/claims/{claim}/grades, POST /v1/sources/{source}/grades, POST /v1/sources/{source}/relations,
        POST /v1/deals, POST /v1/deals/{deal}/propositions,
        POST /v1/deals/{deal}/propositions/{proposition}/verdicts,
        POST /v1/deals/{deal}/propositions/{proposition}/reopenings""",
    AUDIT: """
        GET /v1/events, GET /v1/audit/checkpoint, GET /v1/audit/verifiers, GET /v1/audit/proofs/inclusion,
        GET /v1/audit/proofs/consistency, GET /v1/audit/tile/{tile}, GET /metrics""",
    ADMINISTER: """
        POST /v1/keys, GET /v1/keys, GET /v1/keys/{key}, POST /v1/keys/{key}/narrowings,
        POST /v1/keys/{key}/revocation, POST /v1/claims/{claim}/forgettings,
        POST /v1/documents/{document}/forgettings""",
}
"""The ability that each route takes."""

WHOLE = f"{ROUTES[AUDIT]}, POST /v1/sources/{{source}}/grades, {ROUTES[ADMINISTER]}"
"""Those that take a key for all deals besides."""

SILENT = """
    GET /metrics, GET /v1/deals/{deal}/changes, GET /v1/deals/{deal}/history, GET /v1/sources/{source}/footprint,
    GET /v1/audit/checkpoint, GET /v1/audit/verifiers, GET /v1/audit/proofs/inclusion,
    GET /v1/audit/proofs/consistency"""
"""Those whose answers hold no text that anybody wrote, only ids, numbers and terms."""


def listed(routes: str) -> set[Route]:
    return {(method, path) for method, path in (route.split() for route in routes.split(","))}


TAKES = {route: ability for ability, routes in ROUTES.items() for route in listed(routes)}


@dataclass(frozen=True)
class World:
    """A served ledger of two deals, with a key for whoever asks."""

    client: TestClient
    ledger: Ledger
    keyring: Keyring
    mine: dict[str, str]
    """What the parameters of a path may be, of the deal that a key is for."""
    operations: dict[Route, dict[str, Any]]

    def key(self, role: KeyRole, *deals: str) -> dict[str, str]:
        return shown(self.keyring.create(f"the {role}", role, deals or None, by="test"))

    def send(self, route: Route, ids: dict[str, str], headers: dict[str, str], **query: str) -> Response:
        """What is answered to what the story sends there, with these ids in its path."""
        method, path = route
        return self.client.request(method, path.format(**ids), params=query, **self._body(route, headers))

    def _body(self, route: Route, headers: dict[str, str]) -> dict[str, Any]:
        content = self.operations.get(route, {}).get("requestBody", {}).get("content", {})
        for media_type in content:
            typed = headers | {"content-type": media_type.replace("*/*", "text/plain")}
            example = examples.TAKEN[route]
            return (
                {"headers": typed, "json": example}
                if isinstance(example, dict)
                else {"headers": typed, "content": example}
            )
        return {"headers": headers}


NOBODYS = {
    "deal": "no-such-deal", "proposition": "no-such-thing", "claim": "sha256:" + "0" * 64, "source": "nobody",
    "document": "no-such-page", "slug": "no-such-problem", "key": "a" * 10, "asset": "no-such.js",
    "tile": "63/000",
}  # fmt: skip
THEIRS = NOBODYS | {
    "deal": canary.DEAL, "proposition": canary.PROPOSITION, "claim": canary.CLAIM, "source": canary.SPY,
    "document": canary.DOCUMENT, "key": "b" * 10, "tile": "entries/000.p/20",
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with open_ledger(":memory:", create=True) as ledger, open_keyring(":memory:") as keyring:
        client = Client(create_app(ledger, keyring), base_url=LOCAL, raise_server_exceptions=False)
        us = shown(keyring.create("us", KeyRole.ADMIN, None, by="test"))
        claim = ""
        for path, body in examples.STORY:
            answered = client.post(f"/v1/{path}", json=body, headers=us)
            assert answered.status_code == 201, answered.text
            claim = answered.json().get("claim", claim)
        for one in canary.told(examples.SOURCE["id"]):
            ledger.record(one, by="them")
        hidden = keyring.create(canary.SONG, KeyRole.READER, [canary.DEAL], by="them")
        mine = {
            "deal": examples.DEAL_ID, "proposition": examples.PROPOSITION["id"], "claim": claim,
            "source": examples.SOURCE["id"], "document": examples.DOCUMENT["id"], "slug": "not-found",
            "key": hidden.key.id, "asset": "start.js", "tile": "0/000.p/1",
        }  # fmt: skip
        paths = client.get("/openapi.json").json()["paths"]
        operations = {(method.upper(), path): one for path, methods in paths.items() for method, one in methods.items()}
        yield World(client, ledger, keyring, mine, operations)


EVERY = sorted(TAKES)
KEYED = [route for route in EVERY if TAKES[route] is not None]


def test_every_route_is_listed_and_no_other(world: World) -> None:
    app: Any = world.client.app
    found = {
        (method, str(context.path).replace(":path}", "}"))
        for context in iter_route_contexts(app.routes)
        for method in (context.methods or {type(context).__name__}) - {"HEAD"}
    }

    assert found == set(TAKES), "say in ROUTES which ability it takes"
    assert set(world.operations) == found - {("GET", path) for path in ("/openapi.json", "/docs", "/docs/{asset}")}


def test_every_parameter_of_a_path_is_known(world: World) -> None:
    names = {name for _, path in EVERY for name in re.findall(r"{(\w+)}", path)}

    assert names == set(world.mine) == set(NOBODYS), "say in mine, NOBODYS and THEIRS what it may be"


@pytest.mark.parametrize("route", EVERY, ids=" ".join)
def test_without_a_key_only_what_is_open_answers(world: World, route: Route) -> None:
    before = head(world.client)
    answered = world.send(route, world.mine, {})

    if TAKES[route] is None:
        assert is_open(route[1]) and answered.status_code == 200
    else:
        problem(answered, 401, "unauthenticated")
    assert canary.SONG not in answered.text
    assert head(world.client) == before


@pytest.mark.parametrize("role", KeyRole)
@pytest.mark.parametrize("route", KEYED, ids=" ".join)
def test_a_route_is_for_the_roles_that_have_its_ability(world: World, route: Route, role: KeyRole) -> None:
    before = head(world.client)
    answered = world.send(route, world.mine, world.key(role))

    if TAKES[route] in ABILITIES[role]:
        assert answered.status_code not in (401, 403) and answered.status_code < 500, answered.text
    else:
        problem(answered, 403, "forbidden")
        assert head(world.client) == before


@pytest.mark.parametrize("role", KeyRole)
@pytest.mark.parametrize("route", KEYED, ids=" ".join)
def test_what_belongs_to_no_one_deal_is_for_keys_on_all_deals(world: World, route: Route, role: KeyRole) -> None:
    answered = world.send(route, world.mine, world.key(role, examples.DEAL_ID))

    assert [heard for heard in canary.HEARD if heard in answered.text + str(answered.headers)] == []
    if route in listed(WHOLE):
        problem(answered, 403, "forbidden")


@pytest.mark.parametrize("role", [KeyRole.READER, KeyRole.ANALYST, KeyRole.ADMIN])
@pytest.mark.parametrize("route", [route for route in KEYED if "{" in route[1]], ids=" ".join)
def test_what_is_of_another_deal_reads_as_what_is_nowhere(world: World, route: Route, role: KeyRole) -> None:
    key = world.key(role, examples.DEAL_ID)
    before = head(world.client)
    for name in re.findall(r"{(\w+)}", route[1]):
        theirs = {**world.mine, name: THEIRS[name]}
        nobodys = {**world.mine, name: NOBODYS[name]}
        found, expected = (world.send(route, ids, key) for ids in (theirs, nobodys))

        assert _told(found, theirs[name]) == _told(expected, nobodys[name])
        assert found.status_code in (403, 404)
    assert head(world.client) == before


def _told(answered: Response, name: str) -> tuple[int, str]:
    """What is answered, without what was asked for."""
    assert canary.SONG not in answered.text + str(answered.headers)
    return answered.status_code, answered.text.replace(name, "...")


TRIED = [*THEIRS.values(), "silos", "silo*", '"by the quay"', "grain", "2023-08-30", "true"]
"""What is tried for every parameter: whatever somebody may know of another deal."""


@pytest.mark.parametrize("role", [KeyRole.ANALYST, KeyRole.ADMIN])
@pytest.mark.parametrize("route", KEYED, ids=" ".join)
def test_no_parameter_leads_to_another_deal(world: World, route: Route, role: KeyRole) -> None:
    key = world.key(role, examples.DEAL_ID)
    asked = [p["name"] for p in world.operations[route].get("parameters", ()) if p["in"] == "query"]

    assert canary.SONG not in world.send(route, world.mine, key).text
    for name in asked:
        for value in TRIED:
            answered = world.send(route, world.mine, key, **{name: value})
            assert answered.status_code < 500
            assert canary.SONG not in answered.text + str(answered.headers), (name, value)


def test_the_twin_a_key_for_all_deals_hears_it_on_every_road(world: World) -> None:
    """Where it does not, the tests above show nothing."""
    admin, theirs = world.key(KeyRole.ADMIN), THEIRS | {"key": world.mine["key"]}
    heard = {route for route in KEYED if route[0] == "GET" and canary.SONG in world.send(route, theirs, admin).text}

    assert {route for route in KEYED if route[0] == "GET"} - heard == listed(SILENT)
