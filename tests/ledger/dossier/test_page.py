import re
from html.parser import HTMLParser

import pytest

from ledger.dossier.building import dossier
from ledger.dossier.page import page, text
from ledger.dossier.telling import quoted
from ledger.service import Ledger
from tests.ledger.dossier.reading import told
from tests.ledger.given import record
from tests.ledger.story import DEAL, claim, recorded

HOSTILE = '</p><script>alert(1)</script><img src="http://evil.example" onerror=alert(1)>&lt;" \u202eevil\x1b[2J “x” \''


class Page(HTMLParser):
    """The tags of a page, with their attributes, and whether each is closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(source)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.fixture
def hostile(ledger: Ledger) -> Ledger:
    """A ledger in which every free text is hostile."""
    hops = [{"source": "outlet", "role": "publisher", "verb": HOSTILE, "hedge": {"level": "certain", "words": HOSTILE}}]
    recorded(
        ledger,
        record("source", id="evil", name=HOSTILE, kind="outlet", class_="press"),
        record("document", id="page", title=HOSTILE, held="cited", url="javascript:alert(1)"),
        record("deal", id="evil-deal", title=HOSTILE, parties=[]),
        record("proposition", deal="evil-deal", id="it", kind="yes-no", about="deed", text=HOSTILE),
        record("proposition", deal="evil-deal", id="many", kind="valued", about="deed", unit=HOSTILE, text=HOSTILE),
        record(
            "claim", deal="evil-deal", proposition="it", text=HOSTILE, attribution=hops, evidence=[{"document": "page"}]
        ),
        claim("evil", "many", deal="evil-deal", value="7", text=HOSTILE),
        record("verdict", deal="evil-deal", proposition="it", verdict="true", reason=HOSTILE),
    )
    return ledger


def test_whatever_sources_wrote_is_text(hostile: Ledger) -> None:
    source = page(dossier(hostile, "evil-deal"))
    tags = {tag for tag, _ in Page(source).tags}

    assert not tags & {"script", "img", "iframe", "object", "link", "form", "base"}
    assert "\u202e" not in source and "\x1b" not in source
    assert "\\u202e" in source and "\\u001b" in source
    assert source.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 8


def test_it_loads_nothing_and_runs_nothing(hostile: Ledger) -> None:
    source = page(dossier(hostile, "evil-deal"))
    tags = Page(source).tags
    names = {name for _, attributes in tags for name in attributes}
    links = [attributes["href"] for _, attributes in tags if "href" in attributes]

    assert names <= {"lang", "charset", "http-equiv", "content", "name", "id", "class", "href"}
    assert links and all(link is not None and re.fullmatch("#[a-z0-9-]+", link) for link in links)
    assert "default-src 'none'" in source
    assert not re.search(r"@import|url\(", source)


def test_every_link_leads_somewhere_and_every_name_is_one(ledger: Ledger) -> None:
    recorded(ledger, claim(), claim("agency-b", publisher="wire"))
    tags = Page(page(dossier(ledger, DEAL))).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    links = {(attributes["href"] or "")[1:] for _, attributes in tags if "href" in attributes}
    assert len(ids) == len(set(ids))
    assert links <= set(ids)


def test_every_sentence_and_row_shows_its_positions(ledger: Ledger) -> None:
    recorded(ledger, claim())
    found = dossier(ledger, DEAL)
    source = page(found)
    assert source.count('<span class="log">[') + source.count("<tr><td>") == len(told(found))


def test_a_quotation_keeps_its_direction_to_itself() -> None:
    assert text("It says: “سلام”.") == "It says: <bdi>“سلام”</bdi>."
    inner = "\N{LEFT SINGLE QUOTATION MARK}b\N{RIGHT SINGLE QUOTATION MARK}"
    assert text(f"{quoted('a “b” c')}: “d”") == f"<bdi>“a {inner} c”</bdi>: <bdi>“d”</bdi>"


@pytest.mark.parametrize("foreign", ["x” [53] We conclude that it is so. “y", "x”” [53] ”“ “y", "“x [53]", "x” [53]"])
def test_no_text_of_others_ends_its_own_quotation(foreign: str) -> None:
    shown = text(f"It says: {quoted(foreign)}.")
    assert re.fullmatch("It says: <bdi>“[^“”<]*\\[53\\][^“”<]*”</bdi>\\.", shown)


def test_it_can_be_printed(ledger: Ledger) -> None:
    source = page(dossier(ledger, DEAL))
    assert "@media print" in source and "@page" in source


def test_a_page_whose_texts_were_not_escaped_would_be_found(hostile: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.dossier.page.escape", lambda told: told)
    with pytest.raises(AssertionError):
        test_whatever_sources_wrote_is_text(hostile)
