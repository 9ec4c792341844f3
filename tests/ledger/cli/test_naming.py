"""A claim is named by the digits of its id that tables show."""

import pytest

from ledger.cli.naming import claim_id, thing_id
from ledger.errors import Rejected
from ledger.filters import ClaimFilter
from ledger.opening import open_ledger
from ledger.service import Ledger
from tests.ledger.cli.conftest import Run
from tests.ledger.given import record, source_record
from tests.ledger.story import ANALYST

ORIGIN = [{"source": "a-source", "role": "origin"}]


def ids(told: Run) -> list[str]:
    return [str(one["id"]) for one in told("claims", "--json").json["items"]]


def test_the_digits_that_a_table_shows_name_the_claim(told: Run) -> None:
    name = ids(told)[0]
    shown = name.removeprefix("sha256:")[:12]
    assert shown in told("claims").out

    whole = told("provenance", name)
    assert whole.status == 0
    for named in (shown, f"sha256:{shown}", shown[:8], name.removeprefix("sha256:")):
        assert told("provenance", named).out == whole.out
    assert told("forget", shown, "--preview").err == told("forget", name, "--preview").err


def test_what_begins_no_id_is_not_found_and_fewer_digits_are_no_name(told: Run) -> None:
    nothing, few = told("provenance", "0" * 8, "--json"), told("provenance", ids(told)[0][7:14], "--json")

    assert (nothing.status, few.status) == (1, 1)
    assert nothing.problem["detail"].startswith("no claim whose id begins with 00000000 is on record")
    assert few.problem["detail"].endswith("8 or more")


class Twins(Ledger):
    """A ledger of two claims whose ids begin alike."""

    def claims_beginning(self, beginning: str, *, limit: int) -> list[str]:
        return [f"{beginning}{n}".ljust(71, "0") for n in range(2)]


def test_what_begins_several_ids_is_refused_with_all_of_them() -> None:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.__class__ = Twins
        with pytest.raises(Rejected, match="abcdef01 begins the ids of several claims") as refused:
            claim_id(ledger, "abcdef01")

    assert "abcdef010000" in refused.value.detail and "abcdef011000" in refused.value.detail


class Far:
    """A ledger that is not open here: it has the verbs of a client."""

    def __init__(self, ledger: Ledger) -> None:
        self.claims = ledger.claims


def test_a_document_of_that_very_name_goes_before_a_claim_that_begins_so() -> None:
    with open_ledger(":memory:", create=True) as ledger:
        ledger.record(source_record("a-source"), by=ANALYST)
        names = [
            ledger.record(record("claim", attribution=ORIGIN, text=f"Claim {n}."), by=ANALYST).id for n in range(3)
        ]
        begun = names[1].removeprefix("sha256:")[:10]
        assert thing_id(ledger, begun) == claim_id(ledger, begun) == names[1]
        assert claim_id(Far(ledger), begun) == names[1]  # type: ignore[arg-type]
        ledger.record(record("document", id=begun, title="It", text="x", media_type="text/plain"), by=ANALYST)

        assert thing_id(ledger, begun) == begun
        assert thing_id(ledger, f"sha256:{begun}") == claim_id(ledger, begun) == names[1]
        assert ledger.claims(ClaimFilter()).items
