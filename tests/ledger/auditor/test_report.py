from pathlib import Path
from zipfile import ZipFile

from ledger.auditor.certificate import REPORT
from ledger.auditor.report import paragraph, table, text


def test_it_says_who_signed_what_and_what_is_believed(certificate: Path) -> None:
    with ZipFile(certificate) as zipped:
        page = zipped.read(REPORT).decode()
    for said in (
        "harbour-cranes",
        "more-cranes",
        "policy-2",
        "What this does not show",
        "Confidence is",
        "claim-ledger/",
    ):
        assert said in page
    assert "<script" not in page and "http" not in page


def test_likelihood_has_its_range_and_confidence_a_sentence_of_its_own(certificate: Path) -> None:
    with ZipFile(certificate) as zipped:
        page = zipped.read(REPORT).decode()
    cells = page.replace("</td>", "\n").splitlines()
    assert not [cell for cell in cells if "%)" in cell and "onfidence" in cell]


def test_what_somebody_wrote_is_text_and_steers_nothing() -> None:
    assert text("<b>&\u202e\x1b") == "&lt;b&gt;&amp;\ufffd\ufffd"
    assert paragraph("<i>") == "<p>&lt;i&gt;</p>\n"
    assert table(["<"], [["<code>a</code>"]]).count("<code>") == 1
