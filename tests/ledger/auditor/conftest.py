from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.auditor.certificate import certify
from ledger.belief import POLICY_1
from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.auditor.certificates import SOFTWARE
from tests.ledger.given import record
from tests.ledger.story import Calendar, claim, everything, opening, recorded

OTHER = {**POLICY_1.model_dump(mode="json"), "name": "policy-2", "floor": "3"}
MORE = "more-cranes"


@pytest.fixture
def audited(calendar: Calendar) -> Iterator[Ledger]:
    """Two deals, and a policy that was changed between what is said of them."""
    with open_ledger(":memory:", clock=calendar) as ledger:
        recorded(ledger, *everything(), *opening(MORE), claim("agency-b", deal=MORE))
        recorded(ledger, record("policy", policy=OTHER))
        recorded(ledger, claim("agency-a", deal=MORE, stance="denies"), claim("agency-b", "ordered"))
        yield ledger


@pytest.fixture
def certificate(audited: Ledger, tmp_path: Path) -> Path:
    """The certificate of it."""
    path = tmp_path / "certificate.zip"
    with path.open("wb") as file:
        certify(audited, file, SOFTWARE)
    return path
