from html import unescape
from pathlib import Path
from zipfile import ZipFile

from ledger.auditor.certificate import REPORT
from ledger.auditor.report import paragraph, table, text
from ledger.auditor.verifier import CHECKPOINTS
from ledger.dossier.showing import policy


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
    assert "<script" not in page and "://" not in page


def test_likelihood_has_its_range_and_confidence_a_sentence_of_its_own(certificate: Path) -> None:
    with ZipFile(certificate) as zipped:
        page = zipped.read(REPORT).decode()
    cells = page.replace("</td>", "\n").splitlines()
    assert not [cell for cell in cells if "%)" in cell and "onfidence" in cell]


def test_what_somebody_wrote_is_text_and_steers_nothing() -> None:
    assert text("<b>&\u202e\x1b") == "&lt;b&gt;&amp;\\u202e\\u001b"
    assert text("a\u200b\u2028\U000e0041") == "a\\u200b\\u2028\\U000e0041"
    assert paragraph("<i>") == "<p>&lt;i&gt;</p>\n"
    assert table(["<"], [["<code>a</code>"]]).count("<code>") == 1


def test_it_is_let_load_and_run_nothing(certificate: Path) -> None:
    with ZipFile(certificate) as zipped:
        page = zipped.read(REPORT).decode()
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">' in page


def test_the_checkpoint_stands_in_it_line_by_line(certificate: Path) -> None:
    with ZipFile(certificate) as zipped:
        page, note = zipped.read(REPORT).decode(), zipped.read(CHECKPOINTS).decode()
    assert unescape(page.partition("<pre>")[2].partition("</pre>")[0]) == note
