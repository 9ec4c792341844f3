from collections.abc import Callable, Sequence
from inspect import signature
from typing import Any, cast

import pytest

from ledger.errors import Refusal
from ledger.filters import ClaimFilter
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.specs.places.bounded import Bounded
from ledger.verbs import Questions, Verbs

KINDS = (Questions, Verbs)
VERBS = {name for kind in KINDS for name in vars(kind) if not name.startswith("_")}
PLACED = {
    name: [place for place in signature(getattr(Verbs, name)).parameters if place.startswith("recorded_")]
    for name in VERBS
}
"""The parameters of each verb that are places on the recorded clock."""


class Doubled(Bounded):
    """Puts each place at twice its position; where none is named, at the end."""

    def place(self, text: str | None) -> str:
        return "99" if text is None else str(2 * int(text))

    def head(self, head: int) -> int:
        return 99

    def check(self, record: AnyRecord) -> None: ...

    def check_thing(self, thing: str) -> None: ...

    def took(self, outcomes: Sequence[Receipt | Refusal]) -> None: ...


class Heard:
    """A ledger that keeps what it was asked, and answers with its head alone."""

    head = 50
    items = ()

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}
        self.where: ClaimFilter | None = None

    def __getattr__(self, verb: str) -> Callable[..., "Heard"]:
        def hear(*named: Any, **asked: Any) -> Heard:
            self.asked, self.where = asked, next((one for one in named if isinstance(one, ClaimFilter)), self.where)
            return self

        return hear


def asked(verb: str, **places: str) -> dict[str, Any]:
    """What the ledger is asked, once a bounded one was asked this."""
    ledger = Heard()
    needed = [name for name, one in signature(getattr(Verbs, verb)).parameters.items() if one.default is one.empty]
    getattr(Doubled(cast(Verbs, ledger)), verb)(*["x"] * (len(needed) - 1), **places)
    return ledger.asked


def test_each_verb_is_bounded_by_itself_and_none_is_handed_on_unseen() -> None:
    assert vars(Bounded).keys() >= VERBS


@pytest.mark.parametrize("verb", sorted(verb for verb, places in PLACED.items() if places))
def test_every_place_that_a_verb_takes_is_put_where_it_lies_here(verb: str) -> None:
    given = asked(verb, **dict.fromkeys(PLACED[verb], "21"))
    assert {name: given[name] for name in PLACED[verb]} == dict.fromkeys(PLACED[verb], "42")

    unsaid = {name: value for name, value in asked(verb).items() if name in PLACED[verb] and value is not None}
    assert unsaid == {name: "99" for name in PLACED[verb] if name != "recorded_since"}


def test_so_is_a_stretch_in_which_claims_were_recorded() -> None:
    ledger = Heard()
    Doubled(cast(Verbs, ledger)).claims(ClaimFilter(recorded_since="3", recorded_until="4"))
    assert ledger.where is not None
    assert (ledger.where.recorded_since, ledger.where.recorded_until) == ("6", "8")
