import json
from pathlib import Path

import pytest

from ledger.auditor import certified as module
from ledger.auditor.certificate import BELIEFS, CERTIFICATE, REPORT
from ledger.auditor.certified import certified, check
from ledger.auditor.verifier import EVENTS, Difference, Unreadable
from tests.ledger.auditor.certificates import SOFTWARE, Change, altered


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


ALTERED: dict[str, tuple[Change, bool, str]] = {
    "a belief": (lying, True, "beliefs"),
    "a belief alone": (changing(BELIEFS, b'"reports":', b'"reports":1'), True, "beliefs"),
    "the order of the beliefs": (reversed_, True, "beliefs"),
    "a belief left out": (changing(BELIEFS, b"\n", b"\n\n"), True, "beliefs"),
    "an event": (changing(EVENTS, b'"stance":"denies"', b'"stance":"affirms"'), True, "beliefs"),
    "an event that cannot be read": (changing(EVENTS, b'"fact":', b'"fakt":'), True, "beliefs"),
    "the report": (changing(REPORT, b"Replay certificate", b"Rewrite certificate"), True, "report"),
    "the report's end": (changing(REPORT, b"</html>\n", b""), True, "report"),
    "a digest": (changing(CERTIFICATE, b'"beliefs":4', b'"beliefs":5'), True, "beliefs"),
    "a member": (changing(REPORT, b"Replay", b"Reply"), False, "members"),
    "a member more": (added, False, "members"),
    "a member less": (removed, False, "members"),
}


def test_a_certificate_that_nobody_touched_is_good(certificate: Path) -> None:
    found, unshown = check(certificate, SOFTWARE)
    assert (found.replay.beliefs, unshown) == (4, ())


@pytest.mark.parametrize("what", ALTERED)
def test_whatever_is_altered_is_found(certificate: Path, what: str) -> None:
    change, mended, rule = ALTERED[what]
    with pytest.raises(Difference) as found:
        check(altered(certificate, change, mended=mended), SOFTWARE)
    assert found.value.rule == rule


@pytest.mark.parametrize(
    ("what", "check_"),
    [("the report", "_check_report"), ("a member", "_check_members"), ("a member more", "_check_members")],
)
def test_without_that_check_it_is_let_through(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, what: str, check_: str
) -> None:
    change, mended, _ = ALTERED[what]
    monkeypatch.setattr(module, check_, lambda *_: None)
    if what == "a member":
        monkeypatch.setattr(module, "_check_report", lambda *_: None)
    assert check(altered(certificate, change, mended=mended), SOFTWARE)


def test_by_other_software_the_words_are_not_compared_but_the_beliefs_are(certificate: Path) -> None:
    _, unshown = check(certificate, {"claim-ledger": "9"})
    assert "words were not compared" in unshown[0]
    with pytest.raises(Difference):
        check(altered(certificate, lying), {"claim-ledger": "9"})


def test_what_is_no_certificate_is_told_apart(tmp_path: Path, certificate: Path) -> None:
    (tmp_path / "text").write_text("no zip")
    for path in (
        tmp_path / "none",
        tmp_path / "text",
        altered(certificate, lambda m: m.pop(CERTIFICATE), mended=False),
    ):
        with pytest.raises(Unreadable), certified(path):
            raise AssertionError("it was read")
