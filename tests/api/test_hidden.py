"""What a key may not see is answered as what is nowhere, whatever else is wrong with the request: else whoever asks
twice, once rightly and once wrongly, could tell the two apart by which refusal comes first.
"""

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote_plus

import pytest
from httpx2 import Response

from ledger.access.roles import KeyRole
from tests.api import canary, examples
from tests.api.refused import head
from tests.api.test_routes import KEYED, NOBODYS, THEIRS, World, world

__all__ = ["world"]

WHOLE = examples.CLAIM | {"reason": "Coded twice."}
INTEREST = {"kind": "interest", "deal": examples.DEAL_ID, "favours": "denies", "degree": "suspected", "reason": "Paid."}
CITED = {"id": "harbour-post-again", "title": "Again", "held": "cited"}
LINE = '{"record":"%s",%s}\n'

NAMED: tuple[tuple[str, dict[str, Any], str, str], ...] = (
    ("/v1/claims", examples.CLAIM, "deal", "deal"),
    ("/v1/claims", examples.CLAIM, "evidence.0.document", "document"),
    ("/v1/claims", WHOLE, "corrects", "claim"),
    ("/v1/claims", examples.CLAIM, "restates", "claim"),
    ("/v1/claims/{claim}/corrections", WHOLE, "deal", "deal"),
    ("/v1/claims/{claim}/corrections", WHOLE, "evidence.0.document", "document"),
    ("/v1/claims/{claim}/restatements", examples.RESTATEMENT, "deal", "deal"),
    ("/v1/claims/{claim}/restatements", examples.CLAIM, "evidence.0.document", "document"),
    ("/v1/claims/{claim}/assignment", examples.ASSIGNMENT, "deal", "deal"),
    ("/v1/sources/{source}/relations", INTEREST, "deal", "deal"),
    ("/v1/previews", {"record": "claim"} | examples.CLAIM, "deal", "deal"),
    ("/v1/previews", {"record": "claim"} | WHOLE, "corrects", "claim"),
    ("/v1/previews", {"record": "grade", "claim": "", "credibility": "1", "reason": "x"}, "claim", "claim"),
    ("/v1/previews", {"record": "relation", "source": "harbour-post"} | INTEREST, "deal", "deal"),
    ("/v1/previews", {"record": "document"} | CITED, "translates", "document"),
    ("/v1/documents", CITED, "corrects", "document"),
    ("/v1/documents", CITED, "translates", "document"),
)
"""Where the body of what is posted names a claim, document or deal."""

FAULTS: dict[str, dict[str, Any]] = {
    "a source that is nowhere": {"attribution": [{"source": "nobody", "role": "origin"}]},
    "dates against each other": {
        "attribution": [{"source": "harbour-post", "role": "origin", "on": "2023-09-09"}],
        "asserted_at": "2023-01-01",
    },
    "a value for yes or no": {"value": "7"},
    "a locator beyond the end": {"evidence": [{"document": "harbour-post-2023-08-31", "start": 900, "end": 901}]},
    "a quote that is not there": {
        "evidence": [{"document": "harbour-post-2023-08-31", "start": 0, "end": 3, "quote": "No!"}]
    },
    "a proposition that is nowhere": {"proposition": "no-such-thing"},
    "both at once": {"corrects": NOBODYS["claim"], "restates": NOBODYS["claim"]},
    "confirmed by nobody": {"credibility": "1"},
    "by one who did not say it": {"by": "nobody"},
    "a publisher that is nowhere": {"publisher": "nobody"},
    "a ruling with a value": {"value": "true"},
    "implying what is nowhere": {"id": "new-one", "implies": ["no-such-thing"]},
    "a field that is unknown": {"nonsense": 1},
    "a field of another form": {"reason": 7},
}
"""What can be wrong with a body, for those that have such a field or take no other."""

PARAMETERS: tuple[dict[str, str], ...] = (
    {},
    {"recorded_as_of": "x"},
    {"asserted_as_of": "x"},
    {"recorded_since": "x"},
    {"since": "x"},
    {"after": "999999"},
    {"nonsense": "1"},
    {"preview": "true"},
    {"without": "someone"},
    {"policy": "policy-9"},
    {"text": '"'},
)
NAMING = {"claim", "deal", "document", "origin", "proposition", "source", "text", "without"}
"""Parameters that name something."""

HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"If-Match": '"99-0123456789abcdef"'},
    {"If-Match": "x"},
    {"Idempotency-Key": "one"},
)


class Case(NamedTuple):
    """A request that names one thing."""

    method: str
    path: str
    kind: str
    body: Any = None
    field: str | None = None

    def bodies(self) -> Iterator[Any]:
        """The body, and with each of the faults."""
        yield self.body
        if isinstance(self.body, dict):
            yield from (self.body | fault for fault in FAULTS.values())
            yield {}
        elif self.body is not None:
            yield ""

    def named(self, body: Any, name: str) -> Any:
        """The body, with this id in its field."""
        if self.field is None or not isinstance(body, dict):
            return body
        whole = copy.deepcopy(body)
        inner: Any = whole
        *way, last = self.field.split(".")
        for step in way:
            inner = inner[int(step)] if isinstance(inner, list) else inner.get(step, {})
            if not inner:
                return whole
        inner[last] = name
        return whole


def cases() -> Iterator[Case]:
    for method, path in KEYED:
        for kind in ("claim", "source", "document", "deal"):
            if f"{{{kind}}}" in path:
                yield Case(method, path, kind, examples.TAKEN.get((method, path)))
    yield from (Case("POST", path, kind, body, field) for path, body, field, kind in NAMED)


CASES = list(cases())


def id_of(case: Case) -> str:
    return f"{case.method} {case.path} {case.field or case.kind}"


def answered(world: World, key: dict[str, str], case: Case, name: str) -> list[tuple[int, str, dict[str, str]]]:
    """What is answered to this request and to all its faults, by one at a time, without the id."""
    ids = world.mine if case.field else world.mine | {case.kind: name}
    address = case.path.format(**ids)
    sent: list[tuple[dict[str, str], dict[str, str], Any]] = [({}, {}, body) for body in case.bodies()]
    sent += [(query, {}, case.body) for query in PARAMETERS]
    sent += [({}, headers, case.body) for headers in HEADERS]
    return [
        told(send(world, key | more, case, address, query, case.named(body, name)), name) for query, more, body in sent
    ]


def send(world: World, headers: dict[str, str], case: Case, address: str, query: Any, body: Any) -> Response:
    given = {"json": body} if isinstance(body, dict) else {"content": body} if body is not None else {}
    return world.client.request(case.method, address, params=query, headers=headers, **given)


def told(found: Response, name: str) -> tuple[int, str, dict[str, str]]:
    assert found.status_code < 500, found.text
    said = {
        header: value for header, value in found.headers.items() if header not in ("x-request-id", "content-length")
    }
    bare = {header: value.replace(quote_plus(name), "...") for header, value in said.items()}
    return found.status_code, found.text.replace(name, "..."), bare


@pytest.mark.parametrize("role", [KeyRole.READER, KeyRole.ANALYST])
@pytest.mark.parametrize("case", CASES, ids=id_of)
def test_what_is_hidden_is_refused_as_what_is_nowhere_whatever_else_is_wrong(
    world: World, case: Case, role: KeyRole
) -> None:
    key = world.key(role, examples.DEAL_ID)
    before = head(world.client)

    found = answered(world, key, case, THEIRS[case.kind])

    assert found == answered(world, key, case, NOBODYS[case.kind])
    assert canary.SONG not in str(found)
    assert head(world.client) == before


@pytest.mark.parametrize("kind", ["claim", "source", "document", "deal"])
def test_the_twin_a_key_for_all_deals_is_told_them_apart(world: World, kind: str) -> None:
    key = world.key(KeyRole.READER)

    assert all(
        answered(world, key, case, THEIRS[kind]) != answered(world, key, case, NOBODYS[kind])
        for case in CASES
        if case.method == "GET" and case.kind == kind
    )


@pytest.mark.parametrize("kind", ["claim", "source", "document", "deal"])
def test_what_a_parameter_names_is_hidden_as_what_is_nowhere_is(world: World, kind: str) -> None:
    key = world.key(KeyRole.READER, examples.DEAL_ID)
    for method, path in (route for route in KEYED if route[0] == "GET"):
        described = world.operations.get((method, path), {}).get("parameters", ())
        for name in NAMING & {one["name"] for one in described}:
            for more in PARAMETERS:
                found, expected = (
                    told(world.client.get(path.format(**world.mine), params=more | {name: one}, headers=key), one)
                    for one in (THEIRS[kind], NOBODYS[kind])
                )
                assert found == expected, (path, name, more)


LINES = (
    ("claim", '{"record":"grade","claim":"%s","credibility":"1","reason":"x"}'),
    ("claim", '{"record":"correction","claim":"%s","reason":"x"}'),
    ("claim", '{"record":"retraction","claim":"%s","by":"nobody","scope":"report","reason":"x"}'),
    ("claim", '{"record":"voiding","claim":"%s","scope":"origin","reason":"x"}'),
    ("claim", '{"record":"assignment","claim":"%s","deal":"harbour-cranes","proposition":"no-such-thing"}'),
    ("deal", '{"record":"verdict","deal":"%s","proposition":"no-such-thing","verdict":"true","reason":"x"}'),
    (
        "deal",
        '{"record":"relation","source":"nobody","kind":"interest","deal":"%s","favours":"denies",'
        '"degree":"suspected","reason":"x"}',
    ),
    ("document", '{"record":"document","id":"new-page","title":"x","held":"seen-by","by":"nobody","translates":"%s"}'),
)


@pytest.mark.parametrize("atomic", ["", "?atomic", "?keep_going"])
@pytest.mark.parametrize(("kind", "line"), LINES)
def test_so_it_is_in_a_batch(world: World, kind: str, line: str, atomic: str) -> None:
    key = world.key(KeyRole.ANALYST, examples.DEAL_ID) | {"content-type": "application/x-ndjson"}
    found, expected = (
        world.client.post(f"/v1/batch{atomic}", content=line % name, headers=key)
        for name in (THEIRS[kind], NOBODYS[kind])
    )

    assert told(found, THEIRS[kind]) == told(expected, NOBODYS[kind])
    assert "on record" in found.text
