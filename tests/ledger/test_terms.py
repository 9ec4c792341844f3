import copy
import pickle
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from ledger.events import Fact, PolicyAdopted
from ledger.terms import (
    LADDER,
    ClaimId,
    Commitment,
    HedgeLevel,
    Instant,
    Language,
    Name,
    Position,
    Ref,
    Slug,
    Stage,
    Text,
    Value,
)
from tests.ledger.examples import EXAMPLES

HEX = "0123456789abcdef" * 4


def test_the_ladder_climbs_from_contact_to_use() -> None:
    assert [str(stage) for stage in LADDER] == [
        "contact", "correspondence", "visit", "negotiation", "agreement", "order", "shipment", "delivery", "use"
    ]  # fmt: skip
    assert set(Stage) - set(LADDER) == {Stage.RESPONSE, Stage.CONTEXT}


def test_hedges_come_strongest_first() -> None:
    assert list(map(str, HedgeLevel)) == ["certain", "probable", "possible", "uncommitted"]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Slug, ["a", "john-kirby", "a.b_c-9", "9" * 100], ["", "A", "-a", "a-", "a--b", "ß", "a b", "a\n", "9" * 101]),
        (Ref, ["c1", "C_1.a-b", "x" * 64], ["", "-c", "c 1", "x" * 65]),
        (ClaimId, [f"sha256:{HEX}"], [HEX, f"sha256:{HEX}0", f"sha256:{HEX.upper()}", f"sha256:{HEX}\n"]),
        (Commitment, [f"hmac-sha256:{HEX}"], [f"sha256:{HEX}", f"hmac-sha256:{HEX[1:]}"]),
        (Instant, ["2024-01-01T00:00:00.000000Z"], ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000000+00:00"]),
        (Language, ["en", "ko-KP", "zh-Hant-TW"], ["", "e", "english", "en_GB"]),
        (Name, ["x", "x" * 500], ["", "x" * 501]),
        (Text, ["x", "x" * 4000], ["", "x" * 4001]),
        (Position, [1, 41], [0, -1, True, "1", 1.0]),
    ],
)
def test_what_a_term_takes_and_what_it_refuses(kind: Any, good: list[Any], bad: list[Any]) -> None:
    reader: TypeAdapter[Any] = TypeAdapter(kind)
    for value in good:
        assert reader.validate_python(value, strict=True) == value
    for value in bad:
        with pytest.raises(ValidationError):
            reader.validate_python(value, strict=True)


class Measure(Value):
    """A value to try."""

    metres: int


def test_a_value_is_frozen_exact_and_coerces_nothing() -> None:
    measure = Measure(metres=3)

    with pytest.raises(ValidationError, match="frozen"):
        measure.metres = 4  # type: ignore[misc]
    for given in ({"metres": "3"}, {"metres": True}, {"metres": 3, "feet": 9}, {}):
        with pytest.raises(ValidationError):
            Measure.model_validate(given)
    assert {measure: 1}[Measure(metres=3)] == 1


@pytest.mark.parametrize("fact", EXAMPLES, ids=lambda fact: fact.wire)
def test_what_is_made_of_valid_fields_is_what_validation_would_have_made(fact: Fact) -> None:
    made = type(fact).of_valid(**dict(fact))

    assert (made, repr(made), made.stream) == (fact, repr(fact), fact.stream)
    assert isinstance(fact, PolicyAdopted) or hash(made) == hash(fact)  # a policy is a dict, which has none
    assert made.model_dump_json(exclude_none=True, exclude_defaults=True) == fact.model_dump_json(
        exclude_none=True, exclude_defaults=True
    )
    assert copy.deepcopy(made) == made.model_copy() == pickle.loads(pickle.dumps(made)) == fact
    with pytest.raises(ValidationError, match="frozen"):
        setattr(made, next(iter(type(fact).model_fields)), None)
