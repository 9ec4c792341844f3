from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from ledger.desk.documentation import CHANGED, site
from ledger.desk.results import Run
from ledger.desk.running import Wanted, run
from ledger.specs.faults import Miswritten
from tests.ledger.specs.earlier import DEAL, NAME, keep, live, scenario
from tests.ledger.specs.specification import SOUND

RED = SOUND + '      And "containers were moved" is almost certain\n'
ON, LIKELY = f'Given the deal "{DEAL}" on record', 'Then "containers were moved" is at least unlikely'


class Read(HTMLParser):
    """What a page has: its anchors, what it links to, and which elements were closed in which order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.loaded += [given["src"]] if "src" in given else []
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def written(folder: Path, **features: str) -> list[Path]:
    files = [folder / f"{name}.feature" for name in features]
    for file, text in zip(files, features.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def made(files: list[Path], **wanted: Any) -> dict[str, str]:
    return site(files, run(Wanted(files=files, **wanted)))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path()


def test_every_link_leads_somewhere_and_nothing_is_loaded(here: Path) -> None:
    pages = made(written(here, one=RED, two=SOUND.replace("Feature: Echoes", "Feature: <b>Bold</b> & more")))
    read = {name: Read(page) for name, page in pages.items()}
    assert set(pages) == {"index.html", "vocabulary.html", "one.html", "two.html"}
    for name, page in read.items():
        assert page.loaded == []
        for link in page.links:
            target, _, anchor = link.partition("#")
            assert (target or name) in read
            assert not anchor or anchor in read[target or name].ids
    assert "<b>Bold" not in "".join(pages.values())


def test_a_feature_is_told_by_rule_with_its_last_results(here: Path) -> None:
    page = made(written(here, one=RED))["one.html"]
    assert "<h2>Rule: An echo adds nothing</h2>" in page
    assert 'Three outlets <span class="red">RED</span>' in page
    assert page.count('<span class="green">green</span>') == 3
    assert "expected: almost certain" in page


def test_each_step_leads_to_its_definition(here: Path) -> None:
    page = made(written(here, one=SOUND))["one.html"]
    assert '<a href="vocabulary.html#the-things"><strong>Given</strong> the claims:</a>' in page
    assert '<a href="vocabulary.html#the-belief-in-proposition-movement">' in page


def test_backgrounds_examples_and_remarks_are_told(here: Path) -> None:
    outline = SOUND.replace("Example: Three", "Scenario Outline: Three").replace("When 3 more", "When <n> more")
    outline = outline.replace(
        "Feature: Echoes\n", "Feature: Echoes\n  All of them.\n  Background:\n    Given 2031-01-01 passes\n"
    )
    page = made(written(here, one=outline + "      Examples:\n        | n |\n        | 3 |\n        | 5 |\n"))[
        "one.html"
    ]
    assert "<p>All of them.</p>" in page
    assert "<h3>Before each scenario</h3>" in page
    assert '<th scope="col">n</th>' in page
    assert "green: Three outlets (n: 5; at memory)" in page


def test_what_changed_since_it_was_run_tells_no_results(here: Path) -> None:
    files = written(here, one=SOUND)
    found = run(Wanted(files=files))
    written(here, one=RED)
    pages = site(files, found)
    assert CHANGED in pages["one.html"]
    assert "green" not in pages["one.html"].partition("</style>")[2]
    assert "changed since" in pages["index.html"]


def test_the_events_that_were_read_are_on_the_page_and_each_step_leads_to_them(here: Path) -> None:
    # given
    steps = (ON, LIKELY, "And the ladder stands at shipment")
    past = scenario(f'Given the ledger "{NAME}" as recorded by 2023-10-17', *steps)
    # when
    page = made(written(here, one=past), ledgers=(str(keep(here / "h.ledger")),))["one.html"]
    # then
    reads = ", ".join(f'<a href="#event-earlier-history-{at}">{at}</a>' for at in (8, 10, 14))
    assert page.count(f"reads events {reads}</span>") == 2  # the ladder stands on the same deed
    assert '<span id="event-earlier-history-14">14</span></td><td>2023-10-17 12:00:00Z</td><td>claim recorded' in page
    read = Read(page)
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_and_lead_to_the_log_of_a_live_server(here: Path) -> None:
    files = written(here, one=scenario(ON, LIKELY))
    with live() as (_, url, key):
        page = made(files, url=url, key=key)["one.html"]
    assert f'<a href="{url}/v1/events?after=13&amp;limit=1">14</a>' in page


def test_what_cannot_be_run_is_told(here: Path) -> None:
    pages = made(written(here, one=SOUND.replace("is unchanged", "stays")))
    assert "no step is worded" in pages["one.html"]
    assert "cannot be run" in pages["index.html"]


def test_what_is_no_feature_is_refused(here: Path) -> None:
    files = written(here, one="")
    with pytest.raises(Miswritten, match=r"one.feature:1: the file holds no feature"):
        made(files)


def test_a_feature_called_as_a_page_of_the_site_has_a_page_of_its_own(here: Path) -> None:
    vocabulary = SOUND.replace("Echoes", "Words")
    pages = made(written(here, index=SOUND, vocabulary=vocabulary))
    assert set(pages) == {"index.html", "vocabulary.html", "feature-index.html", "feature-vocabulary.html"}
    assert "<h1>Specifications</h1>" in pages["index.html"]
    assert '<a href="feature-index.html">Echoes</a>' in pages["index.html"]
    assert "<h1>The vocabulary of specifications</h1>" in pages["vocabulary.html"]


def test_a_feature_of_a_folder_beside_has_a_page_that_is_linked(here: Path) -> None:
    (here / "beside").mkdir()
    pages = made(written(here / "beside" / "..", one=SOUND))
    (name,) = set(pages) - {"index.html", "vocabulary.html"}
    assert f'<a href="{name}">Echoes</a>' in pages["index.html"]


def test_a_result_is_of_the_step_that_has_its_words(here: Path) -> None:
    # given: results that somebody changed
    files = written(here, one=SOUND)
    told = run(Wanted(files=files)).model_dump_json().replace('"text":"the belief in', '"text":"no belief in')
    # when
    page = site(files, Run.model_validate_json(told))["one.html"]
    # then
    assert page.count('<span class="green">green</span>') == 3
    renamed = Run.model_validate_json(told.replace('"title":"Three outlets"', '"title":"Four"'))
    assert '<span class="green">' not in site(files, renamed)["one.html"]
