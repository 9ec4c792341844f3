"""Two deals on one ledger, and keys for either."""

from typing import Any

from ledger.access.keys import Key
from ledger.access.roles import KeyRole
from ledger.records import AnyRecord
from tests.ledger.given import record, source_record
from tests.ledger.story import claim, opening, tie

OTHER = "grain-silos"
SECRET = claim("spy", deal=OTHER, text="Silos, says the spy.", evidence=[{"document": "dossier"}])
SHARED = claim("agency-a", deal=OTHER, text="Silos, says the agency that speaks of cranes too.")
UNFILED = claim("spy", None, deal=None, text="Something of no deal, says the spy.")
NOWHERE = "sha256:" + "0" * 64


def elsewhere() -> list[AnyRecord]:
    """What is on record of the other deal, or of none, and names sources of the first one."""
    return [
        source_record("spy"),
        record("document", id="dossier", title="A dossier", held="seen-by", by="spy"),
        *opening(OTHER),
        tie("spy", "affiliation", "state-x"),
        tie("agency-a", "affiliation", "spy", degree="suspected"),
        record(
            "relation", source="agency-a", kind="interest", deal=OTHER, favours="denies", degree="suspected", reason="x"
        ),
        SECRET,
        SHARED,
        UNFILED,
        record("verdict", deal=OTHER, proposition="ordered", verdict="true", reason="seen"),
    ]


def key(role: str = "analyst", *deals: str, principal: str = "ana") -> Key:
    return Key(
        id="0123456789", principal=principal, role=KeyRole(role), deals=deals or None,
        created_at="2024-01-01T12:00:00.000000Z", created_by="root", revoked_at=None, last_used_at=None,
    )  # fmt: skip


PLACES = {"position", "version", "next", "recorded_as_of", "changed_at", "without_after", "positions"}


def bare(said: Any) -> Any:
    """An answer without the places in the log, which are the ledger's own."""
    if hasattr(said, "model_dump"):
        return bare(said.model_dump(mode="json"))
    if isinstance(said, dict):
        return {name: bare(value) for name, value in said.items() if name not in PLACES}
    return [bare(one) for one in said] if isinstance(said, list | tuple) else said
