from pathlib import Path

import pytest

from tests.ledger.auditor.certificates import altered
from tests.ledger.cli.conftest import Run


def test_what_is_certified_is_verified_where_nobody_has_the_ledger(told: Run, tmp_path: Path) -> None:
    made = told("certificate", "--out", "cranes.zip", "--json")
    assert made.status == 0
    (tmp_path / "claims.ledger").unlink()
    (tmp_path / "claims.ledger-signers").unlink()

    said = told("verify", "cranes.zip", "--signed-by", made.json["verifiers"][0], "--json")

    assert (said.status, said.json["verified"], said.json["replayed"]) == (0, True, True)
    assert said.json["root"] == made.json["root"]
    assert said.json["heads"][0]["signers"] == [made.json["origin"]]


def test_it_says_what_it_cannot_prove_and_how_to_check_it(told: Run) -> None:
    said = told("certificate")
    assert said.status == 0
    assert [line.split()[0] for line in said.out.splitlines() if len(line) > 80] == ["claim-ledger"]
    assert "It cannot prove:" in said.out and "claim-ledger verify certificate.zip" in said.out
    assert told("certificate").status == 1, "a file that is there stays"
    shown = told("verify", "certificate.zip")
    assert shown.status == 0 and "to the last digit" in shown.out


def test_the_key_that_it_names_signed_it_and_signs_still(told: Run) -> None:
    assert told("checkpoint", "--rotate").status == 0
    old, new = (one["key_id"] for one in told("checkpoint", "--verifiers", "--json").json["items"])
    assert told("checkpoint", "--retire", new).status == 0

    said = told("certificate")

    (command,) = (line for line in said.out.splitlines() if line.startswith("claim-ledger verify"))
    assert f"+{old}+" in command
    assert told(*command.split()[1:]).status == 0


def test_keys_and_roots_are_whole_however_narrow_it_is(told: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    made = told("certificate", "--out", "other.zip", "--json").json
    said, verified = told("certificate"), told("verify", "certificate.zip")
    kept, listed = told("checkpoint", "--out", "head"), told("checkpoint", "--verifiers")

    assert {made["root"], made["replay"]["digest"]} <= set(said.out.splitlines())
    assert made["root"] in verified.out.splitlines() and made["root"] in kept.out.splitlines()
    assert set(made["verifiers"]) <= set(listed.out.splitlines())


def test_one_that_was_altered_is_found_and_the_rule_named(told: Run, tmp_path: Path) -> None:
    assert told("certificate").status == 0

    def lie(members: dict[str, bytes]) -> None:
        members["beliefs.ndjson"] = members["beliefs.ndjson"].replace(b'"reports":', b'"reports":1', 1)

    altered(tmp_path / "certificate.zip", lie)
    said = told("verify", "altered.zip", "--json")
    assert (said.status, said.json["rule"]) == (1, "beliefs")


def test_what_is_no_certificate_is_told_apart(told: Run, tmp_path: Path) -> None:
    assert told("certificate").status == 0
    altered(tmp_path / "certificate.zip", lambda members: members.pop("events.ndjson"), mended=False)
    assert told("verify", "altered.zip").status == 2
