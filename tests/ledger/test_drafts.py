from ledger.drafts import Drafts
from tests.ledger.given import source_record
from tests.ledger.story import claim, id_of


def test_a_claim_is_worked_out_once() -> None:
    given, drafts = claim(), Drafts()
    draft = drafts.of(given)

    assert draft.claim == id_of(given)
    assert drafts.of(given) is draft
    assert drafts.of(claim()) is not draft


def test_drafts_are_of_claims_alone() -> None:
    given = claim()

    assert Drafts([source_record("wire"), given]).claims() == [id_of(given)]


def test_what_cannot_be_drafted_is_left_to_be_refused() -> None:
    broken = claim(corrects="a-ref")

    assert Drafts([broken]).claims() == []


def test_drafts_are_put_together() -> None:
    one, other = claim(), claim(text="Something else.")
    drafts = Drafts([one])
    known = Drafts([other]).of(other)
    drafts.add(Drafts())

    assert drafts.claims() == [id_of(one)]
    more = Drafts([other])
    drafts.add(more)
    assert drafts.of(other) is more.of(other) is not known
