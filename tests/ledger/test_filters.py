from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ledger.bounds import bounds
from ledger.dates import certainly_before, possibly_overlap
from ledger.errors import BadCursor, BadDate, Rejected
from ledger.filters import LONGEST_TEXT, STATUSES, ClaimFilter, Phrase, phrases
from ledger.opening import open_ledger
from ledger.projections import follower
from ledger.service import Ledger
from ledger.terms import Mode, Stance
from ledger.views import ClaimView, PropositionView
from ledger.wording import words_of
from tests.ledger.given import record
from tests.ledger.story import (
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    everything,
    id_of,
    opening,
    recorded,
    retraction,
)


@pytest.fixture
def full(empty: Ledger) -> Ledger:
    empty.record_all(everything(), by=ANALYST)
    recorded(empty, claim(deal=None, proposition=None, text="Of no deal yet."))
    return empty


def listed(ledger: Ledger, **where: Any) -> tuple[ClaimView, ...]:
    return ledger.claims(ClaimFilter(**where), limit=50).items


def test_nothing_given_lets_everything_through(full: Ledger) -> None:
    assert listed(full) == full.claims(limit=50).items
    assert len(listed(full)) == sum(one.record == "claim" for one in everything()) + 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deal", DEAL),
        ("proposition", "how-many"),
        ("origin", "agency-b"),
        ("stance", "denies"),
        ("mode", "fact"),
        ("status", "corrected"),
    ],
)
def test_what_is_given_must_agree(full: Ledger, field: str, value: str) -> None:
    expected = [view for view in listed(full) if getattr(view, field) == value]

    assert expected
    assert list(listed(full, **{field: value})) == expected


def test_a_source_may_stand_at_any_hop(full: Ledger) -> None:
    assert [view.id for view in listed(full, source="wire")] == [id_of(claim("agency-c", publisher="wire"))]
    assert listed(full, source="agency-b") == listed(full, origin="agency-b")


def test_a_document_may_be_any_that_the_claim_cites(full: Ledger) -> None:
    citing = [view for view in listed(full) if any(place.document == "captured" for place in view.evidence)]

    assert citing
    assert list(listed(full, document="captured")) == citing
    assert listed(full, document="seen") == ()


def test_unfiled_claims_are_those_of_no_deal_yet(full: Ledger) -> None:
    assert [view.text for view in listed(full, unfiled=True)] == ["Of no deal yet."]


def test_all_that_is_given_must_agree_at_once(full: Ledger) -> None:
    (only,) = listed(full, deal=DEAL, proposition="how-many", source="outlet", origin="agency-a")

    assert only.value == "12"
    assert listed(full, deal=DEAL, proposition="how-many", origin="agency-b") == ()
    assert listed(full, deal=DEAL, unfiled=True) == ()


# -- texts -------------------------------------------------------------------------------------------------------------

TEXTS = {
    "russian": "Шойгу́ приехал в Пхеньян за снарядами",
    "korean": "북한은 러시아에 포탄을 팔았다",
    "chinese": "朝鲜向俄罗斯出售炮弹",
    "arabic": "العِراق اشترى ذخائر من كوريا",
    "polish": "Łódź says: twelve were sold",
    "persian": "ایران موشک می‌فروشد",
    "plain": "Talks on artillery shells go on, an official said",
}
ASKED = {
    "a surname without its stress": ("шойгу", "russian"),
    "the beginning of an inflected word": ("снаряд*", "russian"),
    "a Korean word with a particle joined": ("북한 포탄", "korean"),
    "two characters within a run": ("炮弹", "chinese"),
    "a phrase of Chinese": ('"朝鲜向俄罗斯"', "chinese"),
    "Arabic without vowel points": ("العراق ذخائر", "arabic"),
    "Arabic behind direction marks": ("\u200f ذخائر \u200e", "arabic"),
    "a name without its accents": ("lodz TWELVE", "polish"),
    "with accents, not composed": ("Ło\u0301dz\u0301", "polish"),
    "without the joiner": ("میفروشد", "persian"),
    "words in any order": ("official talks", "plain"),
    "a phrase": ('"artillery shells go"', "plain"),
    "the beginning of a phrase's last word": ('"on artillery sh"*', "plain"),
}


@pytest.fixture
def polyglot(ledger: Ledger) -> Ledger:
    recorded(ledger, *(claim(deal=None, proposition=None, text=text) for text in TEXTS.values()))
    return ledger


@pytest.mark.parametrize(("text", "name"), ASKED.values(), ids=ASKED)
def test_a_text_is_found_in_any_script(polyglot: Ledger, text: str, name: str) -> None:
    assert [view.text for view in listed(polyglot, text=text)] == [TEXTS[name]]


@pytest.mark.parametrize("text", ['"shells artillery"', "artill", "talks shells moon", "한북", "弹炮", "артилл*"])
def test_what_is_not_said_so_is_not_found(polyglot: Ledger, text: str) -> None:
    assert listed(polyglot, text=text) == ()


def test_a_claim_is_found_by_its_value_its_verbs_and_its_proposition(ledger: Ledger) -> None:
    hop = {
        "source": "outlet",
        "role": "origin",
        "verb": "conceded",
        "hedge": {"level": "possible", "words": "it seems"},
    }
    valued = record("claim", deal=DEAL, proposition="how-many", value="{gantry cranes,...}", attribution=[hop])
    recorded(ledger, valued, claim("agency-b"))

    for text in ("gantry", "conceded", "seems", '"were how many"', "conceded many gantry"):
        assert [view.id for view in listed(ledger, text=text)] == [id_of(valued)]


def test_quotes_and_notes_are_not_searched(full: Ledger) -> None:
    assert any(view.note == "Said with a smile." for view in listed(full))
    assert listed(full, text="smile") == ()
    assert listed(full, text='"No crane"') == ()


def test_pieces_of_what_is_asked() -> None:
    assert phrases('Arms  "Talks go on" muni* "an off"* arms') == (
        Phrase("arms", False),
        Phrase("talks go on", False),
        Phrase("muni", True),
        Phrase("an off", True),
    )
    assert phrases('5" pipe') == (Phrase("5", False), Phrase("pipe", False))
    assert phrases("Jean-Pierre*") == (Phrase("jean pierre", True),)
    assert phrases("북한 -- !") == (Phrase("북 한", False),)


# -- what cannot be asked ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        *(
            ("text", text, Rejected)
            for text in ("", "  ", '""', "*", "-- : ( )", "🚀", "\x00", "a" * (LONGEST_TEXT + 1))
        ),
        *(
            (field, value, Rejected)
            for field in ("source", "origin", "deal")
            for value in ("", "A b", "x:y", "a" * 101)
        ),
        ("proposition", '"', Rejected),
        ("stance", "maybe", Rejected),
        ("mode", "Fact", Rejected),
        ("status", "gone", Rejected),
        ("period", "31/8/2023", BadDate),
        ("asserted_at", "yesterday", BadDate),
        ("asserted_since", "2024-01", BadDate),
        ("asserted_until", "soon", BadDate),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_field(field: str, value: str, kind: type[Rejected]) -> None:
    with pytest.raises(kind) as refused:
        ClaimFilter(**{field: value})  # type: ignore[arg-type]

    assert refused.value.field == field
    assert len(refused.value.detail) < 300


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recorded_since", "9999"),
        ("recorded_until", "soon"),
        ("recorded_until", "2999-01-01"),
        ("recorded_since", "-1"),
    ],
)
def test_a_place_that_the_recorded_clock_has_not_is_refused_by_its_field(full: Ledger, field: str, value: str) -> None:
    with pytest.raises(BadCursor) as refused:
        listed(full, **{field: value})

    assert refused.value.field == field


def test_a_stretch_that_ends_before_it_begins_is_refused(full: Ledger) -> None:
    with pytest.raises(BadCursor, match="lies after"):
        listed(full, recorded_since="20", recorded_until="19")


# -- held against plain Python -----------------------------------------------------------------------------------------

OTHER = "more-cranes"
SAID = ("cranes shipped", "Краны отгружены", "북한은 포탄", "炮弹 cranes", "no cranes", "العِراق cranes", "Łódź, twelve")
SOUGHT = (
    "cranes",
    "CRAN*",
    '"cranes shipped"',
    "краны",
    "북한",
    "炮弹",
    "العراق",
    "lodz",
    '"the cranes"',
    "были",
    "no th*",
)
DATES = ("2023-12", "2024-01-01", "2024", "2023-11-15/2024-01", "../2023-12-05", "2024-02/..", "2023-12-31~")


def maybe(values: Iterable[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(list(values))


@st.composite
def claims(draw: st.DrawFn) -> Any:
    filed = draw(st.sampled_from([(DEAL, "shipped"), (DEAL, "ordered"), (OTHER, "shipped"), (None, None)]))
    fields = {
        "deal": filed[0],
        "proposition": filed[1],
        "text": draw(st.sampled_from(SAID) if filed[0] is None else maybe(SAID)),
        "stance": draw(st.sampled_from(list(Stance))).value,
        "mode": draw(st.sampled_from(list(Mode))).value,
        "period": draw(maybe(DATES)),
        "publisher": draw(st.sampled_from(["outlet", "wire"])),
        "on": draw(st.sampled_from(["2023-12-30", "2024-01-02", "2024-03"])),
    }
    return claim(draw(maybe(["agency-a", "agency-b"])), **fields)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Any]:
    """Claims, and then what becomes of some of them."""
    said = draw(st.lists(claims(), min_size=1, max_size=8, unique_by=id_of))
    then: list[Any] = []
    for one in said:
        match draw(st.sampled_from(["", "", "retract", "void", "correct", "assign"])):
            case "retract":
                then.append(retraction(one, by=one.attribution[0].source))
            case "void":
                then.append(record("correction", claim=id_of(one), reason="misread"))
            case "correct":
                then.append(claim("agency-c", text=f"instead of {id_of(one)[-6:]}", corrects=id_of(one), reason="x"))
            case "assign" if one.deal is None:
                then.append(record("assignment", claim=id_of(one), deal=DEAL, proposition="ordered"))
    return [*said, *draw(st.permutations(then))]


FILTERS = st.fixed_dictionaries(
    {
        "text": st.none() | st.lists(st.sampled_from(SOUGHT), min_size=1, max_size=2).map(" ".join),
        "source": maybe(["outlet", "wire", "agency-a", "nobody"]),
        "origin": maybe(["agency-a", "agency-b"]),
        "deal": maybe([DEAL, OTHER]),
        "proposition": maybe(["shipped", "ordered"]),
        "unfiled": st.sampled_from([False, False, True]),
        "stance": maybe(Stance),
        "mode": maybe(Mode),
        "status": maybe(STATUSES),
        "period": maybe(DATES),
        "asserted_at": maybe(DATES),
        "asserted_since": maybe(["2023-12-29", "2023-12-30", "2024-01-01"]),
        "asserted_until": maybe(["2024-01-02", "2024-01-02T12:00:00Z", "2024-03-01"]),
        "recorded_since": maybe(["0", "14", "15"]),
        "recorded_until": maybe(["15", "16"]),
    }
)


def said_in(texts: Iterable[str], phrase: Phrase) -> bool:
    """Whether a phrase stands in one of the texts, word by word."""
    sought = phrase.words.split()
    for text in texts:
        words = words_of(text).split()
        for start in range(len(words) - len(sought) + 1):
            *whole, last = words[start : start + len(sought)]
            if whole == sought[:-1] and (last.startswith(sought[-1]) if phrase.begun else last == sought[-1]):
                return True
    return False


def lets_through(
    where: ClaimFilter, view: ClaimView, asked: Mapping[tuple[str | None, str | None], PropositionView]
) -> bool:
    """The filter once more, without an index."""
    about = asked.get((view.deal, view.proposition))
    texts = [view.text, view.value, about.text if about else None]
    for hop in view.attribution:
        texts += [hop.verb, hop.hedge.words if hop.hedge else None]
    period = view.period or (about.period if about else None)
    equal = ("origin", "deal", "proposition", "stance", "mode", "status")
    return (
        all(getattr(where, field) in (None, getattr(view, field)) for field in equal)
        and (where.source is None or where.source in {hop.source for hop in view.attribution})
        and not (where.unfiled and view.deal is not None)
        and (where.text is None or all(said_in(filter(None, texts), phrase) for phrase in phrases(where.text)))
        and (where.period is None or (period is not None and possibly_overlap(where.period, period)))
        and (where.asserted_at is None or possibly_overlap(where.asserted_at, view.asserted_at or "9999"))
        and (where.asserted_since is None or said_after(view, where.asserted_since))
        and (where.asserted_until is None or not certainly_before(where.asserted_until, view.asserted_at or "9999"))
        and int(where.recorded_since or 0) < view.position <= int(where.recorded_until or 1_000)
    )


def said_after(view: ClaimView, day: str) -> bool:
    """Whether a claim may have been said on another day than this and those before it."""
    return view.asserted_at is not None and not certainly_by(view.asserted_at, day)


def certainly_by(date: str, day: str) -> bool:
    latest, end = bounds(date).latest, bounds(day).latest
    return latest is not None and end is not None and latest <= end


def pages(ledger: Ledger, where: ClaimFilter, *, newest: bool, limit: int) -> Iterator[ClaimView]:
    after: int | None = 0
    while after is not None:
        page = ledger.claims(where, newest=newest, after=after, limit=limit)
        yield from page.items
        after = page.next


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(ledgers(), st.lists(FILTERS, min_size=12, max_size=12), st.integers(1, 4), st.integers(1, 30), st.data())
def test_what_is_listed_is_what_a_filter_in_plain_python_lets_through(
    records: list[Any], filters: list[dict[str, Any]], limit: int, batch: int, data: st.DataObject
) -> None:
    with (
        open_ledger(":memory:", create=True, clock=Calendar("2024-03-01")) as ledger,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(follower, "BATCH", batch)
        ledger.record_all([*beginning(), *opening(OTHER)], by=ANALYST)
        for one in records:
            recorded(ledger, one)
            if data.draw(st.booleans()):
                ledger.claims()
        everyone = list(pages(ledger, ClaimFilter(), newest=False, limit=100))
        asked: dict[tuple[str | None, str | None], PropositionView] = {}
        asked |= {(deal.id, p.id): p for deal in ledger.deals().items for p in deal.propositions}
        for given_ in filters:
            kept = data.draw(st.sets(st.sampled_from(sorted(given_)), max_size=4))
            where = ClaimFilter(**{field: value for field, value in given_.items() if field in kept})
            expected = [view for view in everyone if lets_through(where, view, asked)]
            assert list(pages(ledger, where, newest=False, limit=limit)) == expected
            assert list(pages(ledger, where, newest=True, limit=limit)) == expected[::-1]
        assert ledger.examination().fault is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"asserted_until": "2024-01-01"}, ["2024-01-01", "2024-01", "2023-12-31/2024-01-05"]),
        ({"asserted_since": "2024-01-01"}, ["2024-01-02", "2024-01", "2023-12-31/2024-01-05"]),
        ({"asserted_since": "2024-01-05", "asserted_until": "2024-01-31"}, ["2024-01"]),
        (
            {"asserted_since": "2023-12-31T23:59:59Z", "asserted_until": "2024-01-01T00:00:00Z"},
            [
                "2024-01-01",
                "2024-01",
                "2023-12-31/2024-01-05",
            ],
        ),
        ({"asserted_until": "2023-12-30"}, []),
    ],
)
def test_a_stretch_of_the_asserted_clock_lets_through_what_may_have_been_said_in_it(
    ledger: Ledger, asked: dict[str, str], found: list[str]
) -> None:
    dates = ["2024-01-01", "2024-01-02", "2024-01", "2023-12-31/2024-01-05"]
    undated = [{"source": "outlet", "role": "publisher"}]
    recorded(ledger, *(claim(on=date) for date in dates), claim(attribution=undated))

    listed_dates = [view.asserted_at for view in ledger.claims(ClaimFilter(**asked)).items]  # type: ignore[arg-type]

    assert listed_dates == found


def test_a_stretch_of_the_asserted_clock_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadDate, match="lies after") as refused:
        ClaimFilter(asserted_since="2024-01-02", asserted_until="2024-01-01")
    assert refused.value.field == "asserted_since"
