import pytest

from ledger.auditor import replay
from ledger.auditor.verifier import Difference
from ledger.auditor.view import Departure
from ledger.belief import DealBelief
from ledger.specs.meaning import auditing
from ledger.specs.steps import outcomes
from tests.ledger.specs.specification import GIVEN, SOUND, WHEN, Specify, all_red, feature

X = '"containers were moved"'
CONFIRMS = f'When the analyst grades the claim of "State U" on {X} as 1\n'


def test_each_sentence_is_red_where_it_is_not_so(specify: Specify) -> None:
    scenarios = {
        "accepted": f'{GIVEN}{WHEN}Then it is refused because "we say so"\n',
        "another reason": f'{GIVEN}{CONFIRMS}Then it is refused because "it is too late"\n',
        "recorded": f"{GIVEN}{WHEN}Then nothing is recorded\n",
        "not a word of the refusal": f"{GIVEN}{CONFIRMS}Then nothing is recorded\n",
        "nothing happened": f"{GIVEN}Then nothing is recorded\n",
        "one order": f"{GIVEN}When 2031-12-31 passes\nThen the same claims in any other order give the same beliefs\n",
    }
    all_red(
        specify(feature(scenarios)),
        {
            "accepted": '  expected: refused because "we say so"\n  found:    accepted: 3 events recorded',
            "another reason": "  found:    because Not confirmed by independent origins",
            "recorded": "  expected: nothing\n  found:    3 events: claim recorded, claim recorded, claim recorded",
            "not a word of the refusal": "the When was refused: ",
            "nothing happened": "there was no When",
            "one order": "there are fewer than two claims on record",
        },
    )


def test_another_order_that_gives_another_belief_is_red(specify: Specify, monkeypatch: pytest.MonkeyPatch) -> None:
    # given: a belief in which the order matters
    def believes_the_first(scene: object, order: tuple[object, ...] | None) -> list[dict[str, object]]:
        return [{"believed": "as the scenario has it" if order is None else "otherwise"}]

    monkeypatch.setattr(outcomes, "elsewhere", believes_the_first)
    # when
    result = specify(
        feature({"order": f"{GIVEN}{WHEN}Then the same claims in any other order give the same beliefs\n"})
    )
    # then
    all_red(result, {"order": "in another order of recording the belief differs"})


def test_a_log_that_is_not_what_was_signed_for_is_red(specify: Specify, monkeypatch: pytest.MonkeyPatch) -> None:
    def differs(log: object, keys: object, notes: object) -> None:
        raise Difference("root", "the first 9 entries are not those that were signed for", 9)

    monkeypatch.setattr(auditing, "verify", differs)

    result = specify(feature({"tampered": f"{GIVEN}{WHEN}Then the ledger verifies\n"}))

    all_red(result, {"tampered": "the log is not what was signed for, at position 9: the first 9 entries"})


def _departing(_: object, belief: DealBelief) -> Departure:
    """The ledger answers of the first proposition with something else."""
    first = belief.propositions[0].id
    return Departure(
        deal=belief.deal,
        recorded_as_of=belief.recorded_as_of,
        proposition=first,
        replayed=belief,
        answered=belief,
        refusal=None,
    )


def test_a_belief_that_the_log_does_not_make_is_red(specify: Specify, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay._Audit, "_compared", _departing)

    result = specify(feature({"lying": f"{GIVEN}{WHEN}Then the ledger verifies\n"}))

    all_red(result, {"lying": "the ledger answers of containers-were-moved with another belief than its log makes"})


@pytest.mark.parametrize("reason", [" ", ":", "e", "is a", "1234567"])
def test_what_stands_in_every_refusal_is_no_reason(specify: Specify, reason: str) -> None:
    refused = 'When the analyst grades the claim of "State U" on "containers were moved" as 1'
    result = specify(
        SOUND[: SOUND.index("      When")] + f'      {refused}\n      Then it is refused because "{reason}"\n'
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*is in too many refusals to be a reason*"])


def test_a_reason_is_held_to_whole_words(specify: Specify) -> None:
    refused = 'When the analyst grades the claim of "State U" on "containers were moved" as 1'
    given = SOUND[: SOUND.index("      When")] + f"      {refused}\n"
    specify(given + '      Then it is refused because "origins are not INDEPENDENT"\n').assert_outcomes(passed=1)
    specify(given + '      Then it is refused because "rigins are not independent"\n').assert_outcomes(failed=1)
    specify(given + '      Then it is refused because "origins are not indep"\n').assert_outcomes(failed=1)
