"""Values: read, refused with the reason, and brought to the form under which equal answers are grouped."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ledger.values import Listing, Number, ValueText, When, Words, canonical_value, parse
from tests.ledger.written import QUANTITIES, VALUES

VALUE = TypeAdapter(ValueText)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1000", Number("1000", Decimal(1000), Decimal(1000))),
        ("+1000.50", Number("1000.5", Decimal("1000.5"), Decimal("1000.5"))),
        ("-0", Number("0", Decimal(0), Decimal(0))),
        (">1000", Number(">1000", Decimal(1000), None, open=True)),
        (">= 1000", Number(">=1000", Decimal(1000), None)),
        ("<1000", Number("<1000", None, Decimal(1000), open=True)),
        ("<=1000", Number("<=1000", None, Decimal(1000))),
        ("~1000", Number("~1000", Decimal(900), Decimal(1100))),
        ("~-1000", Number("~-1000", Decimal(-1100), Decimal(-900))),
        ("900/1100", Number("900/1100", Decimal(900), Decimal(1100))),
        ("5/5.0", Number("5", Decimal(5), Decimal(5))),
        ("2023", Number("2023", Decimal(2023), Decimal(2023))),
        ("2023/2024", Number("2023/2024", Decimal(2023), Decimal(2024))),
        ("2023-08", When("2023-08")),
        ("2023?", When("2023?")),
        ("2023/..", When("2023/..")),
        ("2023/2023-08", When("2023/2023-08")),
        ("2023-08-30T10:00:00Z", When("2023-08-30T10:00:00Z")),
        ("  Artillery   SHELLS ", Words("artillery shells")),
        ("155 mm shells", Words("155 mm shells")),
        ("{shells, Rifles}", Listing("{rifles,shells}", (Words("rifles"), Words("shells")), False)),
        ("{rifles,...}", Listing("{rifles,...}", (Words("rifles"),), True)),
        ("{rifles}", Listing("rifles", (Words("rifles"),), False)),
        ("{RIFLES,rifles,2.0,2}", Listing("{2,rifles}", (Number("2", Decimal(2), Decimal(2)), Words("rifles")), False)),
    ],
)
def test_what_a_value_means(text: str, meaning: object) -> None:
    assert parse(text) == meaning


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1,000", "without separators"),
        ("1 000", "without separators"),
        ("1_000", "without separators"),
        ("1e3", "exponents"),
        ("007", "leading zeros"),
        (".5", "neither a number nor a date"),
        ("10-20", "900/1100"),
        (">1000 containers", "units"),
        ("\u22651000", ">=1000"),
        ("31/08/2023", "a date such as 2023-08-31"),
        ("2023-02-30", "a date such as 2023-08-31"),
        ("5/..", ">=1000"),
        ("11/9", "smaller number first"),
        ("1" * 25, "at most 24 digits"),
        ("", "not blank"),
        ("   ", "not blank"),
        ("a\nb", "control characters"),
        ("a\tb", "control characters"),
        ("a\u202eb", "control characters"),
        ("a\u2028b", "control characters"),
        ("x" * 501, "at most 500 characters, not 501"),
        ("{}", "no list"),
        ("{...}", "no list"),
        ("{a,,b}", "no list"),
        ("{a,...,b}", "no list"),
        ("{a", "no list"),
        ("{a,{b}}", "no list"),
        ("{", "no list"),
        ("{1,000}", "leading zeros"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        VALUE.validate_python(text)
    (fault,) = refused.value.errors()
    assert fault["type"] == "bad_value"
    assert reason in fault["msg"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1000", "1000.0"),
        (">1000", "> +1000.00"),
        ("900/1100", "900.0 / 1100"),
        ("Artillery shells", "artillery  SHELLS"),
        ("STRASSE", "straße"),
        ("cafe\u0301", "CAFÉ"),
        ("{a,b}", "{B, A, a}"),
        ("{a}", "A"),
    ],
)
def test_equal_answers_have_one_form(one: str, other: str) -> None:
    assert canonical_value(one) == canonical_value(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1000", "~1000"), (">1000", ">=1000"), ("{a,b}", "{a,b,...}"), ("a", "{a,...}")]
)
def test_different_answers_have_different_forms(one: str, other: str) -> None:
    assert canonical_value(one) != canonical_value(other)


def test_a_value_is_kept_as_written() -> None:
    assert VALUE.validate_python(" 1000.0 ") == " 1000.0 "


@given(st.one_of(VALUES, st.text(max_size=40), st.text("0123456789.,/~<>={}- ax", max_size=30)))
@example("\u0345a")
@example("{\u1e9e,SS}")
def test_the_form_of_the_form_is_itself(text: str) -> None:
    try:
        form = canonical_value(text)
    except ValueError as refusal:
        assert str(refusal)
    else:
        assert canonical_value(form) == form


@given(st.one_of(st.text(max_size=600), st.text("0123456789.,/~<>={}- ax", max_size=60)))
def test_any_text_is_either_kept_or_refused(text: str) -> None:
    try:
        assert VALUE.validate_python(text) == text
    except ValidationError as refused:
        assert refused.error_count() == 1


@given(QUANTITIES)
def test_a_number_never_ends_below_its_beginning(text: str) -> None:
    number = parse(text)
    assert isinstance(number, Number)
    assert number.low is None or number.high is None or number.low <= number.high


def test_the_schema_states_the_length() -> None:
    schema = VALUE.json_schema()
    assert (schema["minLength"], schema["maxLength"]) == (1, 500)
    assert [parse(written) for written in schema["examples"]]
