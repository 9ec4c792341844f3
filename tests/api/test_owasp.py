"""The OWASP API Security Top 10 of 2023: for each of them, what somebody would try, and that it comes to nothing."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.bodies import RECORD_LIMIT
from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from ledger.opening import open_keyring
from ledger.service import Ledger
from ledger.settings import DEFAULTS, Settings
from tests.api import canary, examples
from tests.api.conftest import client_of, shown
from tests.api.refused import head, problem

HOSTILE = "<script>alert(1)</script> \x1b[2J \u202e' OR 1=1 -- ${jndi:ldap://x} {{7*7}} ../../etc/passwd"
CLAIMS = "/v1/claims"
LINES = {"content-type": "application/x-ndjson"}


@pytest.fixture
def hold(told: TestClient, ledger: Ledger, keyring: Keyring) -> Callable[..., TestClient]:
    """A client of the ledger, with a key of this role for these deals."""

    def hold(role: KeyRole, *deals: str, rate: str = DEFAULTS.rate) -> TestClient:
        key = keyring.create("mallory", role, deals or None, by="test")
        return client_of(ledger, keyring, shown(key), settings=Settings.model_construct(rate=rate))

    return hold


@pytest.fixture
def theirs(told: TestClient, ledger: Ledger) -> Ledger:
    """The ledger, with a deal on it that is none of ours."""
    for one in canary.told(examples.SOURCE["id"]):
        ledger.record(one, by="them")
    return ledger


Hold = Callable[..., TestClient]


# -- API1, API5, API3: whose object, whose function, whose field -------------------------------------------------------


@pytest.mark.parametrize(
    "reach",
    [
        lambda c: c.get(f"{CLAIMS}/{canary.CLAIM}"),
        lambda c: c.get(f"{CLAIMS}/{canary.CLAIM}/provenance"),
        lambda c: c.get(f"/v1/deals/{canary.DEAL}/belief"),
        lambda c: c.get(f"/v1/documents/{canary.DOCUMENT}"),
        lambda c: c.get(f"/v1/sources/{canary.MINISTRY}"),
        lambda c: c.put(f"/v1/documents/{canary.DOCUMENT}/content", content=b"other bytes"),
        lambda c: c.post(f"{CLAIMS}/{canary.CLAIM}/retractions", json=examples.RETRACTION),
        lambda c: c.post(f"{CLAIMS}/{canary.CLAIM}/retractions?preview", json=examples.RETRACTION),
        lambda c: c.post(f"{CLAIMS}/{canary.CLAIM}/corrections", json=examples.CORRECTION),
        lambda c: c.post(f"{CLAIMS}/{canary.CLAIM}/corrections", json=examples.CORRECTION, headers={"If-Match": '"9"'}),
        lambda c: c.post(f"/v1/deals/{canary.DEAL}/propositions/{canary.PROPOSITION}/verdicts", json=examples.VERDICT),
    ],
)
def test_api1_an_object_of_another_deal_is_not_there(hold: Hold, theirs: Ledger, reach: Any) -> None:
    before = theirs.moment(None)
    for role in (KeyRole.ANALYST, KeyRole.ADMIN):
        answered = reach(hold(role, examples.DEAL_ID))
        problem(answered, 404, "not-found")
        assert canary.SONG not in answered.text
    assert theirs.moment(None) == before


def test_api1_a_reference_shows_no_text_that_its_sender_does_not_see(hold: Hold, theirs: Ledger) -> None:
    """A claim of one's own that cites a hidden document would show its quote, or be refused with what stands there."""
    mallory = hold(KeyRole.REPORTER, examples.DEAL_ID)
    before = theirs.moment(None)
    for place in ({"start": 0, "end": 11}, {"start": 0, "end": 11, "quote": "Let me see."}, {}):
        sent = examples.CLAIM | {"evidence": [{"document": canary.DOCUMENT, **place}]}
        answered = mallory.post(CLAIMS, json=sent)
        problem(answered, 422, "unknown-reference", "evidence.0.document")
    taken = mallory.post("/v1/sources", json=examples.SOURCE | {"id": canary.SPY})
    assert canary.SONG not in str(problem(taken, 409, "already-otherwise", "id"))
    assert theirs.moment(None) == before


@pytest.mark.parametrize(
    ("role", "call"),
    [
        (KeyRole.READER, lambda c: c.post(CLAIMS, json=examples.CLAIM)),
        (
            KeyRole.READER,
            lambda c: c.post("/v1/batch", content=b"{}", headers=LINES),
        ),
        (KeyRole.AUDITOR, lambda c: c.post("/v1/sources", json=examples.SOURCE | {"id": "new"})),
        (KeyRole.REPORTER, lambda c: c.post("/v1/deals", json=examples.DEAL | {"id": "new"})),
        (KeyRole.REPORTER, lambda c: c.post("/v1/sources/harbour-post/grades", json=examples.SOURCE_GRADE)),
        (KeyRole.ANALYST, lambda c: c.post("/v1/keys", json=examples.KEY)),
        (KeyRole.ANALYST, lambda c: c.get("/v1/keys")),
        (KeyRole.ANALYST, lambda c: c.get("/v1/events")),
        (KeyRole.ANALYST, lambda c: c.get("/metrics")),
        (KeyRole.AUDITOR, lambda c: c.post("/v1/keys", json=examples.KEY)),
    ],
)
def test_api5_a_function_of_another_role_is_forbidden(
    told: TestClient, hold: Hold, keyring: Keyring, role: KeyRole, call: Any
) -> None:
    mallory, before, keys = hold(role), head(told), len(keyring.keys())
    problem(call(mallory), 403, "forbidden")
    assert (head(told), len(keyring.keys())) == (before, keys)


def test_api5_a_batch_is_no_way_around_a_role(told: TestClient, hold: Hold) -> None:
    before = head(told)
    for line in (b'{"record":"policy","policy":{}}', b'{"record":"deal","id":"new","title":"New"}'):
        answered = hold(KeyRole.REPORTER).post(
            "/v1/batch", content=line, headers={"content-type": "application/x-ndjson"}
        )
        assert '"slug":"forbidden"' in answered.text or "invalid-record" in answered.text
    assert head(told) == before


@pytest.mark.parametrize("field", ["recorded_by", "recorded_at", "position", "status", "principal", "id", "version"])
def test_api3_what_the_ledger_alone_says_is_not_taken_from_a_body(told: TestClient, hold: Hold, field: str) -> None:
    before = head(told)
    refused = hold(KeyRole.ADMIN).post(CLAIMS, json=examples.CLAIM | {field: "root"})
    problem(refused, 422, "invalid-record", field)
    assert head(told) == before


def test_api3_a_field_that_names_what_is_hidden_is_left_out(hold: Hold, theirs: Ledger) -> None:
    mallory = hold(KeyRole.READER, examples.DEAL_ID)
    shared = f"/v1/sources/{examples.SOURCE['id']}"

    assert canary.MINISTRY in hold(KeyRole.READER).get(shared).text
    assert not [heard for heard in canary.HEARD if heard in mallory.get(shared).text]


# -- API2: who asks ----------------------------------------------------------------------------------------------------


def test_api2_only_a_whole_good_key_in_its_header_is_one(told: TestClient, ledger: Ledger, keyring: Keyring) -> None:
    nobody = client_of(ledger, keyring, {})
    made = keyring.create("ana", KeyRole.READER, None, by="test")
    with open_keyring(":memory:") as other:
        elsewhere = other.create("ana", KeyRole.ADMIN, None, by="test").text
    swapped = made.text[:-1] + ("0" if made.text[-1] != "0" else "1")
    for given in (
        elsewhere,
        swapped,
        made.text[:-1],
        made.text.upper(),
        made.text + " x",
        f"clk_{made.key.id}_",
        "null",
    ):
        problem(nobody.get(CLAIMS, headers={"Authorization": f"Bearer {given}"}), 401, "unauthenticated")
    problem(nobody.get(CLAIMS, params={"access_token": made.text}), 401, "unauthenticated")
    problem(nobody.get(CLAIMS, headers={"Cookie": f"key={made.text}"}), 401, "unauthenticated")
    problem(nobody.get(CLAIMS, headers={"X-Api-Key": made.text}), 401, "unauthenticated")
    assert nobody.get(CLAIMS, headers=shown(made)).status_code == 200


def test_api2_a_key_cannot_be_guessed_at(told: TestClient, ledger: Ledger, keyring: Keyring) -> None:
    guesser = client_of(ledger, keyring, {}, settings=Settings.model_construct(failure_rate="5/hour"))
    guesses = [guesser.get(CLAIMS, headers={"Authorization": f"Bearer clk_{n:010x}_{n:064x}"}) for n in range(10)]
    assert [guess.status_code for guess in guesses] == [401] * 5 + [429] * 5
    assert len({guess.json()["detail"] for guess in guesses[:5]}) == 1  # whatever is wrong with it


# -- API4, API6: how much ----------------------------------------------------------------------------------------------


def test_api4_what_is_asked_for_is_bounded(told: TestClient, hold: Hold) -> None:
    analyst = hold(KeyRole.ANALYST, rate="6/hour")
    problem(analyst.get(f"{CLAIMS}?limit=1001"), 422, "invalid-request", "limit")
    large = examples.CLAIM | {"text": "x" * RECORD_LIMIT}
    problem(analyst.post(CLAIMS, json=large), 413, "too-large")
    json = {"content-type": "application/json"}
    assert analyst.post(CLAIMS, content=b"[" * 100_000, headers=json).status_code == 422
    assert analyst.post(CLAIMS, content=b'{"text":' * 100_000, headers=json).status_code == 422
    assert analyst.get(f"{CLAIMS}?text={'x' * 10_000}").status_code in (200, 422)
    assert analyst.get(CLAIMS).status_code == 200
    assert int(analyst.get(CLAIMS).headers["retry-after"]) > 0


def test_api6_nobody_makes_a_belief_by_repeating_himself(told: TestClient, hold: Hold, claim: str) -> None:
    """The flow that is worth abusing is to be believed: echoes of one voice are counted, and move nothing."""
    bot = hold(KeyRole.REPORTER, examples.DEAL_ID)
    belief = f"/v1/deals/{examples.DEAL_ID}/belief"
    before = bot.get(belief).json()["propositions"][0]
    hops = examples.CLAIM["attribution"]
    for day in range(1, 29):
        echo = examples.CLAIM | {"attribution": [{**hops[0], "on": f"2023-10-{day:02}"}, hops[1]], "evidence": []}
        assert bot.post(CLAIMS, json=echo).status_code == 201
    after = bot.get(belief).json()["propositions"][0]

    assert after["reports"] == before["reports"] + 28
    assert float(after["probability"]) <= float(before["probability"])
    assert after["origins"] == before["origins"]


# -- API7, API10: nothing is fetched, and nothing that came is trusted -------------------------------------------------


def test_api7_no_address_that_is_sent_is_ever_gone_to(
    told: TestClient, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: gone.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: gone.append(asked))
    analyst = hold(KeyRole.ANALYST)
    for number, url in enumerate(("http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "gopher://x:70/_")):
        document = {"id": f"page-{number}", "title": "A page", "held": "cited", "url": url}
        assert analyst.post("/v1/documents", json=document).status_code == 201
        assert url in analyst.get(f"/v1/documents/page-{number}").text
    path = {"id": "page-9", "title": "A page", "path": "/etc/passwd"}
    assert analyst.post("/v1/documents", json=path).status_code == 422

    assert gone == []


def test_api10_what_others_wrote_is_kept_word_for_word_and_never_run(told: TestClient, hold: Hold) -> None:
    """No other API is called; what comes from elsewhere are texts, and they leave as JSON that nobody may sniff."""
    analyst = hold(KeyRole.ANALYST)
    receipt = analyst.post(CLAIMS, json=examples.CLAIM | {"text": HOSTILE, "note": HOSTILE}).json()
    answered = analyst.get(f"{CLAIMS}/{receipt['claim']}")

    assert answered.json()["text"] == HOSTILE
    assert answered.headers["content-type"] == "application/json"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert "\x1b" not in answered.text
    refused = analyst.get(f"/v1/sources/{'%3Cscript%3E'}")
    assert refused.headers["content-type"] == "application/problem+json"


# -- API8, API9: how it is set up, and what there is -------------------------------------------------------------------


def test_api8_no_page_elsewhere_speaks_for_a_browsers_owner(told: TestClient, hold: Hold) -> None:
    admin = hold(KeyRole.ADMIN)
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for answered in (admin.options(CLAIMS, headers=asked), admin.get(CLAIMS, headers=asked)):
        assert not [name for name in answered.headers if name.startswith("access-control-")]
        assert "set-cookie" not in answered.headers
    problem(admin.get(CLAIMS, headers={"host": "rebound.example"}), 421, "foreign-host")
    for method in ("TRACE", "CONNECT", "PROPFIND"):
        assert admin.request(method, CLAIMS).status_code == 405


def test_api8_a_failure_tells_nothing_of_the_inside(
    hold: Hold, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError(f"/home/somebody/{canary.SONG}.py")

    monkeypatch.setattr(ledger, "sources", fail)
    answered = hold(KeyRole.READER).get("/v1/sources")
    problem(answered, 500, "unexpected")
    assert canary.SONG not in answered.text and "ZeroDivision" not in answered.text


@pytest.mark.parametrize("path", ["/", "/v0/claims", "/v2/claims", "/admin", "/debug", "/.env", "/v1", "/v1/policy"])
def test_api9_there_is_nothing_but_what_is_described(told: TestClient, hold: Hold, path: str) -> None:
    """`test_routes` holds the application to the OpenAPI document, both ways."""
    described: dict[str, Any] = told.get("/openapi.json").json()["paths"]
    assert path not in described
    problem(hold(KeyRole.ADMIN).get(path), 404, "unknown-address")
