import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from ledger.access.keyring import Keyring
from ledger.access.roles import KeyRole
from ledger.client import RemoteKeyring, open_remote_keyring
from ledger.client.connection import Connection
from ledger.errors import Conflict, Forbidden, NotFound, Rejected, Unanswered
from ledger.opening import open_keyring, open_ledger
from tests.ledger.client.faulty import Losing
from tests.ledger.client.serving import serving

Both = tuple[Keyring, str, str]


@pytest.fixture
def both() -> Iterator[Both]:
    """A keyring, the address where it is served, and an admin's key to it."""
    with open_ledger(":memory:", create=True) as ledger, open_keyring(":memory:") as ring, serving(ledger, ring) as url:
        yield ring, url, ring.create("ana", KeyRole.ADMIN, None, by="test").text


def test_keys_are_made_listed_narrowed_and_revoked_there(both: Both) -> None:
    ring, url, key = both
    with open_remote_keyring(url, key) as there:
        made = there.create("ben", KeyRole.ANALYST, ["cranes", "grain"])
        assert ring.find(made.text).principal == "ben"
        assert made.key.created_by == "ana"
        narrowed = there.narrow(made.key.id, role=KeyRole.READER, deals=["grain"])
        assert (narrowed.role, narrowed.deals) == (KeyRole.READER, ("grain",))
        assert there.revoke(made.key.id).revoked_at is not None
        assert there.key(made.key.id) == ring.key(made.key.id)
        here, listed = ring.keys(), there.keys()
        assert [one.id for one in listed] == [one.id for one in here]


def test_it_is_refused_as_here_and_to_whoever_keeps_no_keys(both: Both) -> None:
    ring, url, key = both
    with open_remote_keyring(url, key) as there:
        made = there.create("ben", KeyRole.READER, None)
        with pytest.raises(Rejected, match="only ever narrowed"):
            there.narrow(made.key.id, role=KeyRole.ADMIN)
        with pytest.raises(NotFound, match="there is no key"):
            there.revoke("0123456789")
        with pytest.raises(Rejected, match="leave it out"):
            there.revoke(made.key.id, by="me")
        ring.revoke(made.key.id, by="test")
        with pytest.raises(Conflict):
            there.narrow(made.key.id, deals=["grain"])
    analyst = ring.create("ben", KeyRole.ANALYST, None, by="test").text
    with open_remote_keyring(url, analyst) as there, pytest.raises(Forbidden):
        there.keys()


def test_a_key_whose_answer_was_lost_is_not_made_twice(both: Both) -> None:
    ring, url, key = both
    way = Losing(times=1)
    connection = Connection(url, key, transport=way, wait=lambda _: None)
    with RemoteKeyring(connection) as there, pytest.raises(Unanswered, match="keys list"):
        there.create("ben", KeyRole.READER, None)
    kept = ring.keys()
    assert [one.principal for one in kept] == ["ana", "ben"]


@pytest.mark.parametrize("verb", ["create", "keys", "key", "narrow", "revoke"])
def test_a_verb_takes_the_same_at_a_distance(verb: str) -> None:
    here, there = (inspect.signature(getattr(kind, verb)).parameters for kind in (Keyring, RemoteKeyring))
    kinds: Any = [(name, one.kind) for name, one in here.items()]
    assert kinds == [(name, one.kind) for name, one in there.items()]
