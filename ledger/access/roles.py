"""Roles: what the holder of a key may do."""

from collections.abc import Mapping
from enum import StrEnum


class Ability(StrEnum):
    """One thing that a role may do."""

    READ = "read"
    """Ask for claims and beliefs, and for the sources and documents that they rest on."""
    REPORT = "report"
    """Record what was said and where: sources, documents, claims, and what became of a claim."""
    JUDGE = "judge"
    """Open deals, raise and settle propositions, grade, relate."""
    AUDIT = "audit"
    """Read the log itself: its entries, their proofs, and how the server fares."""
    ADMINISTER = "administer"
    """Adopt policies, and make, narrow and revoke keys."""


class KeyRole(StrEnum):
    """What a key is for."""

    READER = "reader"
    REPORTER = "reporter"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMIN = "admin"


ABILITIES: Mapping[KeyRole, frozenset[Ability]] = {
    KeyRole.READER: frozenset({Ability.READ}),
    KeyRole.REPORTER: frozenset({Ability.READ, Ability.REPORT}),
    KeyRole.ANALYST: frozenset({Ability.READ, Ability.REPORT, Ability.JUDGE}),
    KeyRole.AUDITOR: frozenset({Ability.READ, Ability.AUDIT}),
    KeyRole.ADMIN: frozenset(Ability),
}
"""What each role may do."""
