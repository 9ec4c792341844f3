"""A server's answers as the ledger's own: each refusal by its name, with all that it says."""

import pytest
from httpx2 import Response

from api.problem_pages import kinds as every_kind
from api.problems import PROBLEM_JSON, problem_of
from ledger import errors
from ledger.client.answers import KINDS, read, refusal_of
from ledger.errors import BrokenLine, InvalidRecord, Refusal, Rejected, Unavailable
from ledger.views import SourceView

PLAIN = [kind for kind in KINDS.values() if kind not in (InvalidRecord, BrokenLine)]
FAULTS = (("attribution.0.on", "not a date"), ("stance", "expected affirms"))


def sent(refusal: Refusal) -> Refusal:
    """A refusal as a client has it, once a server has told it."""
    body = problem_of(refusal, "/v1/batch").model_dump_json(exclude_none=True)
    return refusal_of(Response(422, text=body, headers={"Content-Type": PROBLEM_JSON}))


def test_every_kind_of_the_ledgers_own_is_known() -> None:
    assert set(KINDS.values()) == {kind for kind in every_kind() if kind.__module__ == errors.__name__}


@pytest.mark.parametrize("kind", PLAIN)
@pytest.mark.parametrize("field", ["", "attribution.0.on"])
def test_a_refusal_comes_as_it_was_raised(kind: type[Refusal], field: str) -> None:
    found = sent(kind("what was found", field))

    assert (type(found), found.detail, found.field) == (kind, "what was found", field)


def test_one_of_several_faults_comes_with_each() -> None:
    found = sent(InvalidRecord(FAULTS))

    assert isinstance(found, InvalidRecord) and found.faults == FAULTS
    assert str(found) == str(InvalidRecord(FAULTS))


@pytest.mark.parametrize(
    "cause", [Rejected("no", "a.b"), Rejected("no"), InvalidRecord(FAULTS), errors.NotFound("no: x")]
)
def test_one_of_a_line_comes_with_its_line_and_its_cause(cause: Refusal) -> None:
    found = sent(BrokenLine(7, 1, cause))

    assert isinstance(found, BrokenLine) and (found.line, found.resume) == (7, 1)
    assert (type(found.cause), str(found.cause)) == (type(cause), str(cause))
    assert str(found) == str(BrokenLine(7, 1, cause))


def test_what_a_later_server_says_more_is_passed_over_and_what_it_leaves_out_is_missed() -> None:
    said = (
        '{"id":"a","version":1,"name":"A","kind":"outlet","class":"press","reliability":null,"relations":[],"new":{}}'
    )

    assert read(SourceView, said.encode()).name == "A"
    with pytest.raises(Unavailable, match=r"no SourceView \(relations: Field required"):
        read(SourceView, said.replace('"relations":[],', "").encode())
