import sqlite3
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.claim import content_of
from ledger.events import ClaimContent
from ledger.filters import LONGEST_TEXT, ClaimFilter
from ledger.projections.tables import FULL_TEXT
from ledger.projections.terms import UNFILED, Question, expression, period, terms
from tests.ledger.given import record
from tests.ledger.story import DEAL, claim

ABOUT = Question(DEAL, "shipped", "the cranes were shipped", "2023-12")


def content(**fields: Any) -> ClaimContent:
    return content_of(claim(**fields))


def test_a_claim_is_listed_under_its_words_and_its_marks() -> None:
    words, _, marks = terms(content(text="As PRINTED.", value="12"), "standing", ABOUT).partition(" : stance:affirms ")

    assert words == "as printed : 12 : the cranes were shipped"
    assert {"mode:fact", "status:standing", f"deal:{DEAL}", "proposition:shipped"} <= set(marks.split())
    assert {"source:outlet", "source:agency-a", "origin:agency-a"} <= set(marks.split())
    assert any(mark.startswith("period=") for mark in marks.split())
    assert any(mark.startswith("asserted_at<") for mark in marks.split())
    assert UNFILED not in marks


def test_a_claim_is_listed_under_its_occasion_and_whose_word_it_is() -> None:
    marks = terms(content(occasion="briefing-1"), "standing", ABOUT).split()
    assert {"occasion:briefing-1", "speaker:agency-a"} <= set(marks)
    assert "speaker:outlet" not in marks
    assert not any(mark.startswith("occasion:") for mark in terms(content(), "standing", ABOUT).split())


def test_a_voice_is_whoever_speaks_for_it() -> None:
    assert expression(ClaimFilter(voice="a")) == '("speaker:a")'
    assert expression(ClaimFilter(voice="a"), ["a", "b"]) == '("speaker:a" OR "speaker:b")'


def test_a_claim_is_listed_under_each_document_that_it_cites_once() -> None:
    cited = content(evidence=[{"document": name} for name in ("page", "letter", "page")])

    assert terms(cited, "standing", ABOUT).split().count("document:page") == 1
    assert "document:letter" in terms(cited, "standing", ABOUT).split()


def test_what_hops_say_are_words() -> None:
    hop = {"source": "outlet", "role": "origin", "verb": "Said", "hedge": {"level": "possible", "words": "it seems"}}
    said = content_of(record("claim", text="Cranes.", attribution=[hop]))

    assert terms(said, "standing", None).startswith("cranes : said : it seems : ")
    assert UNFILED in terms(said, "standing", None).split()


def test_the_period_is_the_claims_own_else_its_propositions() -> None:
    assert period(content(period="2024"), ABOUT) == "2024"
    assert period(content(), ABOUT) == "2023-12"
    assert period(content(), None) is None


def test_what_is_no_term_makes_no_expression() -> None:
    assert expression(ClaimFilter()) is None
    assert expression(ClaimFilter(recorded_since="3", recorded_until="2024-01-01")) is None


def test_every_term_of_a_filter_stands_in_its_expression() -> None:
    where = ClaimFilter(text='arms "Talks go" muni*', source="a", deal="b.c", stance="denies", unfiled=True)

    assert expression(where) == (
        '"source:a" AND "deal:b.c" AND "stance:denies" AND "unfiled:" AND "arms" AND "talks go" AND "muni" *'
    )


HOSTILE = [
    "AND",
    "OR OR",
    'NOT "',
    "NEAR(a b, 2)",
    "^terms : - a + b",
    "terms:a",
    '"a" "b',
    "a''b;--",
    "{terms} : (a",
    "-a",
    "a\x00b",
    '"*"* a*b* **c**',
    "deal:x",
    "unfiled:",
    "\ud7ff\uffff\U0010ffff a",
    "e\u0301 \u202ea",
    " ".join(f"w{n}" for n in range(120)),
]


def asked(db: sqlite3.Connection, where: ClaimFilter) -> list[int]:
    query = "SELECT rowid FROM view_term_1 WHERE terms MATCH ?"
    return [position for (position,) in db.execute(query, (expression(where),))]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_asked_is_taken_literally(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(FULL_TEXT.format(number=1))
        said = [content(text=one) for one in (text, "Something else.")]
        for position, one in enumerate(said, 1):
            db.execute("INSERT INTO view_term_1 (rowid, terms) VALUES (?, ?)", (position, terms(one, "standing", None)))

        assert asked(db, ClaimFilter(text=text)) == [1]


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_an_expression_that_cannot_be_read(one: str, other: str) -> None:
    text = f'{one} a "{other}'[:LONGEST_TEXT]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(FULL_TEXT.format(number=1))

        assert asked(db, ClaimFilter(text=text)) == []


def test_quoted_as_it_is_such_a_text_would_be_refused_by_sqlite() -> None:
    """The twin of the tests above: what is asked for goes to FTS5 as it is."""
    refused = 0
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(FULL_TEXT.format(number=1))
        for text in HOSTILE:
            try:
                db.execute("SELECT rowid FROM view_term_1 WHERE terms MATCH ?", (text,)).fetchall()
            except sqlite3.OperationalError:
                refused += 1

    assert refused > len(HOSTILE) // 2


def test_words_are_no_marks() -> None:
    """What somebody writes is not taken for what it is filed under."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(FULL_TEXT.format(number=1))
        written = content(text="deal:elsewhere status:voided unfiled: period<6.0")
        db.execute("INSERT INTO view_term_1 (rowid, terms) VALUES (1, ?)", (terms(written, "standing", ABOUT),))

        assert asked(db, ClaimFilter(text="deal:elsewhere")) == [1]
        assert asked(db, ClaimFilter(deal="elsewhere")) == asked(db, ClaimFilter(unfiled=True)) == []
        assert asked(db, ClaimFilter(status="voided")) == []
        assert asked(db, ClaimFilter(text="standing")) == asked(db, ClaimFilter(text=f"deal:{DEAL}")) == []


def test_a_phrase_does_not_run_from_one_text_into_the_next() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(FULL_TEXT.format(number=1))
        row = terms(content(text="They said twelve"), "standing", ABOUT)
        db.execute("INSERT INTO view_term_1 (rowid, terms) VALUES (1, ?)", (row,))

        assert asked(db, ClaimFilter(text='"said twelve" "the cranes"')) == [1]
        assert asked(db, ClaimFilter(text='"twelve the"')) == []
