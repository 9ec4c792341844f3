"""Columns: what is exported as the rows of a table, with one scalar in each cell."""

from collections.abc import Iterator
from enum import StrEnum

import orjson
from pydantic import BaseModel

from ledger.belief.view import DealBelief, PropositionBelief, ValuedBelief
from ledger.canonical import canonical
from ledger.entries import Entry
from ledger.interchange.exporting import Exported, Item
from ledger.showing import entry_view
from ledger.views import ClaimView

Cell = str | int | bool | None
Row = dict[str, Cell]
"""A cell for each column, by its name; None where there is nothing to say."""


class Kind(StrEnum):
    """What a column holds: a share is a decimal of 4 places from 0 to 1, JSON is canonical, an instant in UTC."""

    TEXT = "text"
    JSON = "json"
    NUMBER = "number"
    FLAG = "flag"
    SHARE = "share"
    INSTANT = "instant"


def _columns(**kinds: str) -> dict[str, Kind]:
    return {name: Kind(kind) for kind, names in kinds.items() for name in names.split()}


_KINDS = _columns(
    number="position version reports origins interested_origins for against changed_at range_low range_high",
    flag="vacuous without_interested_vacuous",
    share="probability uncertainty conflict without_interested_probability none_of_these",
    instant="recorded_at",
    json="fact attribution evidence restated_by retractions answers verdict",
)

COLUMNS: dict[Exported, tuple[str, ...]] = {
    Exported.EVENTS: ("position", "recorded_at", "recorded_by", "stream", "version", "type", "nonce", "fact", "digest"),
    Exported.CLAIMS: tuple(ClaimView.model_fields),
    Exported.BELIEFS: (
        *("deal", "position", "recorded_at", "asserted_as_of", "policy", "policy_digest", "proposition", "kind"),
        *("about", "stage", "text", "unit", "probability", "vacuous", "likelihood", "range_low", "range_high"),
        *("confidence", "uncertainty", "conflict", "reports", "origins", "interested_origins", "for", "against"),
        *("without_interested_probability", "without_interested_vacuous", "answers", "none_of_these", "verdict"),
        "changed_at",
    ),
}
"""The columns of each table, in order. A belief has one row for each proposition."""


def kind_of(column: str) -> Kind:
    """What a column holds, in whichever table."""
    return _KINDS.get(column, Kind.TEXT)


def rows_of(item: Item) -> Iterator[Row]:
    """The rows that an item makes, with every column of its table."""
    if isinstance(item, Entry):
        yield _cells(Exported.EVENTS, entry_view(item).model_dump(mode="json"))
    elif isinstance(item, ClaimView):
        yield _cells(Exported.CLAIMS, item.model_dump(mode="json"))
    else:
        for belief in item.propositions:
            yield _cells(Exported.BELIEFS, _of_deal(item) | _of_proposition(belief))


def line_of(item: Item) -> bytes:
    """An item as a line of JSON: an entry exactly as it is stored, anything else in the form that answers have."""
    if isinstance(item, Entry):
        return item.data + b"\n"
    return orjson.dumps(item.model_dump(mode="json"), option=orjson.OPT_APPEND_NEWLINE)


def _of_deal(belief: DealBelief) -> dict[str, object]:
    found = belief.model_dump(mode="json", exclude={"propositions", "ladder", "recorded_as_of"})
    return {**found, **belief.recorded_as_of.model_dump()}


def _of_proposition(belief: PropositionBelief | ValuedBelief) -> dict[str, object]:
    found = belief.model_dump(mode="json")
    found["proposition"] = found.pop("id")
    low, high = found.pop("range", None) or (None, None)
    alone = found.pop("without_interested", None) or {}
    apart = {f"without_interested_{name}": value for name, value in alone.items()}
    return {**found, "range_low": low, "range_high": high, **apart}


def _cells(what: Exported, found: dict[str, object]) -> Row:
    return {name: _cell(kind_of(name), found.get(name)) for name in COLUMNS[what]}


def _cell(kind: Kind, value: object) -> Cell:
    if value is None:
        return None
    if kind is Kind.JSON:
        return canonical(value).decode()
    assert isinstance(value, str | int) and not isinstance(value, BaseModel)
    return value
