"""The ledger with its keys switched off: what they cost is the difference.

Usage: python -m benchmarks.peers.keyless ARGUMENT..., those of `claim-ledger`. Every request may do what an admin may,
and none is counted.
"""

from starlette.types import Scope

from api import access
from ledger.access.keys import Key
from ledger.access.permitted import Permitted
from ledger.access.roles import KeyRole
from ledger.cli import main

ANYBODY = Key(
    id="none",
    principal="bench",
    role=KeyRole.ADMIN,
    deals=None,
    created_at="2026-01-01T00:00:00.000000Z",
    created_by="bench",
    revoked_at=None,
    last_used_at=None,
)


def _admit(self: access.Access, scope: Scope) -> None:
    scope["state"]["principal"] = ANYBODY.principal
    scope[access._PERMITTED] = Permitted(self._ledger, ANYBODY)


if __name__ == "__main__":
    access.Access.admit = _admit  # type: ignore[method-assign]
    main()
