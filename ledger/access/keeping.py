"""Keeping: the keys of a ledger, as the holder of a key may keep them."""

from typing import Self

from pydantic import Field, model_validator

from ledger.access.keyring import Keyring
from ledger.access.keys import Key, Made
from ledger.access.roles import Ability, KeyRole
from ledger.terms import Name, Slug, Value


class Wanted(Value):
    """ "A key is wanted for the principal ana, who is to read and record claims, on these deals." """

    principal: Name = Field(description="who holds it: kept with all that is recorded")
    role: KeyRole
    deals: tuple[Slug, ...] | None = Field(description="the deals that it is to reach; null for all of them")


class Narrowing(Value):
    """ "From now on that key has this lesser role, or reaches these fewer deals." """

    role: KeyRole | None = None
    deals: tuple[Slug, ...] | None = Field(None, description="the deals that it still reaches")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.role is None and self.deals is None:
            raise ValueError("expected a lesser role, or fewer deals")
        return self


class Keeping:
    """A keyring for the holder of a key; whatever is done is done in its principal's name.

    It takes an admin's key for all deals, so that none makes another that may do more than itself. Raises Forbidden.
    """

    def __init__(self, keyring: Keyring, key: Key) -> None:
        key.demand(Ability.ADMINISTER)
        key.demand_all("whoever keeps keys can make one for any deal, and that")
        self._keyring = keyring
        self._by = key.principal

    def create(self, wanted: Wanted) -> Made:
        """As Keyring.create."""
        return self._keyring.create(wanted.principal, wanted.role, wanted.deals, by=self._by)

    def keys(self) -> list[Key]:
        """As Keyring.keys."""
        return self._keyring.keys()

    def key(self, identity: str) -> Key:
        """As Keyring.key."""
        return self._keyring.key(identity)

    def narrow(self, identity: str, narrowing: Narrowing) -> Key:
        """As Keyring.narrow."""
        return self._keyring.narrow(identity, role=narrowing.role, deals=narrowing.deals, by=self._by)

    def revoke(self, identity: str) -> Key:
        """As Keyring.revoke."""
        return self._keyring.revoke(identity, by=self._by)
