import pytest

from ledger.desk.searching import found, stem
from ledger.desk.vocabulary import vocabulary

HOW_LIKELY = '{"proposition"} {belief}'
ORIGIN = '[the analyst previews that ]the origin {"source"} withdraws what it said of {"proposition"} on {date}'


def phrases(words: str) -> list[str]:
    return [entry.phrase for entry in found(words)]


def test_steps_are_found_by_a_word_of_theirs_whatever_its_case() -> None:
    assert phrases("OUTLETS") == ['{n} more outlets repeat what {"source"} said of {"proposition"}']
    assert phrases("nonsense") == []
    assert found(None) == list(vocabulary())


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("is likely", HOW_LIKELY),
        ("is highly probable", HOW_LIKELY),
        ("withdrawing", ORIGIN),
        ("deny", "the {things}:"),
        ("grading a source", 'the analyst grades the source {"source"} as {reliability} because {"reason"}'),
    ],
)
def test_steps_are_found_by_other_forms_of_their_words(words: str, phrase: str) -> None:
    assert phrase in phrases(words)
    assert len(phrases(words)) < 30


def test_forms_of_one_word_have_one_stem_and_others_another() -> None:
    assert {stem(word) for word in ("withdrawal", "withdrawn", "withdraws", "withdrawing")} == {"withdraw"}
    assert {stem(word) for word in ("deny", "denies", "denied", "denying")} == {"den"}
    assert stem("likely") != stem("unlikely")
    assert stem("is") == "is"
