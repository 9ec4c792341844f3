import json
from pathlib import Path

import pytest

from ledger.auditor import certified as module
from ledger.auditor.certificate import BELIEFS, CERTIFICATE, REPORT, VERIFIERS
from ledger.auditor.certified import certified, check
from ledger.auditor.verifier import EVENTS, Difference, Unreadable
from tests.ledger.auditor.certificates import SOFTWARE, Change, altered, log_of


def changing(name: str, old: bytes, new: bytes) -> Change:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return change


def lying(members: dict[str, bytes]) -> None:
    """Beliefs altered, with the digest that they have now."""
    from hashlib import sha256

    members[BELIEFS] = members[BELIEFS].replace(b'"reports":', b'"reports":1', 1)
    said = json.loads(members[CERTIFICATE])
    said["replay"]["digest"] = "sha256:" + sha256(members[BELIEFS]).hexdigest()
    members[CERTIFICATE] = json.dumps(said).encode()


def reversed_(members: dict[str, bytes]) -> None:
    members[BELIEFS] = b"".join(reversed(members[BELIEFS].splitlines(keepends=True)))


def added(members: dict[str, bytes]) -> None:
    members["more.html"] = b""


def removed(members: dict[str, bytes]) -> None:
    del members[REPORT]


def more(members: dict[str, bytes]) -> None:
    """A false belief after the others."""
    last = members[BELIEFS].splitlines(keepends=True)[-1]
    members[BELIEFS] += last.replace(b'"deal":"more-cranes"', b'"deal":"never-seen"')


def said(**fields: object) -> Change:
    def change(members: dict[str, bytes]) -> None:
        members[CERTIFICATE] = json.dumps(json.loads(members[CERTIFICATE]) | fields).encode()

    return change


ALTERED: dict[str, tuple[Change, bool, str]] = {
    "a belief": (lying, True, "beliefs"),
    "a belief alone": (changing(BELIEFS, b'"reports":', b'"reports":1'), True, "beliefs"),
    "a belief more": (more, True, "beliefs"),
    "spaces in a belief": (changing(BELIEFS, b'{"deal":', b'{ "deal":'), True, "beliefs"),
    "the order of the beliefs": (reversed_, True, "beliefs"),
    "a belief left out": (changing(BELIEFS, b"\n", b"\n\n"), True, "beliefs"),
    "the report": (changing(REPORT, b"Replay certificate", b"Rewrite certificate"), True, "report"),
    "the report's end": (changing(REPORT, b"</html>\n", b""), True, "report"),
    "a digest": (changing(CERTIFICATE, b'"beliefs":4', b'"beliefs":5'), True, "beliefs"),
    "the origin": (said(origin="registry.example"), True, "members"),
    "the size": (said(size=1_000_000), True, "members"),
    "the root": (said(root="sha256:" + "0" * 64), True, "members"),
    "the keys": (said(verifiers=["somebody+00000000+AA=="]), True, "members"),
    "the file of keys": (changing(VERIFIERS, b"+", b"-"), True, "members"),
    "what it cannot prove": (said(not_shown=["nothing: all of it is proven"]), True, "members"),
    "a policy": (changing("policies/1.json", b"policy-1", b"policy-9"), True, "members"),
    "a policy left out": (lambda members: members.pop("policies/1.json"), True, "members"),
    "a member": (changing(REPORT, b"Replay", b"Reply"), False, "members"),
    "a member more": (added, True, "members"),
    "a member less": (removed, True, "members"),
}


def test_a_certificate_that_nobody_touched_is_good(certificate: Path) -> None:
    assert check(certificate, log_of(certificate), SOFTWARE)


@pytest.mark.parametrize("what", ALTERED)
def test_whatever_is_altered_is_found(certificate: Path, what: str) -> None:
    change, mended, rule = ALTERED[what]
    copy = altered(certificate, change, mended=mended)
    with pytest.raises(Difference) as found:
        check(copy, log_of(copy), SOFTWARE)
    assert found.value.rule == rule


def test_other_events_have_another_root(certificate: Path) -> None:
    for old, new in ((b'"stance":"denies"', b'"stance":"affirms"'), (b'"fact":', b'"fakt":')):
        copy = altered(certificate, changing(EVENTS, old, new))
        with pytest.raises(Difference):
            log_of(copy)


@pytest.mark.parametrize(
    ("what", "check_"),
    [("a member", "_check_members"), ("a member more", "_check_members"), ("the origin", "_check_claims")],
)
def test_without_that_check_it_is_let_through(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, what: str, check_: str
) -> None:
    change, mended, _ = ALTERED[what]
    monkeypatch.setattr(module, check_, lambda *_: None)
    monkeypatch.setattr(module, "_is_of", lambda *_: True)
    copy = altered(certificate, change, mended=mended)
    assert check(copy, log_of(copy), SOFTWARE)


def test_by_other_software_the_report_may_have_other_words_but_the_beliefs_are_held(certificate: Path) -> None:
    other = {"claim-ledger": "9"}
    assert check(certificate, log_of(certificate), other), "it has the same words all the same"
    reworded = altered(certificate, ALTERED["the report"][0])
    assert not check(reworded, log_of(reworded), other)
    copy = altered(certificate, lying)
    with pytest.raises(Difference):
        check(copy, log_of(copy), other)


def test_what_is_no_certificate_is_told_apart(tmp_path: Path, certificate: Path) -> None:
    (tmp_path / "text").write_text("no zip")
    for path in (
        tmp_path / "none",
        tmp_path / "text",
        altered(certificate, lambda m: m.pop(CERTIFICATE), mended=False),
    ):
        with pytest.raises(Unreadable), certified(path):
            raise AssertionError("it was read")
