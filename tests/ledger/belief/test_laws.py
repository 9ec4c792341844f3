"""The laws by example, each named by its law."""

import pytest

from ledger.belief import PropositionBelief, believe, explain, fold, independent_origins
from ledger.belief.view import Confidence, DealBelief, Explanation
from tests.ledger.belief.given import DEAL, Given


@pytest.fixture
def given() -> Given:
    given = Given()
    given.deal(("supplier", "denies"), ("recipient", "denies"))
    given.proposition("met", stage="contact")
    given.proposition("shipped", "met", stage="shipment")
    given.proposition("will-ship", about="plan", stage="shipment")
    return given


def believed(given: Given, **asked: object) -> DealBelief:
    return believe(fold(DEAL, given.entries), **asked)  # type: ignore[arg-type]


def belief(given: Given, name: str, **asked: object) -> PropositionBelief:
    found = next(b for b in believed(given, **asked).propositions if b.id == name)
    assert isinstance(found, PropositionBelief)
    return found


def why(given: Given, name: str, **asked: object) -> Explanation:
    return explain(fold(DEAL, given.entries), name, **asked)  # type: ignore[arg-type]


def probability(given: Given, name: str, **asked: object) -> float:
    found = belief(given, name, **asked).probability
    assert found is not None
    return float(found)


def test_law_2_ten_articles_on_one_briefing_are_one_origin(given: Given) -> None:
    for number in range(10):
        given.claim("met", f"publisher:paper-{number}", "speaker:spokesman", "origin:agency", basis="induced")
    found = belief(given, "met")
    assert (found.reports, found.origins, found.for_, found.confidence) == (10, 1, 1, Confidence.LOW)
    assert "echoes: 9" in why(given, "met").voices[0].remarks


def test_law_3_unknown_origin_is_no_origin(given: Given) -> None:
    for number in range(3):
        given.claim("met", f"publisher:paper-{number}", "speaker:spokesman")
    found = belief(given, "met")
    assert (found.reports, found.origins, found.for_) == (3, 0, 1)
    term = why(given, "met").voices[0]
    assert (term.voice, term.origin) == ("spokesman", None)
    assert "origin unknown" in term.remarks


def test_law_3_an_outlets_own_sentence_stays_below_the_official_whom_it_quotes(given: Given) -> None:
    given.claim("met", "publisher:paper")
    given.claim("shipped", "publisher:paper", "origin:official", basis="told")
    assert probability(given, "shipped") > 0.65 > 0.6 > belief_alone("publisher:paper")


def belief_alone(*hops: str) -> float:
    given = Given()
    given.deal()
    given.proposition("it")
    given.claim("it", *hops)
    return probability(given, "it")


def test_law_3_nobody_named_is_one_voice_however_often(given: Given) -> None:
    given.claim("met", "relay")
    once = probability(given, "met")
    given.claim("met", "relay", "speaker")
    assert probability(given, "met") == once
    assert belief(given, "met").for_ == 1


def test_law_3_claims_of_one_occasion_are_one_voice_however_deep_each_was_coded(given: Given) -> None:
    given.claim("met", "publisher:paper", "speaker:spokesman", "origin:agency", basis="induced", occasion="briefing")
    before = probability(given, "met")
    given.claim("met", "publisher:wire", "speaker:spokesman", occasion="briefing")
    assert probability(given, "met") == before
    assert belief(given, "met").for_ == 1


def test_law_4_an_origin_that_withdraws_takes_every_echo_with_it(given: Given) -> None:
    first = given.claim("met", "publisher:paper", "origin:agency", asserted_at="2023-10-13")
    for day in ("2023-10-13", "2023-10-14"):
        given.claim("met", "publisher:wire", "origin:agency", asserted_at=day)
    mistaken = given.retract(first, "agency", "origin", on="2023-10-15")
    assert belief(given, "met").vacuous
    assert belief(given, "met").reports == 0
    given.claim("met", "publisher:late", "origin:agency", asserted_at="2023-10-12")
    assert belief(given, "met").vacuous
    given.claim("met", "publisher:wire", "origin:agency", asserted_at="2023-10-16")
    assert belief(given, "met").reports == 1
    given.void(first, mistaken)
    assert belief(given, "met").reports == 5


def test_law_4_an_outlet_that_withdraws_takes_its_report_alone(given: Given) -> None:
    wrong = given.claim("met", "publisher:paper", "origin:agency")
    given.claim("met", "publisher:wire", "origin:agency")
    before = probability(given, "met")
    given.retract(wrong, "paper", "report", on="2023-10-15")
    assert probability(given, "met") == before
    assert belief(given, "met").reports == 1


def test_law_4_whoever_else_was_heard_on_the_occasion_has_withdrawn_nothing(given: Given) -> None:
    given.claim("met", "origin:minister", occasion="briefing")
    before = probability(given, "met")
    withdrawn = given.claim("met", "origin:general", occasion="briefing")
    given.claim("met", "publisher:paper", occasion="briefing")
    given.retract(withdrawn, "general", "origin")
    assert probability(given, "met") == before
    assert belief(given, "met").reports == 1


def test_law_4_who_was_heard_withdraws_every_report_of_it_though_it_rests_on_another(given: Given) -> None:
    withdrawn = given.claim("met", "publisher:paper", "origin:spokesman", occasion="briefing")
    given.claim("met", "publisher:wire", "speaker:spokesman", "origin:agency")
    given.claim("met", "publisher:wire", "speaker:", "origin:agency", occasion="briefing")
    given.claim("met", "publisher:wire", "speaker:other", "origin:agency", occasion="briefing")
    given.retract(withdrawn, "spokesman", "origin")
    assert belief(given, "met").reports == 1


@pytest.mark.parametrize("kind", ["speaks-for", "dependence"])
@pytest.mark.parametrize(("who", "left"), [("minister", 0), ("spokesman", 1)])
def test_law_4_whom_a_source_speaks_for_or_depends_on_has_not_withdrawn_what_it_does(
    given: Given, kind: str, who: str, left: int
) -> None:
    given.tie("spokesman", kind, "minister")
    claims = {name: given.claim("met", f"origin:{name}") for name in ("minister", "spokesman")}
    given.retract(claims[who], who, "origin")
    assert belief(given, "met").reports == left


@pytest.mark.parametrize("way", ["void", "report"])
def test_law_4_a_claim_taken_back_tells_of_no_occasion(given: Given, way: str) -> None:
    withdrawn = given.claim("met", "publisher:paper", "origin:agency")
    given.retract(withdrawn, "agency", "origin")
    given.claim("met", "publisher:ally", occasion="summit")
    assert belief(given, "met").reports == 1
    misheard = given.claim("met", "publisher:wire", "origin:agency", occasion="summit")
    assert belief(given, "met").reports == 0
    if way == "void":
        given.correct(misheard)
    else:
        given.retract(misheard, "wire", "report")
    assert belief(given, "met").reports == 1


def test_law_4_a_restatement_that_was_voided_never_was(given: Given) -> None:
    old = given.claim("met", "origin:agency", basis="induced")
    before = probability(given, "met")
    new = given.claim("met", "origin:agency", stance="denies", restates=old)
    given.restate(old, new)
    assert probability(given, "met") < 0.5
    given.correct(new)
    assert probability(given, "met") == before


def test_law_5_no_basis_is_not_even_odds(given: Given) -> None:
    for found in (belief(given, "met"), belief(given, "shipped")):
        assert found.vacuous
        assert (found.probability, found.likelihood, found.range) == (None, None, None)
    given.claim("met", "origin:agency")
    given.claim("met", "origin:ministry", stance="denies")
    found = belief(given, "met")
    assert (found.probability, found.likelihood, found.conflict) == ("0.5000", "roughly even chance", "1.0000")


def test_law_5_a_denial_in_ones_own_interest_is_no_basis(given: Given) -> None:
    given.source("supplier", grade="A")
    given.claim("met", "origin:supplier", stance="denies")
    assert belief(given, "met").vacuous


def test_law_7_a_voice_is_inherited_once_at_its_heaviest(given: Given) -> None:
    given.claim("met", "origin:agency", basis="told")
    given.claim("shipped", "origin:agency", basis="witnessed")
    assert probability(given, "met") == probability(given, "shipped")
    assert "inherited from shipped" in why(given, "met").voices[0].remarks
    given.claim("met", "origin:rival", stance="denies")
    assert probability(given, "met") == probability(given, "shipped")


def test_law_7_voices_that_an_occasion_makes_one_are_one_on_every_relative(given: Given) -> None:
    given.claim("shipped", "origin:agency", occasion="summit")
    given.claim("shipped", "origin:ally")
    given.claim("met", "origin:ally", occasion="summit")
    assert probability(given, "met") >= probability(given, "shipped")
    assert (belief(given, "met").for_, belief(given, "shipped").for_) == (1, 1)


def test_law_7_weak_evidence_on_both_sides_is_no_basis_while_what_it_implies_has_none(given: Given) -> None:
    given.claim("shipped", "speaker:one", hedge="possible", credibility="4")
    given.claim("shipped", "origin:supplier", stance="denies")
    assert belief(given, "met").vacuous
    assert belief(given, "shipped").vacuous


def test_law_7_verdicts_settle_along_the_implications(given: Given) -> None:
    given.claim("shipped", "origin:agency")
    given.settle("shipped", "true")
    for name in ("shipped", "met"):
        found = belief(given, name)
        assert (found.probability, found.likelihood, found.vacuous) == ("1.0000", None, False)
        assert found.verdict is not None and found.verdict.given_on == "shipped"
    given.reopen("shipped")
    given.settle("met", "false")
    assert [belief(given, name).probability for name in ("met", "shipped")] == ["0.0000", "0.0000"]
    given.reopen("met")
    given.settle("shipped", "false")
    assert belief(given, "shipped").probability == "0.0000"
    assert belief(given, "met").verdict is None


def test_law_7_an_undeterminable_verdict_is_said_and_settles_nothing(given: Given) -> None:
    given.claim("met", "origin:agency")
    before = probability(given, "met")
    given.settle("met", "undeterminable")
    found = belief(given, "met")
    assert probability(given, "met") == before
    assert found.verdict is not None and found.verdict.ruling.value == "undeterminable"


def test_law_8_interest_has_a_direction(given: Given) -> None:
    given.claim("met", "origin:agency", basis="induced")
    alone = probability(given, "met")
    given.claim("met", "origin:supplier", stance="denies")
    assert alone - 0.02 < probability(given, "met") < alone
    found = belief(given, "met")
    assert float(found.without_interested.probability or 0) == alone
    assert (found.origins, found.interested_origins) == (2, 1)
    given.claim("met", "origin:recipient", stance="affirms")
    assert probability(given, "met") > 0.9
    assert "interested: against interest" in why(given, "met").voices[0].remarks


def test_law_8_a_partys_ministry_and_spokesman_share_its_interest(given: Given) -> None:
    given.tie("ministry", "affiliation", "supplier")
    given.tie("envoy", "speaks-for", "recipient")
    for source in ("ministry", "envoy"):
        given.claim("met", f"origin:{source}", stance="denies")
    assert belief(given, "met").interested_origins == 2
    assert all("interested: self-serving" in term.remarks for term in why(given, "met").voices)


def test_law_8_an_interest_counts_from_when_it_began_and_by_its_degree(given: Given) -> None:
    given.interest("ally", "affirms", since="2023-06")
    given.claim("met", "origin:ally", asserted_at="2023-05-31")
    assert belief(given, "met").interested_origins == 0
    given.claim("shipped", "origin:ally", asserted_at="2023-06-01")
    assert belief(given, "shipped").vacuous
    given.interest("critic", "denies", degree="suspected")
    given.claim("shipped", "origin:critic")
    assert "interested: direction not recorded" in why(given, "shipped").voices[0].remarks


def test_law_9_a_grade_acts_from_its_position_everywhere_at_once(given: Given) -> None:
    for name in ("met", "shipped"):
        given.claim(name, "publisher:paper", "origin:agency")
    before = {name: probability(given, name) for name in ("met", "shipped")}
    position = len(given.entries)
    given.grade("agency", "A")
    assert all(probability(given, name) > before[name] for name in before)
    then = believe(fold(DEAL, given.entries[:position]))
    for found in then.propositions:
        assert isinstance(found, PropositionBelief)
        assert found.id not in before or found.probability == f"{before[found.id]:.4f}"
    assert then.recorded_as_of.position == position


def test_law_9_an_established_dependence_makes_two_voices_one_from_then_on(given: Given) -> None:
    for source in ("agency", "institute"):
        given.claim("met", f"origin:{source}")
    apart = probability(given, "met")
    given.tie("institute", "dependence", "agency", "suspected")
    suspected = probability(given, "met")
    given.tie("institute", "dependence", "agency")
    assert apart > suspected > probability(given, "met")
    assert belief(given, "met").for_ == 1


def test_law_10_confirmation_needs_other_independent_origins(given: Given) -> None:
    own = given.claim("met", "origin:agency")
    unknown = given.claim("met", "speaker:spokesman")
    docket = fold(DEAL, given.entries)
    assert (independent_origins(docket, own), independent_origins(docket, unknown)) == (1, 0)
    given.claim("met", "origin:institute")
    given.claim("met", "origin:doubter", stance="denies")
    assert independent_origins(fold(DEAL, given.entries), own) == 2
    given.tie("institute", "ownership", "agency")
    assert independent_origins(fold(DEAL, given.entries), own) == 1


def test_law_10_origins_of_one_occasion_do_not_confirm_each_other(given: Given) -> None:
    own = given.claim("met", "origin:agency", occasion="summit")
    given.claim("met", "origin:ally", occasion="summit")
    assert independent_origins(fold(DEAL, given.entries), own) == 1


@pytest.mark.parametrize(("tied", "other"), [("x", "y"), ("y", "x")])
def test_law_10_an_origin_confirms_whoever_else_was_there_and_whatever_they_are_called(
    given: Given, tied: str, other: str
) -> None:
    own = given.claim("met", "origin:agency")
    given.tie(tied, "affiliation", "agency")
    for source in (tied, other):
        given.claim("met", f"origin:{source}", occasion="summit")
    assert independent_origins(fold(DEAL, given.entries), own) == 2
    assert belief(given, "met").confidence is Confidence.LOW


def test_law_10_a_joint_body_does_not_confirm_its_members_but_they_confirm_each_other(given: Given) -> None:
    for member in ("state-u", "state-k"):
        given.tie(member, "member-of", "joint-team")
    body = given.claim("met", "origin:joint-team")
    one = given.claim("met", "origin:state-u")
    assert independent_origins(fold(DEAL, given.entries), one) == 1
    given.claim("met", "origin:state-k")
    docket = fold(DEAL, given.entries)
    assert (independent_origins(docket, one), independent_origins(docket, body)) == (2, 1)


def test_law_10_a_confirmation_that_no_longer_stands_counts_as_2_and_says_so(given: Given) -> None:
    given.claim("met", "origin:agency", credibility="1")
    other = given.claim("met", "origin:institute")
    assert not any("counts as 2" in remark for term in why(given, "met").voices for remark in term.remarks)
    given.correct(other)
    remarks = [remark for term in why(given, "met").voices for remark in term.remarks]
    assert remarks == ["credibility 1 counts as 2: 1 of the 2 independent origins it needs stand"]


def test_law_10_what_cannot_be_judged_is_neither_ungraded_nor_worst(given: Given) -> None:
    grades = {name: belief_graded(name, None) for name in ("F", "E")}
    grades |= {name: belief_graded(None, name) for name in ("3", "5", "6")}
    grades["ungraded"] = belief_graded(None, None)
    assert grades["ungraded"] > grades["F"] > grades["E"]
    assert grades["ungraded"] == grades["3"] > grades["6"] > grades["5"]


def belief_graded(reliability: str | None, credibility: str | None) -> float:
    given = Given()
    given.deal()
    given.proposition("it")
    given.source("agency", grade=reliability)
    given.claim("it", "origin:agency", basis="witnessed", credibility=credibility)
    return float(why(given, "it").log_odds)


@pytest.mark.parametrize("stance", ["unsure", "declines", "challenges"])
def test_law_11_taking_no_side_moves_nothing(given: Given, stance: str) -> None:
    given.claim("met", "origin:supplier", stance=stance)
    assert belief(given, "met").vacuous
    assert belief(given, "met").reports == 1


@pytest.mark.parametrize(
    ("mode", "deed", "plan"),
    [("opinion", 0, 0), ("forecast", 0, 1), ("condition", 0, 1), ("intention", 0, 1), ("assessment", 1, 1)],
)
def test_law_11_what_is_meant_speaks_for_a_plan_and_never_for_a_deed(
    given: Given, mode: str, deed: int, plan: int
) -> None:
    for name in ("shipped", "will-ship"):
        given.claim(name, "origin:agency", mode=mode)
    assert (belief(given, "shipped").for_, belief(given, "will-ship").for_) == (deed, plan)


def test_law_11_an_act_is_established_by_the_partys_own_doing_it(given: Given) -> None:
    given.interest("ally", "affirms")
    given.claim("met", "origin:ally", mode="act")
    assert probability(given, "met") > 0.8
    assert belief(given, "met").interested_origins == 1


def test_law_12_a_weak_voice_never_lowers_a_belief(given: Given) -> None:
    given.claim("met", "origin:agency", basis="witnessed")
    before = probability(given, "met")
    for number in range(20):
        given.claim("met", f"origin:weak-{number}", hedge="possible", credibility="5")
        now = probability(given, "met")
        assert now >= before
        before = now


def test_what_was_asserted_by_a_day_leaves_out_and_counts_what_may_have_been_said_later(given: Given) -> None:
    given.claim("met", "origin:agency", asserted_at="2023-08-30")
    given.claim("met", "origin:institute", asserted_at="2023-08")
    given.claim("met", "origin:ally", asserted_at="2023-09-15")
    given.claim("met", "origin:undated")
    found = believed(given, asserted_as_of="2023-08-30")
    assert found.possibly_said == 2
    assert belief(given, "met", asserted_as_of="2023-08-30").reports == 1
    assert belief(given, "met", asserted_as_of="2024-01-02").reports == 4
    assert believed(given).possibly_said is None
    assert "possibly_said" not in believed(given).model_dump()


def test_a_restatement_counts_from_when_it_was_asserted(given: Given) -> None:
    old = given.claim("met", "origin:agency", asserted_at="2023-08-01")
    new = given.claim("met", "origin:agency", stance="denies", asserted_at="2023-09-01", restates=old)
    given.restate(old, new)
    assert probability(given, "met", asserted_as_of="2023-08-15") > 0.5
    assert probability(given, "met", asserted_as_of="2023-09-15") < 0.5
    assert probability(given, "met") < 0.5


def test_a_retraction_acts_at_its_date_and_a_correction_at_once(given: Given) -> None:
    claim = given.claim("met", "origin:agency", asserted_at="2023-08-01")
    given.retract(claim, "agency", "origin", on="2023-09-01")
    assert not belief(given, "met", asserted_as_of="2023-08-15").vacuous
    assert belief(given, "met", asserted_as_of="2023-09-15").vacuous
    given.correct(claim)
    assert belief(given, "met", asserted_as_of="2023-08-15").vacuous


def test_without_a_source_leaves_it_out_at_any_hop_and_under_any_name(given: Given) -> None:
    given.tie("paper-online", "same-as", "paper")
    given.claim("met", "publisher:paper-online", "origin:agency")
    given.claim("met", "publisher:wire", "speaker:spokesman", "origin:institute")
    assert belief(given, "met", without=["paper"]).origins == 1
    assert belief(given, "met", without=["spokesman"]).origins == 1
    assert belief(given, "met", without=["paper", "spokesman"]).vacuous


def test_an_unfiled_claim_counts_once_it_is_assigned(given: Given) -> None:
    claim = given.claim("", "origin:agency", deal=None)
    given.grade_claim(claim, "5")
    assert belief(given, "met").reports == 0
    given.assign(claim, "met")
    assert belief(given, "met").reports == 1
    assert why(given, "met").log_odds == 108_000


def test_the_professionals_judgement_of_a_real_history_is_met() -> None:
    given = Given()
    given.deal(("dprk", "denies"), ("russia", "denies"))
    given.proposition("talks", stage="negotiation")
    for source in ("outlet", "official", "us-intelligence", "institute", "other-agency"):
        given.source(source, grade="B")
    given.claim("talks", "publisher:outlet", "speaker:official", "origin:us-intelligence", basis="induced")
    found = belief(given, "talks")
    assert (found.probability, found.likelihood, found.confidence) == ("0.7557", "likely", Confidence.LOW)
    given.grade("institute", "C")
    given.claim("talks", "publisher:outlet", "origin:institute", basis="witnessed", hedge="probable")
    assert 0.86 < probability(given, "talks") < 0.89
    given.claim("talks", "publisher:outlet", "origin:other-agency", basis="told", hedge="probable")
    found = belief(given, "talks")
    assert 0.90 < probability(given, "talks") < 0.92
    assert (found.likelihood, found.confidence) == ("very likely", Confidence.HIGH)
    for number in range(3):
        given.source(f"inspectors-{number}", grade="B")
        given.claim("talks", "publisher:outlet", f"origin:inspectors-{number}", basis="witnessed")
    found = belief(given, "talks")
    assert (found.probability, found.likelihood, found.confidence) == ("0.9900", "almost certain", Confidence.HIGH)


def test_law_6_a_voice_goes_by_no_source_that_is_left_out(given: Given) -> None:
    given.source("aide")
    given.tie("aide", "speaks-for", "office")
    given.claim("met", "publisher:paper", "origin:aide", occasion="briefing")
    given.claim("met", "publisher:paper", "origin:office", occasion="briefing")
    assert [(t.voice, t.occasion) for t in why(given, "met").voices[:1]] == [("aide", "briefing")]
    assert why(given, "met", without=["aide"]).voices[0].voice == "office"
