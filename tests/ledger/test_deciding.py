from collections.abc import Iterator, Sequence
from itertools import count

import pytest

from ledger.deciding import Deciding
from ledger.decision import Again
from ledger.errors import BadLocator, OtherBytes, Rejected, UnknownReference
from ledger.events import DocumentCaptured
from ledger.log import Secret
from ledger.records import AnyRecord
from ledger.sealing import Sealer
from ledger.states import States
from ledger.store import StoredLog, open_memory
from tests.ledger.given import facts_of, record
from tests.ledger.story import DEAL, REPORT, Calendar, beginning, claim, everything

CAPTURED = record("document", id="report", title="A report", text=REPORT)
CITED = record("document", id="page", title="A page", held="cited", length=len(REPORT))


@pytest.fixture
def log(calendar: Calendar) -> Iterator[StoredLog]:
    log = open_memory(calendar)
    yield log
    log.close()


@pytest.fixture
def states(log: StoredLog) -> States:
    return States(log, {})


@pytest.fixture
def deciding(log: StoredLog, states: States) -> Deciding:
    """Decides on what the story begins with."""
    salts = count()
    deciding = Deciding(states, Sealer(log, lambda: next(salts).to_bytes(32, "big")))
    for one in beginning():
        decide(deciding, states, one)
    return deciding


def decide(deciding: Deciding, states: States, given: AnyRecord) -> Sequence[Secret]:
    """Decide it, and have it stand; answers its secrets."""
    decided = deciding.decide(given, ())
    for fact in facts_of(decided.decision):
        states.take(fact, b"{}", "analyst")
    return decided.secrets


def test_every_kind_of_record_is_decided_and_known_again(deciding: Deciding, states: States) -> None:
    for one in everything()[len(beginning()) :]:
        secrets = decide(deciding, states, one)
        assert isinstance(deciding.decide(one, secrets).decision, Again)


def test_a_defaults_line_comes_to_nothing(deciding: Deciding) -> None:
    with pytest.raises(Rejected, match="need not repeat"):
        deciding.decide(record("defaults", deal=DEAL), ())


def test_what_has_no_text_has_no_secret(deciding: Deciding) -> None:
    assert deciding.decide(claim(), ()).secrets == []
    assert deciding.decide(CITED, ()).secrets == ()


def test_text_comes_with_its_secret(deciding: Deciding) -> None:
    noted, captured = deciding.decide(claim(note="Said with a smile."), ()), deciding.decide(CAPTURED, ())

    assert [secret.data for secret in (*noted.secrets, *captured.secrets)] == [b"Said with a smile.", REPORT.encode()]


def test_a_quote_is_held_against_bytes_that_are_still_on_their_way(deciding: Deciding, states: States) -> None:
    secrets = decide(deciding, states, CAPTURED)
    place = {"document": "report", "start": 0, "end": 8}

    deciding.decide(claim(evidence=[{**place, "quote": REPORT[:8]}]), secrets)

    with pytest.raises(BadLocator, match="mend the locator or the quote"):
        deciding.decide(claim(evidence=[{**place, "quote": "Yes, one"}]), secrets)


def test_bytes_are_attached_to_what_was_cited(deciding: Deciding, states: States) -> None:
    decide(deciding, states, CITED)

    attached = deciding.attach("page", REPORT.encode(), ())

    assert [type(fact) for fact in facts_of(attached.decision)] == [DocumentCaptured]
    assert [secret.data for secret in attached.secrets] == [REPORT.encode()]
    with pytest.raises(OtherBytes):
        deciding.attach("page", b"other", ())
    with pytest.raises(UnknownReference):
        deciding.attach("nowhere", b"other", ())


@pytest.mark.parametrize("field", ["publisher", "corrects", "translates", "by"])
def test_a_document_names_only_what_is_on_record(deciding: Deciding, field: str) -> None:
    given = {"id": "letter", "title": "A letter", "held": "seen-by", "by": "outlet", field: "nobody"}
    with pytest.raises(UnknownReference, match="'nobody' is on record") as refused:
        deciding.decide(record("document", **given), ())
    assert refused.value.field == field
