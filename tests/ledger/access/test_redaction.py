"""What is said of what a key sees names nothing that it does not."""

import pytest

from ledger.access.permitted import Permitted
from ledger.errors import AlreadyCorrected, MovedOn
from ledger.service import Ledger
from tests.ledger.access.two_deals import OTHER, bare, key
from tests.ledger.given import record, source_record
from tests.ledger.story import ANALYST, DEAL, claim, id_of, tie


def test_a_sources_version_does_not_count_what_the_key_does_not_see(both: Ledger) -> None:
    reader, whole = Permitted(both, key("analyst", DEAL)), Permitted(both, key())
    before, before_whole = reader.source("agency-a"), whole.source("agency-a")
    both.record_all([tie("agency-a", "ownership", "spy")], by=ANALYST)

    assert reader.source("agency-a") == before
    assert whole.source("agency-a").version == before_whole.version + 1
    paid = record(
        "relation", source="agency-a", kind="interest", deal=DEAL, favours="denies", degree="suspected", reason="Paid."
    )
    with pytest.raises(MovedOn):
        reader.record(paid, expected=[before.version - 1])
    reader.record(paid, expected=[before.version])
    assert reader.source("agency-a").version == before.version + 1


def test_changes_leave_out_what_moved_nothing_and_is_of_what_the_key_does_not_see(alone: Ledger, both: Ledger) -> None:
    for ledger in (alone, both):
        ledger.record_all([tie("agency-b", "ownership", "state-y")], by=ANALYST)
    reader = Permitted(both, key("reader", DEAL))
    before = reader.changes(DEAL).items
    both.record_all([tie("agency-b", "ownership", "spy")], by=ANALYST)

    assert reader.changes(DEAL).items == before
    assert len(both.changes(DEAL).items) > len(before)
    assert bare(before[-1]) == bare(alone.changes(DEAL).items[-1])


def test_a_voice_of_the_matrix_goes_by_a_name_that_the_key_sees(both: Ledger) -> None:
    both.record_all([source_record("a-spy"), tie("a-spy", "speaks-for", "agency-b")], by=ANALYST)
    whole, found = both.matrix(DEAL), Permitted(both, key("reader", DEAL)).matrix(DEAL)

    assert "a-spy" in {row.voice for row in whole.rows}
    assert "spy" not in found.model_dump_json()
    assert {row.voice for row in found.rows} == {
        "agency-b" if row.voice == "a-spy" else row.voice for row in whole.rows
    }


def test_a_voice_of_an_explanation_goes_by_a_name_that_the_key_sees(both: Ledger) -> None:
    both.record_all([source_record("a-spy"), tie("a-spy", "speaks-for", "agency-b")], by=ANALYST)
    asked = [one.id for one in both.beliefs(DEAL).propositions if one.kind == "yes-no"]
    heard = [(name, both.explanation(DEAL, name)) for name in asked]
    named = [(name, whole) for name, whole in heard if "a-spy" in {term.voice for term in whole.voices}]

    assert named
    for name, whole in named:
        found = Permitted(both, key("reader", DEAL)).explanation(DEAL, name)
        assert "spy" not in found.model_dump_json()
        assert found.model_dump_json() == whole.model_dump_json().replace("a-spy", "agency-b")
        assert Permitted(both, key("reader", DEAL)).explanation(DEAL, name, policy="policy-1") == found


def test_what_replaced_a_claim_under_another_deal_is_not_told(both: Ledger) -> None:
    wrong = claim("agency-b", text="Filed under the wrong deal.")
    instead = claim("agency-b", deal=OTHER, text="Filed rightly.", corrects=id_of(wrong), reason="the other deal")
    both.record_all([wrong, instead], by=ANALYST)
    reader = Permitted(both, key("reader", DEAL))

    assert both.claim(id_of(wrong)).corrected_by == id_of(instead)
    assert (reader.claim(id_of(wrong)).status, reader.claim(id_of(wrong)).corrected_by) == ("corrected", None)
    assert id_of(instead) not in reader.claims(limit=500).model_dump_json()
    assert (both.provenance(id_of(wrong)).later[-1].fact["reason"]) == "the other deal"
    assert reader.provenance(id_of(wrong)).later[-1].fact == {}
    assert reader.provenance(id_of(wrong)).later[-1].event == "claim-corrected"
    with pytest.raises(AlreadyCorrected) as refused:
        Permitted(both, key("analyst", DEAL)).record(record("correction", claim=id_of(wrong), reason="again"))
    assert id_of(instead) not in str(refused.value)
    other = Permitted(both, key("reader", OTHER)).claim(id_of(instead))
    assert (other.text, other.corrects) == ("Filed rightly.", None)


def test_the_ties_of_a_provenance_are_those_among_what_the_key_sees(both: Ledger) -> None:
    both.record_all([source_record("a-spy"), tie("a-spy", "same-as", "agency-b")], by=ANALYST)
    asked = id_of(claim("agency-b"))
    whole, found = both.provenance(asked).voice, Permitted(both, key("reader", DEAL)).provenance(asked).voice

    assert (whole.voice, len(whole.through)) == ("a-spy", 1)
    assert (found.voice, found.through, found.counts) == ("agency-b", (), whole.counts)
