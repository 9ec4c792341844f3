from pathlib import Path

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
    assert said.status == 0 and said.fits()
    assert "It cannot prove:" in said.out and "claim-ledger verify certificate.zip" in said.out
    assert told("certificate").status == 2, "a file that is there stays"
    shown = told("verify", "certificate.zip")
    assert shown.status == 0 and "to the last digit" in shown.out


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
