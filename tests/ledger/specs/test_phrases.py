import pytest

from ledger.specs.faults import Miswritten
from ledger.specs.phrases import Phrase

WITHDRAWS = Phrase('the origin {"source"} withdraws what it said of {"proposition"} on {date}')


def test_names_are_quoted_and_come_without_their_quotation_marks() -> None:
    found = WITHDRAWS.parse_arguments('the origin "State U" withdraws what it said of "it moved" on 2031-10')
    assert found == {"source": "State U", "proposition": "it moved", "date": "2031-10"}


@pytest.mark.parametrize(
    "text",
    [
        "the origin State U withdraws what it said of it on 2031-10",
        'the origin "State U" withdraws what it said of "it" on 2031-10 again',
        'the origin "" withdraws what it said of "it" on 2031-10',
    ],
)
def test_anything_else_is_another_wording(text: str) -> None:
    assert not WITHDRAWS.is_matching(text)
    assert WITHDRAWS.parse_arguments(text) is None


def test_a_quotation_mark_ends_a_name_so_that_there_is_one_reading() -> None:
    phrase = Phrase('{"proposition"} {belief}')
    assert not phrase.is_matching('"this" or "that" is likely')


@pytest.mark.parametrize(("text", "word"), [('"x" is likely', "likely"), ('"x" is very likely', "very likely")])
def test_the_longest_word_is_read(text: str, word: str) -> None:
    found = Phrase('{"proposition"} {belief}').parse_arguments(text)
    assert found is not None
    assert found["belief"] == f"is {word}"


def test_a_word_that_is_none_of_the_slot_does_not_match() -> None:
    assert not Phrase('{"proposition"} {belief}').is_matching('"x" is plausible')


def test_the_other_words_of_the_standard_are_read_as_the_words_of_the_ledger() -> None:
    phrase = Phrase('{"proposition"} {belief}')
    assert phrase.parse_arguments('"x" is highly probable') == {"proposition": "x", "belief": "is very likely"}
    assert phrase.parse_arguments('"x" is at most improbable') == {"proposition": "x", "belief": "is at most unlikely"}


def test_quotation_marks_that_are_missing_are_put_in() -> None:
    phrase = Phrase(
        '[the analyst previews that ]the outlet {"source"} withdraws its report of {"proposition"} on {date}'
    )
    text = "the analyst previews that the outlet Wire withdraws its report of it moved on 2031-10-15"
    assert phrase.quoted(text) == (
        'the analyst previews that the outlet "Wire" withdraws its report of "it moved" on 2031-10-15'
    )
    assert phrase.quoted("the outlet Wire withdraws") is None


def test_what_stands_in_the_typed_slots_is_told_whatever_it_is() -> None:
    phrase = Phrase('{n} more outlets repeat what {"source"} said of {"proposition"}')
    assert phrase.framed('seven more outlets repeat what "U" said of "it moved"') == {"n": "seven"}
    assert phrase.framed('seven outlets repeat what "U" said of "it moved"') is None


def test_numbers_are_numbers() -> None:
    assert Phrase("{n} more outlets").parse_arguments("7 more outlets") == {"n": 7}
    assert not Phrase("{n} more outlets").is_matching("0 more outlets")


def test_a_date_that_cannot_be_read_is_told() -> None:
    with pytest.raises(Miswritten, match="soon is no date"):
        WITHDRAWS.parse_arguments('the origin "U" withdraws what it said of "it" on soon')


def test_characters_with_a_meaning_in_patterns_stand_for_themselves() -> None:
    assert Phrase("is it so? (yes)").is_matching("is it so? (yes)")
    assert not Phrase("is it so? (yes)").is_matching("is it s (yes)")


REASON = Phrase('the reason[ for {"proposition"}] names the claim of {"source"}[, withdrawn on {date}]')


@pytest.mark.parametrize(
    ("text", "proposition", "date"),
    [
        ('the reason names the claim of "U"', None, None),
        ('the reason for "it moved" names the claim of "U"', "it moved", None),
        ('the reason names the claim of "U", withdrawn on 2031-10', None, "2031-10"),
        ('the reason for "it moved" names the claim of "U", withdrawn on 2031-10', "it moved", "2031-10"),
    ],
)
def test_a_part_that_is_left_out_has_nothing_in_its_slots(text: str, proposition: object, date: object) -> None:
    assert REASON.parse_arguments(text) == {"proposition": proposition, "source": "U", "date": date}


def test_a_date_in_a_part_that_may_be_left_out_is_read_all_the_same() -> None:
    with pytest.raises(Miswritten, match="soon is no date"):
        REASON.parse_arguments('the reason names the claim of "U", withdrawn on soon')


def test_whether_a_part_without_a_slot_was_there_is_told() -> None:
    preview = Phrase("[the analyst previews that ]{day} passes")
    assert preview.parse_arguments("the analyst previews that 2031-10-31 passes") == {
        "previewed": True,
        "day": "2031-10-31",
    }
    assert preview.parse_arguments("2031-10-31 passes") == {"previewed": False, "day": "2031-10-31"}
