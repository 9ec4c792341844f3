import pytest

from ledger.cli import forget as module
from ledger.opening import open_ledger
from tests.ledger.cli.conftest import Run
from tests.ledger.given import record
from tests.ledger.story import ANALYST, beginning, claim, id_of

TEXT = "The cranes were seen on the quay by the harbour master himself.\n"
NOTE = "Told by Jana Novotna, who must not be named."
NOTED = claim(evidence=[{"document": "report", "start": 4, "end": 35, "quote": TEXT[4:35]}], note=NOTE)
ID = id_of(NOTED)
LAW = ("--reason", "GDPR, article 17 (1) (d)")


@pytest.fixture
def noted(run: Run) -> Run:
    report = record("document", id="report", title="A report", publisher="outlet", text=TEXT)
    with open_ledger("claims.ledger", create=True) as ledger:
        ledger.record_all([*beginning(), report, NOTED], by=ANALYST)
    return run


def note() -> str | None:
    with open_ledger("claims.ledger") as ledger:
        return ledger.claim(ID).note


def test_it_is_forgotten_and_said_what_is_not_reached(noted: Run) -> None:
    ran = noted("forget", ID, "--of", "note", *LAW, "--yes")

    assert ran.status == 0 and ran.fits(), ran.err
    said = " ".join(ran.out.split())
    assert f"note: {len(NOTE)} bytes" in said and "Recorded: forgetting" in said
    assert "overwritten in the ledger's file" in said and "backups" in said
    assert note() is None


def test_a_preview_erases_nothing_and_names_where_the_words_also_stand(noted: Run) -> None:
    ran = noted("forget", ID, "--preview")

    assert ran.status == 0 and ran.fits()
    assert "document report" in ran.out and "Nothing was recorded" in ran.out
    assert note() == NOTE


def test_it_is_json_in_the_form_of_the_http_interface(noted: Run) -> None:
    found = noted("forget", "report", *LAW, "--yes", "--json").json

    assert found["erased"] == [{"part": "content", "size": len(TEXT)}]
    assert found["elsewhere"] == [{"thing": ID, "part": "evidence.0.quote", "erasable": True}]
    assert (found["overwritten"], found["receipt"]["status"]) == (True, "forgotten")


def test_where_nobody_can_be_asked_it_takes_a_yes(noted: Run) -> None:
    ran = noted("forget", ID, *LAW)

    assert ran.status == 1 and "--yes" in ran.err
    assert note() == NOTE


@pytest.mark.parametrize(("typed", "status", "left"), [(b"n\n", 1, NOTE), (b"y\n", 0, None)])
def test_whoever_sits_there_is_asked(
    noted: Run, monkeypatch: pytest.MonkeyPatch, typed: bytes, status: int, left: str | None
) -> None:
    monkeypatch.setattr(module, "_is_there_anybody", lambda: True)

    ran = noted("forget", ID, *LAW, typed=typed)

    assert (ran.status, note()) == (status, left)
    assert "cannot be brought back" in ran.out


def test_it_takes_a_reason(noted: Run) -> None:
    ran = noted("forget", ID, "--yes")

    assert ran.status == 1 and "--reason" in ran.err
    assert note() == NOTE


def test_what_is_forgotten_already_is_not_asked_about(noted: Run) -> None:
    assert noted("forget", ID, *LAW, "--yes").status == 0

    ran = noted("forget", ID, *LAW)

    assert ran.status == 0 and "forgotten before" in ran.out and "On record already" in ran.out


def test_the_doctor_shows_what_is_still_to_be_overwritten(noted: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger("claims.ledger") as reader, monkeypatch.context() as patch:
        patch.setattr("ledger.store.erasing.PATIENCE_MS", 50)
        with reader._log.views.reading() as db:  # type: ignore[attr-defined]
            db.execute("SELECT count(*) FROM events").fetchone()
            ran = noted("forget", ID, *LAW, "--yes")
            assert ran.status == 0 and "somebody still reads" in " ".join(ran.out.split())
            said = noted("doctor")
            assert said.status == 0 and "to be overwritten" in " ".join(said.out.split())
            assert noted("doctor", "--json").json["erasing"] != []

    assert noted("doctor", "--json").json["erasing"] == []
