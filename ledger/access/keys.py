"""Keys: what a request says who it comes from with. The text of a key is shown once, when it is made.

A text is `clk_`, the key's id, `_` and its secret: 32 random bytes as 64 hex digits. Such a secret cannot be guessed,
so that one SHA-256 of it is kept, and no slow hash is needed (OWASP ASVS 5, chapter 11).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from pydantic import Field

from ledger.access.roles import ABILITIES, Ability, KeyRole
from ledger.errors import Forbidden, Rejected, Unauthenticated
from ledger.terms import Instant, Name, Slug, Value

SECRET_BYTES = 32
ID_BYTES = 5
_TEXT = re.compile(r"clk_([0-9a-f]{10})_([0-9a-f]{64})")
_WRONG = "this is no key of this ledger, or it was revoked: ask whoever keeps the keys for one"


class Key(Value):
    """ "This key stands for the principal ana, who may read and record claims, on these deals."

    `recorded_by` of whatever is recorded with it is its principal. `deals` are the ids that it reaches, of deals on
    record or yet to be opened; null is all of them, and all that belongs to none. `last_used_at` is to the minute.
    """

    id: str
    principal: Name
    role: KeyRole
    deals: tuple[Slug, ...] | None = Field(description="the deals that it reaches; null for all of them")
    created_at: Instant
    created_by: Name
    revoked_at: Instant | None
    last_used_at: Instant | None

    def may(self, ability: Ability) -> bool:
        """Whether its role has an ability."""
        return ability in ABILITIES[self.role]

    def reaches(self, deal: str | None) -> bool:
        """Whether it reaches a deal; None is whatever belongs to no one deal."""
        return self.deals is None or (deal is not None and deal in self.deals)

    def demand(self, ability: Ability) -> None:
        """Raises Forbidden where its role has not this ability."""
        if not self.may(ability):
            roles = " or ".join(role for role, abilities in ABILITIES.items() if ability in abilities)
            raise Forbidden(f"a key with the role {self.role} may not {ability}: it takes the role {roles}")

    def demand_all(self, what: str) -> None:
        """Raises Forbidden where it does not reach all deals; `what` says what is asked for."""
        if self.deals is not None:
            raise Forbidden(f"{what} takes a key for all deals: this one is for {_listed(self.deals)}")


@dataclass(frozen=True, slots=True)
class Made:
    """A key just made, and its text, which nobody can tell again."""

    key: Key
    text: str

    def shown(self) -> "ShownKey":
        """The key with its text, to be shown this once."""
        return ShownKey(**dict(self.key), key=self.text)


class ShownKey(Key):
    """A key as it is shown when it is made, and never again: with its text."""

    key: str = Field(description="what a request shows, as `Authorization: Bearer`")


def text_of(key: str, secret: bytes) -> str:
    """The text of a key of this id."""
    return f"clk_{key}_{secret.hex()}"


def parse(text: str) -> tuple[str, bytes]:
    """The id and the digest of a key's text. Raises Unauthenticated where it is none."""
    found = _TEXT.fullmatch(text)
    if found is None:
        raise unknown()
    return found[1], digest_of(bytes.fromhex(found[2]))


def digest_of(secret: bytes) -> bytes:
    """What is kept of a secret: its SHA-256."""
    return sha256(secret).digest()


def unknown() -> Unauthenticated:
    """What is said of every key that is not good, whatever is wrong with it."""
    return Unauthenticated(_WRONG)


def narrowed(key: Key, role: KeyRole | None, deals: Sequence[str] | None) -> Key:
    """The key with a lesser role or fewer deals; None leaves either as it is.

    Raises Rejected where it would gain by it: make another key instead.
    """
    if role is not None and not ABILITIES[role] <= ABILITIES[key.role]:
        raise Rejected(f"a key is only ever narrowed, and {role} may do what {key.role} may not: make another", "role")
    if deals is not None and key.deals is not None and (more := sorted(set(deals) - set(key.deals))):
        raise Rejected(f"a key is only ever narrowed, and this one is not for {_listed(more)}: make another", "deals")
    kept = key.deals if deals is None else tuple(sorted(set(deals)))
    return key.model_copy(update={"role": role or key.role, "deals": kept})


def _listed(deals: Sequence[str]) -> str:
    return ", ".join(deals) or "no deal at all"
