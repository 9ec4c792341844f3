"""The laws that hold for every log: properties over random webs of propositions, ties, grades and claims."""

from random import Random

from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from ledger.belief import PropositionBelief, believe, explain, fold
from ledger.belief.view import DealBelief
from ledger.terms import Stance
from tests.ledger.belief.cases import NAMES, SOURCES, Graded, Said, Tied, Web, grades, opened, said, ties, webs
from tests.ledger.belief.given import DEAL, Given

FEW = settings(max_examples=80, deadline=None)
MANY = settings(max_examples=250, deadline=None)

logs = st.lists(said(), max_size=14)


def believed(given: Given) -> DealBelief:
    return believe(fold(DEAL, given.entries))


def beliefs(given: Given) -> dict[str, PropositionBelief]:
    return {b.id: b for b in believed(given).propositions if isinstance(b, PropositionBelief)}


def log_odds(given: Given) -> dict[str, int]:
    docket = fold(DEAL, given.entries)
    return {name: explain(docket, name).log_odds for name in docket.propositions}


def unplaced(given: Given) -> list[dict[str, object]]:
    """The beliefs but for positions, which tell the order of recording."""
    return [b.model_dump(exclude={"changed_at"}) for b in believed(given).propositions]


@FEW
@forall(webs, ties, grades, logs, st.integers(0, 2**32))
def test_law_1_order_does_not_matter(web: Web, tied: Tied, graded: Graded, log: list[Said], seed: int) -> None:
    one, other = opened(web, tied, graded), opened(web, tied, graded)
    for item in log:
        item.on(one)
    for item in Random(seed).sample(log, len(log)):
        item.on(other)
    assert unplaced(one) == unplaced(other)
    assert log_odds(one) == log_odds(other)


@FEW
@forall(webs, ties, grades, st.lists(said(), min_size=1, max_size=12), st.data())
def test_law_2_an_echo_adds_nothing(web: Web, tied: Tied, graded: Graded, log: list[Said], data: st.DataObject) -> None:
    given = opened(web, tied, graded)
    for item in log:
        item.on(given)
    before = log_odds(given)
    echoed = data.draw(st.sampled_from(log))
    last = max(item.line for item in log)
    for publisher in ("outlet-1", "outlet-2", "outlet-3"):
        given.grade(publisher, "E")
        last += 1
        Said(**{**vars(echoed), "publisher": publisher, "line": last}).on(given)
    if echoed.publisher != echoed.origin and graded.get(echoed.publisher) != "E":
        assert log_odds(given) == before


@FEW
@forall(st.lists(st.sampled_from("ABCDEF"), min_size=1, max_size=8), st.sampled_from(("affirms", "denies")))
def test_law_2_a_better_carrier_replaces_up_to_the_origin_heard_direct(carriers: list[str], stance: str) -> None:
    direct = Given()
    direct.deal()
    direct.proposition("talks")
    direct.claim("talks", "origin:agency", stance=stance)
    relayed = Given()
    relayed.deal()
    relayed.proposition("talks")
    best = 0
    for number, grade in enumerate(carriers):
        relayed.grade(f"outlet-{number}", grade)
        relayed.claim("talks", f"publisher:outlet-{number}", "origin:agency", stance=stance)
        now = abs(log_odds(relayed)["talks"])
        assert best <= now <= abs(log_odds(direct)["talks"])
        best = now
    assert beliefs(relayed)["talks"].origins == 1


@FEW
@forall(webs, ties, grades, logs, said(), st.sampled_from(("void", "replace", "report")))
def test_law_4_taking_back_restores(
    web: Web, tied: Tied, graded: Graded, log: list[Said], extra: Said, way: str
) -> None:
    never, taken = opened(web, tied, graded), opened(web, tied, graded)
    extra = Said(**{**vars(extra), "line": 10**7})
    replacement = Said(**{**vars(extra), "line": 10**8, "stance": "unsure", "proposition": "p0"})
    for number, item in enumerate(log):
        item.on(never)
        if number == len(log) // 2:
            wrong = extra.on(taken)
        item.on(taken)
    if not log:
        wrong = extra.on(taken)
    if way == "replace":
        taken.correct(wrong, replacement.on(taken))
        replacement.on(never)
    elif way == "void":
        taken.correct(wrong)
    else:
        voided = taken.retract(wrong, extra.publisher, "report")
        taken.void(wrong, voided)
        taken.retract(wrong, extra.publisher, "report")
    assert unplaced(taken) == unplaced(never)


@FEW
@forall(webs, ties, grades, logs)
def test_law_6_the_explanation_adds_up(web: Web, tied: Tied, graded: Graded, log: list[Said]) -> None:
    given = opened(web, tied, graded)
    for item in log:
        item.on(given)
    docket = fold(DEAL, given.entries)
    for name, belief in beliefs(given).items():
        found = explain(docket, name)
        assert sum(term.millionths for term in found.terms) == found.log_odds
        assert (found.probability, found.vacuous) == (belief.probability, belief.vacuous)
        voices = found.voices
        assert len({(term.voice, term.stance) for term in voices}) == len(voices) == belief.for_ + belief.against
        assert all(term.claims for term in voices)
        assert all((term.millionths >= 0) == (term.stance == "affirms") or not term.millionths for term in voices)
        named = [claim for term in voices for claim in term.claims]
        assert len(named) == len(set(named))


@MANY
@forall(webs, ties, grades, st.lists(said(), max_size=24), st.sampled_from((None, "true", "false")), st.data())
def test_law_7_what_is_implied_is_believed_no_less(
    web: Web, tied: Tied, graded: Graded, log: list[Said], ruling: str | None, data: st.DataObject
) -> None:
    given = opened(web, tied, graded)
    for item in log:
        item.on(given)
    if ruling:
        given.settle(data.draw(st.sampled_from(NAMES)), ruling)
    found = beliefs(given)
    for low, high in web:
        stronger, weaker = found[NAMES[high]], found[NAMES[low]]
        for s, w in ((stronger, weaker), (stronger.without_interested, weaker.without_interested)):
            if s.probability is not None and w.probability is not None:
                assert w.probability >= s.probability
            if s.probability is not None and s.probability > "0.5000":
                assert not w.vacuous


@FEW
@forall(grades, st.lists(said(propositions=("p0",)), min_size=1, max_size=8))
def test_law_7_nothing_of_a_low_stage_raises_a_higher_one(graded: Graded, log: list[Said]) -> None:
    given = opened([(0, 1), (1, 2)], [], graded)
    for item in log:
        Said(**{**vars(item), "stance": "affirms"}).on(given)
    assert beliefs(given)["p1"].vacuous
    assert beliefs(given)["p2"].vacuous


@MANY
@forall(
    webs,
    ties,
    grades,
    logs,
    said(stances=("affirms", "denies"), sources=("newcomer", *SOURCES), occasions=(None,)),
)
def test_law_12_a_further_claim_moves_a_belief_its_own_way_or_not_at_all(
    web: Web, tied: Tied, graded: Graded, log: list[Said], further: Said
) -> None:
    given = opened(web, [*tied, ("newcomer", "affiliation", "gov1", "established")], graded)
    for item in log:
        Said(**{**vars(item), "credibility": None}).on(given)
    before = log_odds(given)
    Said(**{**vars(further), "credibility": None, "line": 10**7}).on(given)
    after = log_odds(given)
    sign = 1 if further.stance == Stance.AFFIRMS.value else -1
    assert all(sign * (after[name] - before[name]) >= 0 for name in NAMES)


@FEW
@forall(webs, ties, grades, logs, said(stances=("affirms", "denies"), occasions=("briefing", "hearing")))
def test_law_12_holds_for_a_newcomer_on_an_occasion_that_is_known(
    web: Web, tied: Tied, graded: Graded, log: list[Said], further: Said
) -> None:
    given = opened(web, [*tied, ("newcomer", "affiliation", "gov1", "established")], graded)
    for item in log:
        item.on(given)
    before = log_odds(given)
    Said(**{**vars(further), "origin": "newcomer", "publisher": "wire", "line": 10**7}).on(given)
    after = log_odds(given)
    sign = 1 if further.stance == Stance.AFFIRMS.value else -1
    assert all(sign * (after[name] - before[name]) >= 0 for name in NAMES)
