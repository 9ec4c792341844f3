import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from ledger.auditor.certificate import BELIEFS, CERTIFICATE, VERIFIERS, certify, last_of
from ledger.auditor.replay import replay
from ledger.auditor.verifier import CHECKPOINTS, EVENTS, Key, opened, verify
from ledger.auditor.view import Certificate
from ledger.belief import POLICY_1, parse_policy
from ledger.errors import BadCursor, DamagedLedger
from ledger.service import Ledger
from tests.ledger.auditor.certificates import SOFTWARE
from tests.ledger.auditor.conftest import MORE, OTHER
from tests.ledger.auditor.test_replay import Lying
from tests.ledger.story import claim, head, recorded


def made(ledger: Any, **asked: Any) -> tuple[Certificate, ZipFile]:
    file = io.BytesIO()
    certificate = certify(ledger, file, SOFTWARE, **asked)
    return certificate, ZipFile(file)


def test_it_holds_all_that_a_replay_elsewhere_takes(audited: Ledger) -> None:
    certificate, zipped = made(audited)

    assert zipped.read(EVENTS) == b"".join(entry.data + b"\n" for entry in audited.entries())
    assert zipped.read(CHECKPOINTS).decode() == audited.checkpoint().note
    assert zipped.read(VERIFIERS).decode().split() == [key.verifier for key in audited.verifiers().items]
    assert [parse_policy_of(zipped, at).name for at in (1, 46)] == [POLICY_1.name, OTHER["name"]]
    assert Certificate.model_validate_json(zipped.read(CERTIFICATE)) == certificate
    assert certificate.replay == replay(audited)
    assert sorted(zipped.namelist()) == sorted([*certificate.members, CERTIFICATE])
    assert [b.deal for b in last_of(zipped.read(BELIEFS).splitlines(), certificate.replay)] == ["harbour-cranes", MORE]


def parse_policy_of(zipped: ZipFile, position: int) -> Any:
    import json

    return parse_policy(json.loads(zipped.read(f"policies/{position}.json")))


def test_twice_the_same_is_the_same_to_the_byte(audited: Ledger) -> None:
    files = io.BytesIO(), io.BytesIO()
    for file in files:
        certify(audited, file, SOFTWARE)
    assert files[0].getvalue() == files[1].getvalue()


def test_its_log_is_whole_even_where_its_beliefs_are_of_an_earlier_moment(audited: Ledger) -> None:
    certificate, zipped = made(audited, until="30")
    assert certificate.replay.recorded_until.position == 30
    assert certificate.size == len(zipped.read(EVENTS).splitlines()) == head(audited)


def test_the_verifier_alone_takes_it(certificate: Path, audited: Ledger) -> None:
    keys = [Key.parse(key.verifier) for key in audited.verifiers().items]
    with opened(certificate) as log:
        found = verify(log, keys)
    assert [h.size for h in found.heads] == [head(audited)]
    assert found.heads[0].signers == (audited.checkpoint().origin,)


def test_what_is_not_the_same_is_not_certified(audited: Ledger) -> None:
    with pytest.raises(DamagedLedger, match="of deal more-cranes, as recorded by position 45"):
        certify(Lying(audited, MORE, 0), io.BytesIO(), SOFTWARE)  # type: ignore[arg-type]


def test_what_is_recorded_meanwhile_is_left_out(audited: Ledger) -> None:
    before = head(audited)

    class Growing(Lying):
        def checkpoint(self) -> Any:
            signed = audited.checkpoint()
            recorded(audited, claim("agency-c", deal=MORE, on="2024-01-02"))
            return signed

    certificate, zipped = made(Growing(audited, "none", 0))
    assert certificate.size == certificate.replay.recorded_until.position == before == head(audited) - 1
    assert len(zipped.read(EVENTS).splitlines()) == before


def test_beyond_the_head_there_is_nothing_to_certify(audited: Ledger) -> None:
    with pytest.raises(BadCursor):
        certify(audited, io.BytesIO(), SOFTWARE, until="999")
