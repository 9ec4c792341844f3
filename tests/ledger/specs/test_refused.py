import pytest

from ledger.errors import Conflict, Rejected
from ledger.specs.naming import Names
from ledger.specs.refused import in_words, says


@pytest.fixture
def names() -> Names:
    names = Names()
    names.give("proposition", "Boxes moved.")
    return names


@pytest.mark.parametrize(
    ("detail", "field", "told"),
    [
        ("'boxes-moved' is a valued proposition", "value", '"Boxes moved." is a valued proposition'),
        ("credibility 1 needs two origins", "credibility", "credibility 1 needs two origins"),
        ("2032 lies in the future", "asserted_at", "said: 2032 lies in the future"),
        ("asserted_at 2031 contradicts the deepest hop", "asserted_at", "said 2031 contradicts the deepest hop"),
        ("attribution.0.on is no date", "attribution.0.on", "reported is no date"),
        ("no source 'herald' is on record", "", "no source 'herald' is on record"),
    ],
)
def test_fields_are_columns_and_ids_are_names(names: Names, detail: str, field: str, told: str) -> None:
    assert in_words(Rejected(detail, field), names) == told


def test_a_reason_may_be_given_in_the_words_of_the_ledger_or_of_the_specification(names: Names) -> None:
    refusal = Conflict("'boxes-moved' was settled on asserted_at")
    for words in (
        "in conflict with what is on record",
        "was settled on asserted_at",
        "boxes moved. was settled on said",
    ):
        assert says(refusal, words, names)
    assert not says(refusal, "it is too late", names)
