from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from ledger.access.keeping import Keeping, Narrowing, Wanted
from ledger.access.keyring import Keyring
from ledger.access.keys import Key
from ledger.access.roles import ABILITIES, Ability, KeyRole
from ledger.errors import Forbidden
from tests.ledger.story import Calendar


@pytest.fixture
def keyring(calendar: Calendar) -> Iterator[Keyring]:
    with Keyring(None, calendar) as keyring:
        yield keyring


@pytest.fixture
def root(keyring: Keyring) -> Key:
    return keyring.create("root", KeyRole.ADMIN, None, by="test").key


def test_an_admin_makes_narrows_and_revokes_keys_in_its_own_name(keyring: Keyring, root: Key) -> None:
    keys = Keeping(keyring, root)
    made = keys.create(Wanted(principal="ana", role=KeyRole.ANALYST, deals=("a", "b")))
    assert (made.key.created_by, keyring.find(made.text).principal) == ("root", "ana")

    narrowed = keys.narrow(made.key.id, Narrowing(role=KeyRole.READER, deals=("a",)))
    assert (narrowed.role, narrowed.deals) == ("reader", ("a",))
    assert keys.revoke(made.key.id).revoked_at is not None
    found = keys.keys()
    assert [key.principal for key in found] == ["root", "ana"]
    assert keys.key(made.key.id).revoked_at is not None


@pytest.mark.parametrize("role", KeyRole)
@pytest.mark.parametrize("deals", [None, ["a"], []])
def test_no_key_makes_one_that_may_do_more(keyring: Keyring, role: KeyRole, deals: list[str] | None) -> None:
    maker = keyring.create("eve", role, deals, by="test").key
    for wanted in KeyRole:
        more = not ABILITIES[wanted] <= ABILITIES[role] or deals is not None
        try:
            Keeping(keyring, maker).create(Wanted(principal="eve", role=wanted, deals=None))
        except Forbidden:
            assert not maker.may(Ability.ADMINISTER) or deals is not None
        else:
            assert not more


def test_a_narrowing_says_something() -> None:
    with pytest.raises(ValidationError, match="a lesser role, or fewer deals"):
        Narrowing()
    assert Narrowing(deals=()).deals == ()
