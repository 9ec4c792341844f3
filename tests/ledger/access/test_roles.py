import pytest

from ledger.access.roles import ABILITIES, Ability, KeyRole


def test_every_role_may_read_and_only_an_admin_may_do_all() -> None:
    assert set(ABILITIES) == set(KeyRole)
    assert all(Ability.READ in abilities for abilities in ABILITIES.values())
    assert [role for role, abilities in ABILITIES.items() if abilities == set(Ability)] == [KeyRole.ADMIN]


@pytest.mark.parametrize(
    ("ability", "roles"),
    [
        (Ability.REPORT, {"reporter", "analyst", "admin"}),
        (Ability.JUDGE, {"analyst", "admin"}),
        (Ability.AUDIT, {"auditor", "admin"}),
        (Ability.ADMINISTER, {"admin"}),
    ],
)
def test_who_has_an_ability(ability: Ability, roles: set[str]) -> None:
    assert {role.value for role, abilities in ABILITIES.items() if ability in abilities} == roles
