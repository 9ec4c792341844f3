"""Whatever is recorded, taken back and refused, in whatever order: what was recorded stays, and so does its belief."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from ledger.belief import DealBelief, believe, fold
from ledger.errors import Conflict, Rejected
from ledger.service import Ledger
from ledger.store import open_memory
from tests.ledger.given import record
from tests.ledger.story import (
    AGENCIES,
    ANALYST,
    DEAL,
    Calendar,
    beginning,
    claim,
    grade,
    head,
    id_of,
    retraction,
    tie,
    voiding,
)

REASONS = st.sampled_from(["for one reason", "for another"])
PROPOSITIONS = st.sampled_from(["ordered", "shipped"])
SCOPES = st.sampled_from([("outlet", "report"), ("agency-a", "origin"), ("agency-b", "origin")])
NEW = st.fixed_dictionaries(
    {"origin": st.sampled_from([*AGENCIES, None]), "proposition": PROPOSITIONS},
    optional={
        "stance": st.sampled_from(["affirms", "denies", "unsure"]),
        "mode": st.sampled_from(["assessment", "forecast"]),
        "publisher": st.sampled_from(["outlet", "wire"]),
        "on": st.sampled_from(["2023-12-31", "2024-01-02", "2024-01"]),
        "occasion": st.just("briefing"),
        "credibility": st.sampled_from(["1", "4"]),
    },
)
UNFILED = {"deal": None, "proposition": None, "text": "Cranes, they say."}


class Commands(RuleBasedStateMachine):
    """A ledger under random commands, asked through other ledgers that share its log but none of its caches."""

    claims: Bundle[Any] = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.calendar = Calendar()
        self.log = open_memory(self.calendar)
        self.ledger = Ledger(self.log, self.log.views, self.calendar, self.log.notary)
        self.accepted: list[Any] = []
        self.remembered: dict[int, DealBelief] = {}
        self.seen = 0
        self.last = ""

    @initialize()
    def begin(self) -> None:
        self.ledger.record_all(beginning(), by=ANALYST)

    def teardown(self) -> None:
        self.importing_all_again_adds_nothing()
        self.belief_is_that_of_the_whole_log()
        self.log.close()

    def take(self, *given: Any) -> bool:
        """Record these together. Whether they were accepted; where they were not, nothing was recorded."""
        before = head(self.ledger)
        try:
            receipts = self.ledger.record_all(given, by=ANALYST)
        except (Rejected, Conflict) as refusal:
            assert refusal.index is not None
            assert head(self.ledger) == before
            return False
        assert all(receipt.position <= before for receipt in receipts if receipt.again)
        assert all(receipt.position > before for receipt in receipts if not receipt.again)
        self.accepted += given
        return True

    def fresh(self) -> Ledger:
        return Ledger(self.log, self.log.views, self.calendar, self.log.notary)

    # -- commands ------------------------------------------------------------------------------------------------------

    @rule(target=claims, fields=NEW)
    def record_a_claim(self, fields: dict[str, Any]) -> Any:
        given = claim(**fields)
        return given if self.take(given) else multiple()

    @rule(target=claims, fields=NEW, old=claims, link=st.sampled_from(["corrects", "restates"]))
    def replace_a_claim(self, fields: dict[str, Any], old: Any, link: str) -> Any:
        given = claim(**{**fields, link: id_of(old), "proposition": old.proposition or fields["proposition"]})
        return given if self.take(given) else multiple()

    @rule(target=claims, origin=st.sampled_from(AGENCIES))
    def record_an_unfiled_claim(self, origin: str) -> Any:
        given = claim(origin, **UNFILED)
        return given if self.take(given) else multiple()

    @rule(old=claims, proposition=PROPOSITIONS)
    def assign(self, old: Any, proposition: str) -> None:
        self.take(record("assignment", claim=id_of(old), deal=DEAL, proposition=proposition))

    @rule(old=claims, reason=REASONS)
    def void(self, old: Any, reason: str) -> None:
        self.take(record("correction", claim=id_of(old), reason=reason))

    @rule(old=claims, by=SCOPES, reason=REASONS)
    def retract(self, old: Any, by: tuple[str, str], reason: str) -> None:
        self.take(retraction(old, *by, reason))

    @rule(old=claims, by=SCOPES, reason=REASONS)
    def void_a_retraction(self, old: Any, by: tuple[str, str], reason: str) -> None:
        self.take(voiding(old, by[1], reason))

    @rule(old=claims, by=SCOPES, first=REASONS, second=REASONS)
    def retract_and_void_at_once(self, old: Any, by: tuple[str, str], first: str, second: str) -> None:
        self.take(retraction(old, *by, first), voiding(old, by[1], second))

    @rule(old=claims, credibility=st.sampled_from("1246"), reason=REASONS)
    def grade_a_claim(self, old: Any, credibility: str, reason: str) -> None:
        self.take(grade(old, credibility, reason))

    @rule(source=st.sampled_from([*AGENCIES, "outlet"]), reliability=st.sampled_from("ABF"), reason=REASONS)
    def grade_a_source(self, source: str, reliability: str, reason: str) -> None:
        self.take(record("grade", source=source, reliability=reliability, reason=reason))

    @rule(source=st.sampled_from(AGENCIES), kind=st.sampled_from(["affiliation", "member-of", "speaks-for"]))
    def relate(self, source: str, kind: str) -> None:
        self.take(tie(source, kind, "state-x"))

    @rule(proposition=PROPOSITIONS, verdict=st.sampled_from(["true", "false"]), reason=REASONS)
    def settle(self, proposition: str, verdict: str, reason: str) -> None:
        self.take(record("verdict", deal=DEAL, proposition=proposition, verdict=verdict, reason=reason))

    @rule(proposition=PROPOSITIONS, reason=REASONS)
    def reopen(self, proposition: str, reason: str) -> None:
        self.take(record("reopening", deal=DEAL, proposition=proposition, reason=reason))

    @rule(fields=NEW)
    def record_with_one_that_is_refused(self, fields: dict[str, Any]) -> None:
        assert not self.take(claim(**{**fields, "credibility": None}), claim("nobody"))

    @rule(seconds=st.sampled_from([-3600, 0.000001, 90_000]))
    def time_passes(self, seconds: float) -> None:
        self.calendar.pass_seconds(seconds)

    # -- what holds whatever happens -----------------------------------------------------------------------------------

    @invariant()
    def positions_have_no_gap_and_recorded_time_never_decreases(self) -> None:
        for entry in self.log.read(self.seen, limit=1_000):
            assert entry.position == self.seen + 1
            assert entry.recorded_at >= self.last
            self.seen, self.last = entry.position, entry.recorded_at
        assert self.seen == head(self.ledger)

    @invariant()
    def what_was_believed_as_of_a_position_never_changes(self) -> None:
        at = head(self.ledger)
        if at:
            reader = self.fresh()
            self.remembered.setdefault(at, reader.beliefs(DEAL))
            for position in list(self.remembered)[::5]:
                assert reader.beliefs(DEAL, recorded_as_of=str(position)) == self.remembered[position]

    def importing_all_again_adds_nothing(self) -> None:
        before = head(self.ledger)
        for given in self.accepted:
            assert self.fresh().record(given, by=ANALYST).again
        assert head(self.ledger) == before

    def belief_is_that_of_the_whole_log(self) -> None:
        whole = self.log.read(limit=10_000)
        assert self.fresh().beliefs(DEAL).propositions == believe(fold(DEAL, whole)).propositions


def test_what_was_recorded_stays_whatever_is_recorded_after_it() -> None:
    run_state_machine_as_test(Commands, settings=settings(max_examples=30, stateful_step_count=25, deadline=None))
