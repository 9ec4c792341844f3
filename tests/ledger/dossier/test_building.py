import re
from typing import Any

import pytest
from pydantic import ValidationError

from ledger.access.permitted import Permitted
from ledger.belief.view import PropositionBelief
from ledger.dossier.building import dossier
from ledger.dossier.forms import Form, rendered
from ledger.dossier.view import Dossier, Sentence
from ledger.errors import BadCursor, BadDate, NotFound, Rejected
from ledger.service import Ledger
from tests.ledger.access.two_deals import OTHER, elsewhere, key
from tests.ledger.client.serving import remote
from tests.ledger.dossier.reading import rows, section, sections, sentences, told
from tests.ledger.given import record
from tests.ledger.story import (
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    everything,
    grade,
    head,
    id_of,
    opening,
    recorded,
    retraction,
    sources,
    voiding,
)

NOTE_AND_QUOTE = ("note", "evidence.0.quote")
SINCE, FALLEN, MISSING = "Since the last report", "Withdrawn and corrected", "What is missing"


def texts(found: list[Sentence]) -> str:
    return "\n".join(one.text for one in found)


def voices(found: Dossier) -> dict[int, str]:
    """What is told of the voice of each claim, by its position."""
    return {one.at[0]: one.text for one in told(found) if isinstance(one, Sentence) and " voice " in one.text}


@pytest.fixture
def lived(empty: Ledger) -> Ledger:
    """A ledger with every kind of record."""
    recorded(empty, *everything())
    return empty


# -- every sentence cites, and the same is told the same ---------------------------------------------------------------


def test_every_sentence_and_row_cites_positions_that_there_are(lived: Ledger) -> None:
    found = dossier(lived, DEAL)

    assert len(told(found)) > 60
    assert {at for one in told(found) for at in one.at} <= set(range(1, head(lived) + 1))
    assert all(one.at == tuple(sorted(set(one.at))) for one in told(found))


def test_a_sentence_that_cites_nothing_cannot_be() -> None:
    with pytest.raises(ValidationError):
        Sentence(text="It is so.", at=())


def test_the_same_moments_give_the_same_bytes_whatever_came_since(lived: Ledger) -> None:
    at = str(head(lived))
    before = [rendered(dossier(lived, DEAL, recorded_as_of=at), form) for form in Form]
    recorded(lived, claim("agency-b", text="Later."), record("grade", source="wire", reliability="D", reason="x"))

    assert [rendered(dossier(lived, DEAL, recorded_as_of=at), form) for form in Form] == before
    assert [rendered(dossier(lived, DEAL), form) for form in Form] != before


def test_each_sentence_cites_only_what_was_on_record_by_then(lived: Ledger) -> None:
    for position in range(len(beginning()) + 1, head(lived)):
        found = dossier(lived, DEAL, recorded_as_of=str(position))
        assert max(at for one in told(found) for at in one.at) <= position


def test_a_server_is_asked_for_the_same(lived: Ledger) -> None:
    with remote(lived) as client:
        assert dossier(client, DEAL) == dossier(lived, DEAL)


def test_of_the_deals_of_a_key_alone(lived: Ledger) -> None:
    recorded(lived, *elsewhere())

    found = dossier(Permitted(lived, key("reader", DEAL)), DEAL)
    assert not re.search("spy|silo", rendered(found, Form.JSON).decode(), re.IGNORECASE)
    assert [one.heading for one in sections(found)] == [one.heading for one in sections(dossier(lived, DEAL))]
    with pytest.raises(NotFound):
        dossier(Permitted(lived, key("reader", DEAL)), OTHER)


# -- what is told ------------------------------------------------------------------------------------------------------


def test_the_belief_is_the_ledgers_own(lived: Ledger) -> None:
    found = dossier(lived, DEAL)
    assert found.belief == lived.beliefs(DEAL)
    assert (found.recorded_as_of.position, found.policy) == (head(lived), "policy-1")


def test_a_belief_is_told_with_its_range_then_its_confidence_then_its_terms(ledger: Ledger) -> None:
    first, second = recorded(ledger, claim(), claim("agency-b", stance="denies", publisher="wire"))
    found = dossier(ledger, DEAL)

    said = sentences(found, "shipped")
    believed = ledger.beliefs(DEAL).propositions[1]
    assert isinstance(believed, PropositionBelief) and believed.probability == "0.5000"
    assert said[1].text == "It is roughly even chance (45-55 %): probability 0.5000."
    assert said[2].text.startswith("Confidence is low: 2 origins")
    assert said[1].at == said[2].at == (first.position, second.position)
    terms = rows(found, "shipped")
    assert [row.cells[0] for row in terms] == ["agency-a", "agency-b", "base rate", "sum"]
    assert [row.at for row in terms[:2]] == [(first.position,), (second.position,)]


def test_the_terms_of_each_belief_add_up_to_its_sum(lived: Ledger) -> None:
    for name in ("ordered", "shipped"):
        *terms, total = rows(dossier(lived, DEAL), name)
        added = [round(float(row.cells[2]) * 1_000_000) for row in terms]
        assert sum(added) == round(float(total.cells[2]) * 1_000_000)


def test_a_verdict_is_told_with_its_reason(lived: Ledger) -> None:
    verdict = lived.beliefs(DEAL).propositions[1].verdict
    assert verdict is not None
    said = next(one for one in sentences(dossier(lived, DEAL), "shipped") if "verdict" in one.text)
    assert said.text == "A verdict on shipped settles it as undeterminable: “no quay is left”."
    assert said.at == (verdict.position,)


def test_the_ladder_rests_on_its_best_deed(ledger: Ledger) -> None:
    (receipt,) = recorded(ledger, claim())
    ladder = rows(dossier(ledger, DEAL), "The ladder")
    assert [row.cells for row in ladder] == [
        ("order", "very likely (80-95 %)", "ordered"),
        ("shipment", "very likely (80-95 %)", "shipped"),
    ]
    assert {row.at for row in ladder} == {(receipt.position,)}


def test_answers_are_told_with_the_claims_that_gave_them(ledger: Ledger) -> None:
    twelve, thirteen = recorded(
        ledger, claim("agency-a", "how-many", value="12"), claim("agency-b", "how-many", value="13")
    )
    found = rows(dossier(ledger, DEAL), "how-many")
    assert {row.cells: row.at for row in found} == {
        ("12 cranes", "1", "1"): (twelve.position,),
        ("13 cranes", "1", "1"): (thirteen.position,),
    }


def test_each_claim_is_told_hop_by_hop(lived: Ledger) -> None:
    found = dossier(lived, DEAL)
    for item in lived.timeline(DEAL).items:
        about = next(one for one in sections(found) if one.position == item.position and "Claim" in one.heading)
        hops = rows(found, about.heading, "Hop")
        attribution = lived.claim(item.claim).attribution
        assert [row.cells[2] for row in hops] == [hop.role.value for hop in attribution]
        assert all((hop.source or "unnamed") in row.cells[1] for row, hop in zip(hops, attribution, strict=True))
        assert all(item.position in one.at for one in sentences(found, about.heading))


def test_a_grade_of_a_hops_source_is_cited(lived: Ledger) -> None:
    graded = [entry.position for entry in lived.entries() if entry.fact.wire == "source-graded"]
    hop = next(row for row in told(dossier(lived, DEAL)) if getattr(row, "cells", ("", ""))[1].startswith("outlet,"))
    assert "graded C" in hop.cells[1]  # type: ignore[union-attr]
    assert graded[-1] in hop.at


def test_the_quote_is_told_where_it_is_held(lived: Ledger) -> None:
    said = next(
        one for one in told(dossier(lived, DEAL)) if isinstance(one, Sentence) and one.text.startswith("It stands")
    )
    assert said.text == "It stands in captured, “A report”, code points 0 to 8: “No crane”"


def test_what_answers_a_valued_proposition_counts_and_what_was_withdrawn_does_not(ledger: Ledger) -> None:
    answer, mistaken = claim(proposition="how-many", value="7"), claim("agency-b", "how-many", value="9")
    one, two, _ = recorded(ledger, answer, mistaken, retraction(mistaken))
    found = dossier(ledger, DEAL)

    assert voices(found)[one.position].startswith("It is counted under the voice of agency-a")
    assert voices(found)[two.position].startswith("No belief is made of it")
    assert sentences(found, "In short")[2].at == (one.position,)


def test_what_was_withdrawn_only_later_counts_as_of_before(ledger: Ledger, calendar: Calendar) -> None:
    calendar.on("2024-02-01")
    first = claim(on="2024-01-01")
    later = {"on": "2024-01-31", "reason": "withdrawn"}
    one, _ = recorded(ledger, first, record("retraction", claim=id_of(first), by="outlet", scope="report", **later))

    def voice(asserted: str | None) -> str:
        return voices(dossier(ledger, DEAL, asserted_as_of=asserted))[one.position]

    assert voice(None).startswith("No belief is made of it")
    assert voice("2024-01-15").startswith("It is counted under the voice")


def test_what_was_said_later_is_left_out_and_it_is_said_how_much(ledger: Ledger, calendar: Calendar) -> None:
    calendar.on("2024-02-01")
    recorded(ledger, claim(on="2024-01-01"), claim("agency-b", on="2024-02-01"), claim("agency-c", on="2024"))
    found = dossier(ledger, DEAL, asserted_as_of="2024-01-15")

    assert len(rows(found, "Timeline")) == 1
    assert "Left out, for they may have been said later: 1 claim." in texts(sentences(found, MISSING))
    assert "as said by 2024-01-15" in texts(sentences(found, "In short"))
    assert found.belief == ledger.beliefs(DEAL, asserted_as_of="2024-01-15")


# -- what was taken back -----------------------------------------------------------------------------------------------


def test_what_was_taken_back_is_told_with_both_positions(empty: Ledger, calendar: Calendar) -> None:
    calendar.on("2024-01-03")
    recorded(empty, *beginning())
    first, second, third = claim(text="as printed"), claim("agency-b"), claim("agency-c", publisher="wire")
    (one,) = recorded(empty, first)
    (mended,) = recorded(empty, claim(text="read again", corrects=id_of(first), reason="a misreading"))
    two, restated = recorded(empty, second, claim("agency-b", stance="denies", on="2024-01-03", restates=id_of(second)))
    three, withdrawn, voided = recorded(empty, third, retraction(third, by="wire"), voiding(third))

    found = sentences(dossier(empty, DEAL), FALLEN)
    assert [said.at for said in found] == [
        (one.position, mended.position + 1),
        (two.position, restated.position + 1),
        (three.position, withdrawn.position),
        (three.position, voided.position),
    ]
    assert "our recording of it was wrong; in its place stands" in found[0].text
    assert "the source said something else instead" in found[1].text
    assert "it was withdrawn by wire, as report: “withdrawn”" in found[2].text
    assert "recorded by mistake, was voided: “we misread it”" in found[3].text


def test_an_echo_falls_with_its_origin_and_that_is_told(ledger: Ledger) -> None:
    first, echo = claim(), claim(publisher="wire")
    one, two, fell = recorded(ledger, first, echo, retraction(first, by="agency-a", scope="origin"))
    said = sentences(dossier(ledger, DEAL), FALLEN)
    assert (two.position, fell.position) in [one.at for one in said]
    assert f"fell claim {two.position}" in texts(said)
    assert one.position < two.position


def test_that_nothing_was_taken_back_is_told_of_all_that_was_read(ledger: Ledger) -> None:
    recorded(ledger, claim())
    (only,) = sentences(dossier(ledger, DEAL), FALLEN)
    assert only.at == (head(ledger),)
    assert only.text.startswith("No claim was withdrawn")


# -- since the last report ---------------------------------------------------------------------------------------------


def test_only_what_came_since_is_told_as_new(ledger: Ledger) -> None:
    recorded(ledger, claim())
    last = head(ledger)
    echo, new = recorded(ledger, claim(publisher="wire"), claim("agency-b", publisher="wire"))

    found = dossier(ledger, DEAL, since=str(last))
    events = rows(found, SINCE, "Recorded")
    assert [(row.at, row.cells[2]) for row in events] == [((echo.position,), "echo"), ((new.position,), "news")]
    assert "2 events came since: 1 news, 1 that repeated what was known." in texts(sentences(found, SINCE))
    shifted = rows(found, SINCE, "Proposition")
    assert {row.cells[0] for row in shifted} == {"ordered", "shipped"}
    assert {row.at for row in shifted} == {(new.position,)}
    assert found.since is not None and found.since.position == last


def test_a_further_report_alone_is_not_told_as_another_belief(ledger: Ledger) -> None:
    recorded(ledger, claim())
    last = head(ledger)
    recorded(ledger, claim(publisher="wire"))

    found = dossier(ledger, DEAL, since=str(last))
    assert "0 beliefs changed, 2 more only gained or lost reports; the furthest" in texts(sentences(found, SINCE))
    assert {row.cells[1] for row in rows(found, SINCE)} == {"claim-recorded"}


def test_a_last_report_is_held_against_the_log(ledger: Ledger) -> None:
    recorded(ledger, claim())
    last = dossier(ledger, DEAL)
    recorded(ledger, claim("agency-b", publisher="wire"))

    assert "to the last digit" in texts(sentences(dossier(ledger, DEAL, since=last), SINCE))
    believed = tuple(one.model_copy(update={"reports": 7}) for one in last.belief.propositions)
    altered = last.model_copy(update={"belief": last.belief.model_copy(update={"propositions": believed})})
    assert "one of the two was altered" in texts(sentences(dossier(ledger, DEAL, since=altered), SINCE))


def test_nothing_new_is_said_to_be_nothing(ledger: Ledger) -> None:
    recorded(ledger, claim())
    said = texts(sentences(dossier(ledger, DEAL, since=str(head(ledger))), SINCE))
    assert "No event that bears on the deal came since." in said
    assert "No belief is another one than it was." in said


def test_the_deal_may_not_have_been_on_record_yet(ledger: Ledger) -> None:
    recorded(ledger, claim())
    found = dossier(ledger, DEAL, since="3")
    assert "the deal was not on record" in texts(sentences(found, SINCE))
    assert {row.cells[1] for row in rows(found, SINCE, "Proposition")} == {"not raised"}


def test_a_last_report_that_cannot_be_one_is_refused(ledger: Ledger) -> None:
    recorded(ledger, claim(), *opening("other-deal"))
    now = dossier(ledger, DEAL)
    recorded(ledger, claim("agency-b"))

    with pytest.raises(Rejected, match="is on the deal") as refused:
        dossier(ledger, "other-deal", since=now)
    assert refused.value.field == "since"
    with pytest.raises(BadCursor, match="name an earlier one"):
        dossier(ledger, DEAL, recorded_as_of=str(now.recorded_as_of.position - 1), since=now)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"recorded_as_of": "999"}, BadCursor),
        ({"since": "999"}, BadCursor),
        ({"since": "yesterday"}, BadCursor),
        ({"asserted_as_of": "soon"}, BadDate),
        ({"recorded_as_of": "3"}, NotFound),
    ],
)
def test_what_cannot_be_asked_is_refused(ledger: Ledger, asked: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as refused:
        dossier(ledger, DEAL, **asked)
    assert refusal is NotFound or refused.value.field in asked  # type: ignore[attr-defined]


# -- what is missing ---------------------------------------------------------------------------------------------------


def test_what_is_not_there_is_said_to_be_missing(empty: Ledger) -> None:
    recorded(empty, *sources(), *opening())
    recorded(empty, record("document", id="page", title="A page", held="cited", url="https://page.example/1"))
    rumour = claim(None, evidence=[{"document": "page", "start": 0, "end": 4}])
    guessed = [{"source": "outlet", "role": "publisher"}, {"source": "agency-b", "role": "origin", "inferred": True}]
    one, two = recorded(empty, rumour, record("claim", deal=DEAL, proposition="ordered", attribution=guessed))

    said = {sentence.text: sentence.at for sentence in sentences(dossier(empty, DEAL), MISSING)}
    assert said == {
        "The document page is cited, and its bytes are not in the vault: 1 passage of it cannot be read here.": (
            one.position,
        ),
        "1 claim has no evidence in a document.": (two.position,),
        "1 claim has no known origin.": (one.position,),
        "1 claim has no date.": (two.position,),
        "1 claim has a hop that the coder inferred and no document names.": (two.position,),
        "The reliability of these sources is not graded: agency-b, outlet.": (one.position, two.position),
        "Nothing that these parties of the deal said is on record: state-y.": (9, two.position),
    }


def test_nothing_is_said_to_be_missing_where_it_is_there(empty: Ledger) -> None:
    recorded(empty, *sources(), record("deal", id=DEAL, title="Cranes", parties=[]))
    recorded(empty, record("proposition", deal=DEAL, id="shipped", kind="yes-no", about="deed", text="Shipped."))
    recorded(empty, record("document", id="note", title="A note", text="Cranes left."))
    graded = [record("grade", source=name, reliability="B", reason="x") for name in ("outlet", "agency-a")]
    recorded(empty, *graded, claim(evidence=[{"document": "note", "start": 0, "end": 6}]))

    (only,) = sentences(dossier(empty, DEAL), MISSING)
    assert only.text == "Nothing is known to be missing."


def test_a_grade_given_later_changes_nothing_before_it(ledger: Ledger, calendar: Calendar) -> None:
    calendar.on("2024-02-01")
    given = claim()
    recorded(ledger, given)
    calendar.on("2024-03-01")
    recorded(ledger, grade(given, "2"))
    calendar.on("2024-04-01")
    assert dossier(ledger, DEAL, recorded_as_of="2024-02-10") == dossier(ledger, DEAL, recorded_as_of="2024-02-20")
    assert section(dossier(ledger, DEAL), "In short").blocks
    assert ANALYST in rendered(dossier(ledger, DEAL), Form.MARKDOWN).decode()


# -- what if -----------------------------------------------------------------------------------------------------------


def test_a_what_if_says_so_at_its_head_and_believes_as_the_ledger_would(ledger: Ledger) -> None:
    kept, gone, echo = recorded(ledger, claim(), claim("agency-b", publisher="wire"), claim("agency-b"))

    found = dossier(ledger, DEAL, without=["agency-b"], policy="policy-1")
    assert found.sections[0].heading == "What if"
    head, left_out, policy = sentences(found, "What if")
    assert "not what the record supports" in head.text
    assert left_out.text == "Left out is whatever passed through agency-b at any hop: 2 claims of the deal."
    assert left_out.at == (gone.position, echo.position)
    assert policy.text.startswith(f"The policy policy-1 ({found.policy_digest}) is followed")
    assert found.belief == ledger.beliefs(DEAL, without=["agency-b"], policy="policy-1")
    assert found.what_if is not None and found.what_if.without == ("agency-b",)
    assert [row.cells[0] for row in rows(found, "shipped")] == ["agency-a", "base rate", "sum"]
    said = voices(found)
    assert "is counted under" in said[kept.position]
    assert "is left out here" in said[gone.position] and "is left out here" in said[echo.position]


def test_nothing_is_said_of_a_what_if_where_nothing_is_taken_otherwise(lived: Ledger) -> None:
    found = dossier(lived, DEAL)
    assert found.what_if is None
    assert "What if" not in [one.heading for one in sections(found)]


def test_an_answer_that_is_left_out_is_cited_nowhere_among_the_answers(ledger: Ledger) -> None:
    (kept, _) = recorded(ledger, *(claim(source, "how-many", value="12") for source in ("agency-a", "agency-b")))
    (row,) = rows(dossier(ledger, DEAL, without=["agency-b"]), "how-many")
    assert (row.cells, row.at) == (("12 cranes", "1", "1"), (kept.position,))


def test_whoever_is_left_out_must_be_on_record(lived: Ledger) -> None:
    with pytest.raises(NotFound):
        dossier(lived, DEAL, without=["nobody-known"])
    with pytest.raises(NotFound):
        dossier(lived, DEAL, policy="policy-nowhere")


def test_a_what_if_is_held_to_a_last_report_of_the_same_kind_alone(lived: Ledger) -> None:
    last = dossier(lived, DEAL, without=["agency-a"])
    recorded(lived, claim("agency-b", text="Later."))

    same = texts(sentences(dossier(lived, DEAL, since=last, without=["agency-a"]), SINCE))
    assert "to the last digit" in same
    for otherwise in ({}, {"without": ["agency-b"]}, {"without": ["agency-a"], "policy": "policy-1"}):
        with pytest.raises(Rejected, match="same what-if"):
            dossier(lived, DEAL, since=last, **otherwise)


def test_a_server_is_asked_what_if_for_the_same(lived: Ledger) -> None:
    with remote(lived) as client:
        found = dossier(client, DEAL, without=["agency-a"], policy="policy-1")
    assert found == dossier(lived, DEAL, without=["agency-a"], policy="policy-1")


# -- what was forgotten since ------------------------------------------------------------------------------------------


def test_what_was_forgotten_since_the_last_report_is_told(ledger: Ledger) -> None:
    words = "The cranes were seen on the quay."
    place = {"document": "printed", "start": 4, "end": 10}
    noted = claim(evidence=[{**place, "quote": words[4:10]}], note="Told by Jana Novotna.")
    paper = record("document", id="printed", title="A paper", publisher="outlet", text=words)
    _, first, second = recorded(ledger, paper, noted, claim("agency-b", evidence=[place]))
    last = dossier(ledger, DEAL)
    note, quote = (ledger.forget(id_of(noted), "a court's order", of=[of], by=ANALYST) for of in NOTE_AND_QUOTE)
    whole = ledger.forget("printed", "a licence", by=ANALYST)
    positions = [one.receipt.position for one in (note, quote, whole) if one.receipt is not None]

    found = dossier(ledger, DEAL, since=last)
    came = [(row.cells[1], row.at) for row in rows(found, SINCE, "Recorded")]
    assert came == [("content-forgotten", (at,)) for at in positions]
    said = [one for one in sentences(found, SINCE) if "forgotten" in one.text]
    assert [one.at for one in said] == [
        (first.position, positions[0]),
        (first.position, positions[1]),
        (first.position, second.position, positions[2]),
    ]
    assert "“a court's order”" in said[0].text and "2 claims" in said[2].text and "“a licence”" in said[2].text
    assert "3 events came since" in texts(sentences(found, SINCE))
    assert "forgotten" not in texts(sentences(dossier(ledger, DEAL, since=str(positions[-1])), SINCE))


# -- scope, and what would change it -----------------------------------------------------------------------------------


def test_the_sources_stand_with_the_claims_that_passed_through_them(ledger: Ledger) -> None:
    graded, first, second = recorded(
        ledger, record("grade", source="agency-a", reliability="B", reason="known"), claim(), claim("agency-b")
    )
    found = dossier(ledger, DEAL)

    assert sentences(found, "Scope and sources")[0].text.startswith("It is made of 2 claims from 3 sources")
    table = {row.cells[0].partition(",")[0]: row for row in rows(found, "Scope and sources")}
    assert table["outlet"].cells[2:] == ("not graded", "2", "0")
    assert table["agency-a"].cells[2:] == ("B", "1", "1")
    assert table["agency-a"].at == (graded.position, first.position)
    assert table["agency-b"].at == (second.position,)


def test_it_is_told_what_would_be_believed_without_whoever_most_claims_come_from(ledger: Ledger) -> None:
    (only,) = recorded(ledger, claim())

    without, second, *_ = sentences(dossier(ledger, DEAL), "What would change this")
    assert without.text == (
        "Without what passed through agency-a, 2 beliefs would be other ones, and no stage would be supported."
    )
    assert second.text.startswith("2 beliefs stand on fewer than two independent origins")
    assert without.at == second.at == (only.position,)


def test_what_would_change_nothing_is_told_as_well(ledger: Ledger) -> None:
    recorded(ledger, claim(), claim(publisher="wire"), claim("agency-b", "how-many", value="12"))
    said = texts(sentences(dossier(ledger, DEAL), "What would change this"))
    assert "Without what passed through agency-b, 1 belief would be another one" in said
    assert "the furthest stage supported would stay" in said


def test_who_only_echoes_another_changes_nothing_by_being_left_out(ledger: Ledger) -> None:
    on = {"occasion": "briefing"}
    recorded(ledger, claim(**on), claim(text="Again.", **on), claim("agency-b", **on))
    said = texts(sentences(dossier(ledger, DEAL), "What would change this"))
    assert "Without what passed through agency-b, no belief would be another one." in said


def test_a_belief_whose_claims_are_left_out_says_so(ledger: Ledger) -> None:
    recorded(ledger, claim())
    said = texts(sentences(dossier(ledger, DEAL, without=["agency-a"]), "shipped"))
    assert "no claim that is not left out is filed under it" in said


def test_a_belief_without_a_basis_names_the_claims_that_are_none(ledger: Ledger) -> None:
    (opinion,) = recorded(ledger, claim(mode="opinion"))
    said = sentences(dossier(ledger, DEAL), "shipped")
    assert (
        said[1].text
        == "There is no basis for a belief: 1 claim is filed under it, which weighs too little, or nothing."
    )
    assert opinion.position in said[1].at
    assert not any("Confidence" in one.text for one in said)
