"""A replay makes the beliefs that the ledger answers with, and names the first that it does not."""

from typing import Any

import pytest

from ledger.auditor import replay as module
from ledger.auditor.replay import replay
from ledger.auditor.view import Replay
from ledger.belief import POLICY_1, DealBelief, parse_policy, policy_digest
from ledger.errors import BadCursor, DamagedLedger, NotFound
from ledger.service import Ledger
from tests.ledger.auditor.conftest import MORE, OTHER
from tests.ledger.story import DEAL, claim, head, recorded


class Lying:
    """A ledger that answers something else of a deal, from a position on; or not at all."""

    def __init__(self, ledger: Ledger, deal: str, since: int, refusal: Exception | None = None) -> None:
        self._ledger, self._deal, self._since, self._refusal = ledger, deal, since, refusal

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def beliefs(self, deal: str, *, recorded_as_of: str) -> DealBelief:
        found = self._ledger.beliefs(deal, recorded_as_of=recorded_as_of)
        if deal != self._deal or int(recorded_as_of) < self._since:
            return found
        if self._refusal is not None:
            raise self._refusal
        first, *others = found.propositions
        return found.model_copy(update={"propositions": (first.model_copy(update={"reports": 99}), *others)})


def kept(ledger: Ledger, **asked: Any) -> tuple[Replay, bytes]:
    lines: list[bytes] = []
    found = replay(ledger, keep=lines.append, **asked)
    return found, b"".join(lines)


def test_what_the_ledger_answers_is_what_its_log_makes(audited: Ledger) -> None:
    found, lines = kept(audited)

    assert found.departure is None
    assert (found.deals, found.beliefs) == (2, 4)
    assert found.recorded_until.position == head(audited)
    assert [(reign.position, reign.name) for reign in found.policies] == [(1, "policy-1"), (46, "policy-2")]
    believed = [DealBelief.model_validate_json(line) for line in lines.splitlines()]
    assert [(b.deal, b.policy) for b in believed] == [
        (DEAL, "policy-1"),
        (MORE, "policy-1"),
        (DEAL, "policy-2"),
        (MORE, "policy-2"),
    ]
    assert believed[-1] == audited.beliefs(MORE)


def test_twice_the_same_is_the_same_to_the_byte(audited: Ledger) -> None:
    first, second = kept(audited), kept(audited)
    assert (first[0].model_dump_json(), first[1]) == (second[0].model_dump_json(), second[1])


@pytest.mark.parametrize("share", [1, 20, 40])
def test_in_parts_it_comes_to_the_same_beliefs(audited: Ledger, share: int) -> None:
    whole, parts = kept(audited), kept(audited, share=share)
    assert sorted(parts[1].splitlines()) == sorted(whole[1].splitlines())
    same = {"digest": whole[0].digest}
    assert parts[0].model_copy(update=same) == whole[0]


@pytest.mark.parametrize("position", [1, 12, 30, 46])
def test_it_may_end_at_any_position(audited: Ledger, position: int) -> None:
    found, _ = kept(audited, until=str(position))
    assert (found.recorded_until.position, found.departure) == (position, None)
    assert found.root != replay(audited).root


def test_one_deal_alone_may_be_replayed(audited: Ledger) -> None:
    found, lines = kept(audited, deals=[MORE])
    assert (found.deals, found.beliefs) == (1, 2)
    assert lines.splitlines() == [line for line in kept(audited)[1].splitlines() if MORE.encode() in line]
    with pytest.raises(NotFound, match="no deal 'nowhere' is on record as of position"):
        replay(audited, deals=["nowhere"])
    with pytest.raises(NotFound, match="as of position 12"):
        replay(audited, deals=[MORE], until="12")


@pytest.mark.parametrize(("deal", "since", "at"), [(DEAL, 0, 45), (MORE, 46, 48), (MORE, 0, 45)])
def test_the_first_belief_that_is_not_the_same_is_named(audited: Ledger, deal: str, since: int, at: int) -> None:
    found = replay(Lying(audited, deal, since))  # type: ignore[arg-type]

    assert found.departure is not None
    assert (found.departure.deal, found.departure.recorded_as_of.position) == (deal, at)
    assert found.departure.proposition == "ordered"
    assert found.departure.replayed == audited.beliefs(deal, recorded_as_of=str(at))
    assert found.departure.answered != found.departure.replayed
    assert found.digest == replay(audited).digest, "what is replayed is what the log makes, whatever is answered"


def test_an_answer_that_does_not_come_is_a_departure(audited: Ledger) -> None:
    found = replay(Lying(audited, MORE, 0, DamagedLedger("position 9 was altered")))  # type: ignore[arg-type]
    assert found.departure is not None
    assert (found.departure.answered, found.departure.refusal) == (None, "position 9 was altered")


def test_a_replay_that_compares_nothing_finds_nothing(audited: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module._Audit, "_compared", lambda self, belief: None)
    assert replay(Lying(audited, MORE, 0)).departure is None  # type: ignore[arg-type]


def test_under_another_policy_it_says_what_would_differ(audited: Ledger) -> None:
    found = replay(audited, policy=POLICY_1)
    assert found.under == policy_digest(POLICY_1)
    assert [shift.deal for shift in found.shifts] == [DEAL, MORE]
    assert found.departure is None
    assert replay(audited, policy=parse_policy(OTHER)).shifts == ()
    assert replay(audited, policy="policy-1") == found
    with pytest.raises(NotFound, match="no policy 'policy-9' is on record"):
        replay(audited, policy="policy-9")


def test_it_says_how_far_it_is(audited: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK", 10)
    said: list[tuple[str, int, int]] = []
    replay(audited, report=lambda *told: said.append(told), share=20)
    assert [what for what, done, _ in said if done == 10] == [
        "Counting",
        "Replaying, part 1 of 2",
        "Replaying, part 2 of 2",
    ]
    assert {total for _, _, total in said} == {head(audited)}


def test_an_empty_ledger_is_replayed_to_nothing(empty: Ledger) -> None:
    found = replay(empty)
    assert (found.recorded_until.position, found.deals, found.policies) == (0, 0, ())


def test_beyond_the_head_there_is_nothing_to_replay(audited: Ledger) -> None:
    with pytest.raises(BadCursor):
        replay(audited, until="999")


def test_what_is_recorded_meanwhile_is_left_out(audited: Ledger) -> None:
    before = head(audited)

    def report(what: str, done: int, total: int) -> None:
        raise AssertionError("it is too short for that")

    class Growing(Lying):
        def beliefs(self, deal: str, *, recorded_as_of: str) -> DealBelief:
            recorded(audited, claim("agency-c", deal=MORE, text=f"Report {head(audited)}."))
            return audited.beliefs(deal, recorded_as_of=recorded_as_of)

    found = replay(Growing(audited, MORE, 0), share=20, report=report)  # type: ignore[arg-type]
    assert (found.recorded_until.position, found.departure) == (before, None)
    assert head(audited) > before
