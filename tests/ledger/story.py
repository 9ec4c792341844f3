"""A small story in records: an outlet, a wire, three agencies, two governments, and cranes that may have been sold."""

from datetime import datetime, timedelta
from typing import Any

from ledger.belief import POLICY_1
from ledger.claim import content_of
from ledger.identity import claim_id
from ledger.receipts import Receipt
from ledger.records import AnyRecord, ClaimRecord
from ledger.service import Ledger
from tests.ledger.given import record, source_record

ANALYST = "analyst"
DEAL = "harbour-cranes"
AGENCIES = ("agency-a", "agency-b", "agency-c")
REPORT = "No crane was loaded.\r\nŁódź says: twelve were."


class Calendar:
    """A clock that stands still, at noon of a day, until it is moved."""

    def __init__(self, day: str = "2024-01-01") -> None:
        self.on(day)

    def __call__(self) -> datetime:
        return self.time

    def on(self, day: str) -> None:
        """Move to noon of a day."""
        self.time = datetime.fromisoformat(f"{day}T12:00:00+00:00")

    def pass_seconds(self, seconds: float) -> None:
        """Move on, or back."""
        self.time += timedelta(seconds=seconds)


def sources() -> list[AnyRecord]:
    outlets = [source_record(name, kind="outlet", class_="press") for name in ("outlet", "wire")]
    states = [source_record(name, kind="government", class_="government") for name in ("state-x", "state-y")]
    return [*outlets, *states, *(source_record(name) for name in AGENCIES)]


def proposition(name: str, deal: str = DEAL, **fields: Any) -> AnyRecord:
    given = {"kind": "yes-no", "about": "deed", "text": f"The cranes were {name}.", **fields}
    found: AnyRecord = record("proposition", deal=deal, id=name, **given)
    return found


def opening(deal: str = DEAL) -> list[AnyRecord]:
    """A deal with three propositions; shipped implies ordered."""
    return [
        record("deal", id=deal, title="Cranes for the harbour", parties=[{"source": "state-y", "role": "buyer"}]),
        proposition("ordered", deal, stage="order", period="2023-11"),
        proposition("shipped", deal, stage="shipment", period="2023-12", implies=["ordered"]),
        proposition("how-many", deal, kind="valued", unit="cranes", stage="shipment"),
    ]


def beginning() -> list[AnyRecord]:
    return [*sources(), *opening()]


def claim(origin: str | None = "agency-a", proposition: str | None = "shipped", **fields: Any) -> Any:
    """The outlet reports what an origin saw; without an origin it says so in its own name."""
    hops = [{"source": fields.pop("publisher", "outlet"), "role": "publisher", "on": fields.pop("on", "2024-01-01")}]
    if origin is not None:
        hops.append({"source": origin, "role": "origin", "basis": "witnessed"})
    given = {"deal": DEAL, "proposition": proposition, "attribution": hops, **fields}
    return record("claim", **{name: value for name, value in given.items() if value is not None})


def id_of(given: Any) -> str:
    """The id that a claim record will have."""
    assert isinstance(given, ClaimRecord)
    return claim_id(content_of(given))


def grade(given: Any, credibility: str, reason: str = "weighed") -> AnyRecord:
    found: AnyRecord = record("grade", claim=id_of(given), credibility=credibility, reason=reason)
    return found


def retraction(given: Any, by: str = "outlet", scope: str = "report", reason: str = "withdrawn") -> AnyRecord:
    found: AnyRecord = record("retraction", claim=id_of(given), by=by, scope=scope, reason=reason)
    return found


def voiding(given: Any, scope: str = "report", reason: str = "we misread it") -> AnyRecord:
    found: AnyRecord = record("voiding", claim=id_of(given), scope=scope, reason=reason)
    return found


def policy(name: str, **numbers: str) -> AnyRecord:
    """Policy 1 by another name, with other numbers."""
    adopted: AnyRecord = record("policy", policy=POLICY_1.model_dump(mode="json") | {"name": name} | numbers)
    return adopted


def tie(source: str, kind: str, to: str, degree: str = "established") -> AnyRecord:
    found: AnyRecord = record("relation", source=source, kind=kind, to=to, degree=degree, reason="known to be so")
    return found


def everything() -> list[AnyRecord]:
    """Every kind of record, and each that can be taken back taken back, in an order in which they are accepted."""
    first, second = claim(text="as printed"), claim("agency-b")
    third, unfiled = claim("agency-c", publisher="wire"), claim(deal=None, proposition=None, text="Cranes, they say.")
    mended = claim(text="as printed, read again", corrects=id_of(first), reason="a misreading")
    later = claim("agency-b", stance="denies", on="2024-01-02", restates=id_of(second))
    about = {"deal": DEAL, "proposition": "shipped"}
    quoted = [{"document": "captured", "start": 0, "end": 8, "quote": REPORT[:8]}]
    return [
        *beginning(),
        record("document", id="cited", title="A page", held="cited", url="https://page.example/1", length=40),
        record("document", id="seen", title="A letter", held="seen-by", by="outlet"),
        record("document", id="captured", title="A report", publisher="outlet", text=REPORT),
        tie("agency-a", "affiliation", "state-x"),
        record(
            "relation", source="agency-c", kind="interest", deal=DEAL, favours="denies", degree="suspected", reason="x"
        ),
        *(record("grade", source="outlet", reliability=grade, reason="as read") for grade in "BC"),
        first,
        claim("agency-c", stance="denies", evidence=quoted, note="Said with a smile."),
        claim("agency-a", "how-many", value="12"),
        *(grade(first, credibility) for credibility in "23"),
        second,
        mended,
        later,
        third,
        retraction(third, by="wire"),
        voiding(third),
        retraction(third, by="agency-c", scope="origin", reason="it erred"),
        voiding(third, scope="origin"),
        unfiled,
        record("assignment", claim=id_of(unfiled), deal=DEAL, proposition="ordered"),
        record("correction", claim=id_of(unfiled), reason="it was about boats"),
        record("verdict", **about, verdict="true", reason="seen on the quay"),
        record("reopening", **about, reason="it was another quay"),
        record("verdict", **about, verdict="undeterminable", reason="no quay is left"),
    ]


def recorded(ledger: Ledger, *records: Any) -> list[Receipt]:
    """Record these one by one."""
    return [ledger.record(one, by=ANALYST) for one in records]


def head(ledger: Ledger) -> int:
    return ledger.moment(None).position
