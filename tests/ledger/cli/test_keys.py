from pathlib import Path

import pytest

from ledger.opening import open_keyring, open_ledger
from tests.ledger.cli.conftest import Run
from tests.ledger.client.serving import served


def test_a_key_is_shown_once_and_listed_ever_after(run: Run) -> None:
    run("init")
    made = run("keys", "create", "ana", "--role", "reporter", "--deal", "cranes")
    text = made.out.split()[-1]
    listed = run("keys", "list")

    assert made.status == 0
    assert "A key for ana, reporter on cranes. It is shown this once:" in made.out
    with open_keyring("claims.ledger") as ring:
        assert ring.find(text).principal == "ana"
    assert "ana" in listed.out
    assert "cranes" in listed.out
    assert "1 key." in listed.out
    assert text.rpartition("_")[2] not in listed.out


def test_a_key_is_for_reading_all_deals_unless_more_or_less_is_said(run: Run) -> None:
    run("init")
    made = run("keys", "create", "ana", "--json").json

    assert (made["role"], made["deals"]) == ("reader", None)
    assert made["key"].startswith(f"clk_{made['id']}_")
    (listed,) = run("keys", "list", "--json").json
    assert listed == {name: value for name, value in made.items() if name != "key"}


def test_a_key_is_narrowed_and_revoked(run: Run) -> None:
    run("init")
    made = run("keys", "create", "ana", "--role", "analyst", "--json").json
    narrowed = run("keys", "narrow", made["id"], "--role", "reader", "--deal", "cranes")
    assert f"Key {made['id']} is for a reader on cranes from now on." in narrowed.out
    assert run("keys", "revoke", made["id"], "--json").json["revoked_at"] is not None
    assert "revoked" in run("keys", "list").out


def test_a_key_is_never_widened(run: Run) -> None:
    run("init")
    made = run("keys", "create", "ana", "--json").json
    refused = run("keys", "narrow", made["id"], "--role", "admin")

    assert refused.status == 1
    assert "only ever narrowed" in refused.err


def test_a_key_that_is_not_there_is_said(run: Run) -> None:
    run("init")
    refused = run("keys", "revoke", "0123456789")

    assert refused.status == 1
    assert "there is no key '0123456789'" in refused.err


def test_without_a_ledger_there_are_no_keys(run: Run, tmp_path: Path) -> None:
    assert run("keys", "create", "ana").status == 2
    assert list(tmp_path.iterdir()) == []


def test_at_a_server_keys_are_kept_with_an_admin_s_key(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(":memory:", create=True) as ledger, served(ledger) as (url, key):
        there = ("--url", url, "--key", key)
        made = run("keys", "create", "ana", "--role", "analyst", "--json", *there).json
        assert made["key"].startswith(f"clk_{made['id']}_")
        narrowed = run("keys", "narrow", made["id"], "--role", "reader", "--deal", "cranes", *there)
        assert f"Key {made['id']} is for a reader on cranes from now on." in narrowed.out
        assert "2 keys." in run("keys", "list", *there).out
        monkeypatch.setenv("CLAIM_LEDGER_URL", url)
        monkeypatch.setenv("CLAIM_LEDGER_KEY", key)
        assert f"Key {made['id']} of ana opens nothing any more." in run("keys", "revoke", made["id"]).out
        refused = run("keys", "list", "--key", made["key"])
        assert refused.status == 1 and refused.out == ""
