import pytest

from ledger.access.keys import Key, digest_of, narrowed, parse, text_of
from ledger.access.roles import Ability, KeyRole
from ledger.errors import Forbidden, Rejected, Unauthenticated

SECRET = bytes(range(32))


def key(role: str = "analyst", *deals: str) -> Key:
    return Key(
        id="0123456789", principal="ana", role=KeyRole(role), deals=deals or None,
        created_at="2024-01-01T12:00:00.000000Z", created_by="root", revoked_at=None, last_used_at=None,
    )  # fmt: skip


def test_the_text_of_a_key_says_which_it_is_and_proves_it() -> None:
    text = text_of("0123456789", SECRET)

    assert text == "clk_0123456789_" + SECRET.hex()
    assert parse(text) == ("0123456789", digest_of(SECRET))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "clk_",
        text_of("0123456789", SECRET[1:]),
        text_of("0123456789", SECRET) + "\n",
        text_of("0123456789", SECRET).upper(),
        "clk_01234567\N{ARABIC-INDIC DIGIT THREE}9_" + SECRET.hex(),
        "Bearer " + text_of("0123456789", SECRET),
    ],
)
def test_whatever_is_no_key_is_refused_in_the_same_words(text: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        parse(text)

    assert text not in str(refused.value) or not text


def test_a_role_demands_and_is_told_which_would_do() -> None:
    key("analyst").demand(Ability.JUDGE)
    with pytest.raises(Forbidden, match="analyst may not audit: it takes the role auditor or admin"):
        key("analyst").demand(Ability.AUDIT)


def test_a_key_reaches_its_deals_and_what_belongs_to_none_only_if_it_reaches_all() -> None:
    assert all(key().reaches(deal) for deal in ("cranes", "unheard-of", None))
    assert [key("reader", "cranes").reaches(deal) for deal in ("cranes", "crane", None)] == [True, False, False]
    key().demand_all("this")
    with pytest.raises(Forbidden, match="this takes a key for all deals: this one is for cranes"):
        key("admin", "cranes").demand_all("this")


def test_a_key_is_narrowed_to_less() -> None:
    assert narrowed(key("admin"), KeyRole.AUDITOR, ["b", "a", "b"]).deals == ("a", "b")
    assert narrowed(key("analyst", "a", "b"), None, ["b"]).deals == ("b",)
    assert narrowed(key("analyst", "a"), KeyRole.REPORTER, None).role is KeyRole.REPORTER
    assert narrowed(key("analyst", "a"), None, []).deals == ()


@pytest.mark.parametrize(
    ("before", "role", "deals"),
    [
        (key("reader"), KeyRole.REPORTER, None),
        (key("analyst"), KeyRole.AUDITOR, None),
        (key("auditor"), KeyRole.ANALYST, None),
        (key("admin", "a"), None, ["a", "b"]),
    ],
)
def test_a_key_never_gains(before: Key, role: KeyRole | None, deals: list[str] | None) -> None:
    with pytest.raises(Rejected, match="only ever narrowed"):
        narrowed(before, role, deals)
