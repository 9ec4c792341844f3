"""Everything that renders likelihood keeps to ICD 203: every command, every form of a dossier, the README."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ledger.belief.linter import findings, findings_in
from ledger.dossier.view import Dossier, Sentence
from tests.ledger.cli.conftest import Run
from tests.ledger.dossier.reading import sections, told

ROOT = Path(__file__).parents[3]
DEAL, SOURCE = "russia-dprk-munitions", "john-kirby"
ASKED = [
    ("beliefs",),
    ("beliefs", DEAL, "--texts"),
    ("beliefs", DEAL, "--without", SOURCE),
    ("explain", DEAL, "negotiations-advancing"),
    ("changes", DEAL),
    ("history", DEAL),
    ("timeline", DEAL),
    ("matrix", DEAL),
    ("footprint", SOURCE),
    ("claims",),
    ("dossier", DEAL),
    ("dossier", DEAL, "--since", "60"),
    ("dossier", DEAL, "--asserted-as-of", "2023-08-30"),
    ("dossier", DEAL, "--without", SOURCE, "--policy", "policy-1"),
]
VERDICT = {"record": "verdict", "deal": DEAL, "proposition": "weapons-sought", "verdict": "true", "reason": "Seen."}
DENIAL = {
    "record": "claim",
    "deal": DEAL,
    "proposition": "negotiations-under-way",
    "stance": "denies",
    "attribution": [{"source": "russia", "role": "origin", "on": "2023-09-01"}],
}


class Read(HTMLParser):
    """The text of a page of HTML, with each block and each row on lines of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self._silent = "", False

    def handle_starttag(self, tag: str, _: object) -> None:
        self._silent = tag == "style"
        self.text += {"td": " | ", "tr": "\n| ", "p": "\n\n", "h1": "\n\n", "h2": "\n\n", "h3": "\n\n"}.get(tag, "")

    def handle_data(self, data: str) -> None:
        self.text += "" if self._silent else data


@pytest.fixture
def seeded(run: Run) -> Run:
    """A command line whose ledger holds the seeds, a verdict and a party's denial."""
    assert run("seed", str(ROOT / "seeds")).status == 0
    for record in (VERDICT, DENIAL):
        assert run("record", json.dumps(record)).status == 0
    return run


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_what_a_command_prints_keeps_to_the_scale(seeded: Run, words: tuple[str, ...]) -> None:
    printed = seeded(*words)
    assert printed.status == 0
    assert findings(printed.out) == []


@pytest.mark.parametrize(
    "words",
    [
        ("beliefs",),
        ("explain", DEAL, "negotiations-advancing"),
        ("history", DEAL),
        ("changes", DEAL),
        ("footprint", SOURCE),
        ("dossier", DEAL),
    ],
)
def test_so_does_its_json(seeded: Run, words: tuple[str, ...]) -> None:
    assert findings_in(seeded(*words, "--json").json) == []


def test_so_does_a_preview(seeded: Run) -> None:
    other = {**DENIAL, "attribution": [{"source": "dprk", "role": "origin", "on": "2023-09-01"}]}
    assert findings(seeded("record", "--preview", json.dumps(other)).out) == []


def test_so_does_a_dossier_in_html(seeded: Run) -> None:
    page = Read()
    page.feed(seeded("dossier", DEAL, "--format", "html", "--since", "60").out)
    assert "likely (55-80 %)" in page.text
    assert findings(page.text) == []


def test_so_does_a_dossier_in_json_sentence_by_sentence(seeded: Run) -> None:
    page = seeded("dossier", DEAL, "--json", "--since", "60")
    found = Dossier.model_validate_json(page.out)
    assert findings_in(page.json) == []
    texts = [one.text if isinstance(one, Sentence) else " | ".join(one.cells) for one in told(found)]
    assert len(texts) > 200
    assert [wrong for text in texts for wrong in findings(text)] == []
    assert [wrong for one in sections(found) for wrong in findings(one.heading)] == []


def test_so_does_the_readme() -> None:
    assert findings((ROOT / "README.md").read_text()) == []


def test_a_command_that_does_not_is_found(seeded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.cli.propositions.likelihood", lambda belief: belief.likelihood or "")
    assert {found.rule for found in findings(seeded("beliefs", DEAL).out)} == {"range"}


def test_a_dossier_that_does_not_is_found(seeded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "ledger.dossier.sections.beliefs.share", lambda probability: "likely (55-80 %) on low confidence"
    )
    assert {found.rule for found in findings(seeded("dossier", DEAL).out)} == {"apart"}
    assert re.search("confidence", seeded("dossier", DEAL).out)
