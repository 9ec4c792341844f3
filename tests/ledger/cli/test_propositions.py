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
