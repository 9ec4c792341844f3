import io

from ledger.belief.view import Answer, Confidence, Estimate, PropositionBelief, ValuedBelief, VerdictView
from ledger.cli.propositions import belief_table, notes
from ledger.cli.terminal import Terminal
from ledger.terms import About, Ruling, Stage


def yes_no(name: str, stage: Stage | None = Stage.CONTACT, **fields: object) -> PropositionBelief:
    given: dict[str, object] = {
        "id": name,
        "about": About.DEED,
        "stage": stage,
        "text": "It is so.",
        "probability": "0.6566",
        "vacuous": False,
        "likelihood": "likely",
        "range": (55, 80),
        "confidence": Confidence.LOW,
        "uncertainty": "0.5000",
        "conflict": "0.0000",
        "reports": 3,
        "origins": 1,
        "interested_origins": 0,
        "for": 1,
        "against": 0,
        "without_interested": Estimate(probability="0.6566", vacuous=False),
        "verdict": None,
        "changed_at": 9,
    }
    return PropositionBelief.model_validate(given | fields)


def printed(*beliefs: PropositionBelief | ValuedBelief) -> list[str]:
    out = Terminal(io.StringIO())
    out.print(belief_table(beliefs))
    assert isinstance(out.file, io.StringIO)
    return [line.rstrip() for line in out.file.getvalue().splitlines()[2:]]


def test_stages_go_up_the_ladder_then_beside_it_deeds_before_plans() -> None:
    said = printed(
        yes_no("e", None),
        yes_no("d", Stage.RESPONSE),
        yes_no("c", Stage.USE),
        yes_no("b", about=About.PLAN),
        yes_no("a"),
    )
    assert said[::2] == ["contact", "contact, planned", "use", "response", "no stage"]
    assert [line.split()[0] for line in said[1::2]] == ["a", "b", "c", "d", "e"]


def test_a_verdict_that_leaves_it_open_is_said_under_the_likelihood() -> None:
    verdict = VerdictView(ruling=Ruling.UNDETERMINABLE, reason="No record was kept.", given_on="a", position=9)
    assert "likely (55-80 %)" in printed(yes_no("a", verdict=verdict))[1]
    assert "held undeterminable" in printed(yes_no("a", verdict=verdict))[2]
    assert list(notes([yes_no("a", verdict=verdict)])) == ["Verdict on a: undeterminable. No record was kept."]


def test_a_verdict_given_on_another_is_noted_once() -> None:
    verdict = VerdictView(ruling=Ruling.FALSE, reason="Seen.", given_on="b", position=9)
    assert list(notes([yes_no("a", verdict=verdict)])) == []
    assert "settled as false" in printed(yes_no("a", verdict=verdict))[1]


def test_each_answer_has_a_row() -> None:
    valued = ValuedBelief(
        id="v",
        about=About.DEED,
        stage=None,
        text="How many.",
        unit="boxes",
        answers=(Answer(value="10", reports=4, origins=2), Answer(value=">9", reports=1, origins=1)),
        reports=5,
        origins=2,
        interested_origins=0,
        verdict=None,
        changed_at=3,
    )
    assert [line.split() for line in printed(valued)[1:]] == [
        ["v", "answers:", "2", "5"],
        ["10", "boxes", "2", "4"],
        [">9", "boxes", "1", "1"],
    ]
    assert printed(valued.model_copy(update={"answers": ()}))[1].split()[:3] == ["v", "no", "answer"]


def test_an_id_too_long_for_its_column_is_folded_not_cut() -> None:
    name = "-".join(["long"] * 20)
    assert name in "".join(line.split()[0] if line.strip() else "" for line in printed(yes_no(name))[1:])


def test_a_verdict_through_another_leaves_the_ids_their_room() -> None:
    verdict = VerdictView(ruling=Ruling.TRUE, reason="Seen.", given_on="munitions-were-shipped", position=9)
    assert printed(yes_no("second-delegation-visited", verdict=verdict))[1].split()[0] == "second-delegation-visited"


def test_a_settled_value_stands_above_the_answers() -> None:
    valued = ValuedBelief(
        id="v",
        about=About.DEED,
        stage=None,
        text="How many.",
        unit="boxes",
        answers=(Answer(value="10", reports=4, origins=2),),
        reports=4,
        origins=2,
        interested_origins=0,
        verdict=VerdictView(ruling=Ruling.TRUE, value=">=10", reason="Counted.", given_on="v", position=4),
        changed_at=4,
    )
    assert [line.split()[:4] for line in printed(valued)[1:3]] == [["v", "settled", "as", ">=10"], ["answers:"]]


def test_interested_sources_are_told_of_where_they_matter() -> None:
    stays = yes_no("a", without_interested=Estimate(probability="0.6000", vacuous=False))
    leaves = yes_no("b", without_interested=Estimate(probability=None, vacuous=True))
    assert list(notes([yes_no("c")])) == []
    assert list(notes([stays])) == ["Without interested sources no belief leaves its band."]
    assert list(notes([stays, leaves])) == ["Without interested sources, b: no basis."]
