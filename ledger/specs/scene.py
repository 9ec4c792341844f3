"""The scene: the ledger of one scenario, the names that it uses, and what its When did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson

from ledger.belief.difference import DealShift
from ledger.belief.view import DealBelief, Explanation, PropositionBelief, ValuedBelief
from ledger.errors import NotFound, Refusal
from ledger.parsing import parse_record
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.specs.clock import ScenarioClock
from ledger.specs.faults import Miswritten, NotYet, Unmet, is_unasked, nearest, unmet
from ledger.specs.naming import Names
from ledger.specs.places.staging import ANALYST as ANALYST
from ledger.specs.places.staging import Setting, Staging
from ledger.specs.refused import in_words
from ledger.verbs import Verbs, every

THE_DEAL = "the deal"
UNSAID = "as the scenario has it"
"""The reason of whatever a scenario gives no reason for."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Question:
    """How belief is asked about: by which days, without whom, under which policy.

    A day left out means now, on that clock; no policy, the one in force.
    """

    recorded_by: str | None = None
    said_by: str | None = None
    without: tuple[str, ...] = ()
    policy: str | None = None


PARTS = {"recorded_by": "recorded_as_of", "said_by": "asserted_as_of", "without": "without", "policy": "policy"}
"""The parts of a question, and what they are called where a verb is asked."""


class Scene:
    """Records what a scenario gives, does its When, and answers its Thens.

    Its ledger is what its staging gives it when first needed: the scenario's own, empty or a copy, in memory or at a
    server; or one that others use, which is only asked, or told no more than is the scenario's own.
    """

    def __init__(self, staging: Staging, clock: ScenarioClock) -> None:
        self.records: list[AnyRecord] = []
        self._waiting: list[AnyRecord] = []
        self._clock = clock
        self.asked: list[Question] = [Question()]
        self._staging = staging
        self._begun: Setting | None = None
        self._deal: str | None = None
        self._before: int | None = None
        self._refusal: Refusal | None = None
        self._declared: set[str] = set()
        self.giving = False
        """Whether what is told comes before the When."""
        self.doing = ""
        """The When, with its line, as messages tell of it."""
        self.foreseen: tuple[DealShift, ...] | None = None
        """What the When, a preview, found that would change, of each deal of which anything would."""

    # -- the ledger ----------------------------------------------------------------------------------------------------

    @property
    def ledger(self) -> Verbs:
        """The ledger: the one given, else an empty one of the scenario's own, or what a live server has."""
        self._record_what_waits()
        return self._setting.ledger

    @property
    def clock(self) -> ScenarioClock:
        """The recorded clock."""
        self._record_what_waits()
        return self._clock

    def go_back(self, ledger: str, moment: str) -> None:
        """Take the ledger that is called so, as recorded by a moment. Raises Miswritten where there is none such."""
        if self._begun is not None:
            raise Miswritten("the ledger is what all else is said of: it is given first, and once")
        self._begun = self._staging.as_recorded(self._clock, ledger, moment)

    def speak_of(self, deal: str) -> None:
        """Speak of a deal that is on record, by its title or id. Raises Miswritten where there is none such."""
        self._begun = self._begun or self._staging.on_record(self._clock)
        if self._deal is not None:
            raise Miswritten("which deal the scenario is about is said once, before anything is said of it")
        if not self._begun.at_record:
            raise Miswritten("this scenario began a ledger of its own: which deal on record it is about is said first")
        self._deal = self.named("deal", deal)

    def watch(self, through: Callable[[Staging], Staging]) -> None:
        """Have what its staging gives it seen on the way, before it takes any."""
        self._staging = through(self._staging)

    @property
    def is_on_record(self) -> bool:
        """Whether it goes on from what was on record before."""
        return self._setting.at_record

    @property
    def names(self) -> Names:
        """What it calls things."""
        return self._setting.names

    @property
    def _setting(self) -> Setting:
        self._begun = self._begun or self._staging.begin(self._clock)
        return self._begun

    # -- recording -----------------------------------------------------------------------------------------------------

    def record(self, **fields: Any) -> Receipt:
        """Record one record, as a line of NDJSON would. Fields that are None are left out. Raises a Refusal."""
        record = self._parse(fields)
        receipt = self.ledger.record(record, by=self._setting.by)
        self.records.append(record)
        return receipt

    def register(self, **fields: Any) -> None:
        """Record one record, with all others that are registered now: before time goes on, or the ledger is asked."""
        self._waiting.append(self._parse(fields))

    def _record_what_waits(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._setting.ledger.record_all(waiting, by=self._setting.by)
            self.records += waiting

    def record_all(self, lines: Sequence[dict[str, Any]]) -> None:
        """Record all of these or, where one is refused, none. Raises a Refusal."""
        records = [self._parse(fields) for fields in lines]
        self.ledger.record_all(records, by=self._setting.by)
        self.records += records

    def record_each(self, lines: Sequence[dict[str, Any]]) -> None:
        """Record these in order, up to the first that is refused. Raises a Refusal."""
        records = [self._parse(fields) for fields in lines]
        for record, outcome in zip(records, self.ledger.record_each(records, by=self._setting.by), strict=False):
            if isinstance(outcome, Refusal):
                raise outcome
            self.records.append(record)

    def happen(self, record: dict[str, Any], *, previewed: bool) -> None:
        """Record this or, previewed, see what would change of the deal if it were recorded. Raises a Refusal."""
        if not previewed:
            self.record(**record)
            return
        self.foreseen = self.ledger.preview(self._parse(record)).deals

    def attach(self, document: str, text: str) -> None:
        """Put the text of a document cited before into the vault. Raises a Refusal."""
        self.ledger.attach(document, text.encode(), by=self._setting.by)

    def forget(self, thing: str, reason: str) -> None:
        """Have the words of a claim, or a document, forgotten. Raises a Refusal, and Unmet if it erases anything else
        than was foreseen."""
        foreseen = self.ledger.forgetting(thing).erased
        if (erased := self.ledger.forget(thing, reason, by=self._setting.by).erased) != foreseen:
            raise unmet("what is erased", f"as foreseen, {foreseen}", str(erased))

    def _parse(self, fields: dict[str, Any]) -> AnyRecord:
        return parse_record(orjson.dumps({key: value for key, value in fields.items() if value is not None}))

    def source(self, name: str, *, kind: str = "other", class_: str = "other", declared: bool = False) -> str:
        """The id of a source, registered now unless it is on record.

        Raises Miswritten where it is nearly called as one that is, unless it is declared to be another.
        """
        source = self.names.find("source", name)
        if source is None:
            source = self.names.give("source", name, declared=declared)
            named = self.names.recorded(name)
            self.register(record="source", id=source, name=named, kind=kind, **{"class": class_})
        return source

    def open_deal(self, title: str, parties: list[dict[str, str]]) -> None:
        """Open the one deal of the scenario. Raises Miswritten if it is open."""
        if self._deal is not None:
            raise Miswritten("the deal is open already: name it, and its parties, before anything else is said of it")
        if self.names.find("deal", title) is not None:
            raise Miswritten(f'the deal "{title}" is on record: say `the deal "{title}" on record`, or name another')
        deal = self.names.give("deal", title)
        self.register(record="deal", id=deal, title=self.names.recorded(title), parties=parties)
        self._deal = deal

    def deal(self) -> str:
        """The id of the deal that the scenario is about: the one named, else the only one on record.

        Where none is on record it is `the deal`, of no parties, opened now. Raises Miswritten where there are several.
        """
        if self._deal is None:
            if not self.is_on_record:
                self.open_deal(THE_DEAL, [])
            else:
                self._deal = self._only_deal()
        assert self._deal is not None
        return self._deal

    def raise_proposition(self, text: str, *, declared: bool = False, **fields: Any) -> str:
        """Raise a proposition, unless it is on record; left as it is, a yes-no one about a deed of no stage.

        Raises Miswritten where it is nearly worded as one that is, unless it is declared to be another, or where it
        was declared before, or spoken of.
        """
        found = self.names.find("proposition", text, self.deal())
        if found is not None:
            if declared and text in self._declared:
                raise Miswritten(f'"{text}" is given already: one row says what it is')
            if fields:
                raise Miswritten(f'"{text}" was raised already: say what it is before a claim speaks of it')
            return found
        proposition = self.names.give("proposition", text, self.deal(), declared=declared)
        form = {"kind": "yes-no", "about": "deed"} | fields
        record = self.record if fields else self.register
        try:
            record(record="proposition", deal=self.deal(), id=proposition, text=text, **form)
        except Refusal:
            self.names.take_back("proposition", text)
            raise
        if declared:
            self._declared.add(text)
        return proposition

    def document(self, title: str) -> str:
        """The id of a document, on record or about to be."""
        return self._found_or_given("document", title)

    def occasion(self, name: str) -> str:
        """The id of an occasion. Raises Miswritten where the scenario named another nearly so."""
        return self._found_or_given("occasion", name)

    def policy(self, name: str) -> str:
        """The id of a policy. Raises Miswritten where the scenario named another nearly so."""
        return self._found_or_given("policy", name)

    def _found_or_given(self, what: str, name: str) -> str:
        return self.names.find(what, name) or self.names.give(what, name)

    def named(self, what: str, name: str) -> str:
        """The id of a source, proposition or deal that the scenario named before, or that is on record.

        Raises Miswritten.
        """
        found = self.names.find(what, name, self._of(what))
        if found is None:
            known = self.names.known(what, self._of(what))
            raise Miswritten(f'no {what} is called "{name}" here; there are {nearest(known, name)}')
        return found

    def is_named(self, what: str, name: str) -> bool:
        """Whether the scenario named a source or proposition so before, or one is on record."""
        return self.find(what, name) is not None

    def find(self, what: str, name: str) -> str | None:
        """The id of what is named so, or has that id; None where there is none. Raises Miswritten for several."""
        return self.names.find(what, name, self._of(what))

    def name_of(self, what: str, thing: str) -> str:
        """The name that the scenario, or the record, gives to an id."""
        return self.names.called(what, thing, self._of(what))

    def _of(self, what: str) -> str | None:
        """The deal of which things of a kind are."""
        return self.deal() if what == "proposition" and (self._deal is not None or self.is_on_record) else None

    def _only_deal(self) -> str:
        deals: list[str] = []
        for deal in every(self.ledger.deals):
            try:
                self.ledger.beliefs(deal.id)
            except NotFound:  # opened later than the moment that is asked about, as were those after it
                break
            deals.append(deal.id)
            if len(deals) > 1:
                titles = nearest(self.names.known("deal"))
                raise Miswritten(f'several deals are on record, {titles}: say which, `the deal "..." on record`')
        if not deals:
            raise Miswritten("no deal is on record there")
        return deals[0]

    # -- the When ------------------------------------------------------------------------------------------------------

    def mark(self) -> None:
        """Here the When begins: what stands now is what its effect is held against."""
        if not self.giving:
            self._before = self.head()

    def act(self, action: Callable[[], object]) -> None:
        """Do the When. If the ledger refuses it, a Then has to expect that. What is given has to be accepted."""
        self.mark()
        try:
            action()
        except Refusal as refusal:
            if self.giving or is_unasked(refusal):
                raise
            self._refusal = refusal

    def head(self) -> int:
        """The position of the last event."""
        return self.ledger.health().head

    @property
    def before(self) -> int:
        """The head before the When. Raises Miswritten where there was none."""
        if self._before is None:
            raise Miswritten("there was no When: nothing happened that this could be held against")
        return self._before

    @property
    def marked(self) -> int:
        """The head before the When, 0 where there was none."""
        return self._before or 0

    def refusal(self) -> Refusal | None:
        """The refusal of the When, which from now on is expected; None where it was accepted."""
        refusal, self._refusal = self._refusal, None
        return refusal

    def in_words(self, refusal: Refusal) -> str:
        """A refusal in the words of a specification. Nothing is asked for it: it may be that nothing can be."""
        return in_words(refusal, self._begun.names if self._begun is not None else Names())

    def settle(self) -> None:
        """Raises Unmet where the When was refused and no Then before this one expected it."""
        if self._refusal is not None:
            told = self.in_words(self._refusal)
            where = f"\n  {self.doing}" if self.doing else ""
            raise Unmet(f"the When was refused: {told}{where}\nIf it should be, say first: it is refused because ...")

    def end(self) -> None:
        """Record what still waits for it. Raises a Refusal, and Unmet where the When was refused unexpectedly."""
        self._record_what_waits()
        self.settle()

    # -- asking --------------------------------------------------------------------------------------------------------

    def ask(self, question: Question) -> DealBelief:
        """The beliefs about the deal, as asked. Raises NotYet where the deal was not on record by then."""
        deal, asked = self.deal(), self.asked_with(question)
        try:
            return self.ledger.beliefs(deal, **asked)
        except NotFound:
            if question.recorded_by is None or question.policy is not None:
                raise
            raise NotYet(f"nothing was on record of the deal by {question.recorded_by}") from None

    def asked_with(self, question: Question, *takes: str) -> dict[str, Any]:
        """A question as a verb is asked it that takes these of its parts, all of them where none is named.

        Raises Miswritten where the question has a part that the verb cannot take, Unmet where the When was refused.
        """
        self.settle()
        if question.recorded_by is not None:
            self.clock.pass_by(question.recorded_by)
        if over := [part for part in PARTS if takes and part not in takes and getattr(question, part)]:
            words = " and ".join(f"`{part}`" for part in takes).replace("_", " ")
            raise Miswritten(f"the When asks by `{over[0].replace('_', ' ')}`, and this can only be asked by {words}")
        return {PARTS[part]: getattr(question, part) for part in takes or PARTS}

    def question(self) -> Question:
        """The question that single sentences answer. Raises Miswritten where the When asked several."""
        if len(self.asked) > 1:
            raise Miswritten(f"the When asks {len(self.asked)} questions: answer them in a table, `the beliefs are:`")
        return self.asked[0]

    def belief(self, text: str, question: Question | None = None) -> PropositionBelief:
        """The belief in a yes-no proposition. Raises Miswritten for one that is not."""
        found = pick(self.ask(question or self.question()), self.named("proposition", text), text)
        if not isinstance(found, PropositionBelief):
            raise Miswritten(f'"{text}" asks for a value: see its answers instead, `the answers for "{text}" are:`')
        return found

    def explanation(self, text: str, question: Question | None = None) -> Explanation:
        """Why a yes-no proposition is believed as it is."""
        asked = self.asked_with(question or self.question())
        return self.ledger.explanation(self.deal(), self.named("proposition", text), **asked)


def pick(beliefs: DealBelief, proposition: str, text: str) -> PropositionBelief | ValuedBelief:
    """One proposition of a deal's beliefs. Raises Unmet where it was not yet raised at that moment."""
    for belief in beliefs.propositions:
        if belief.id == proposition:
            return belief
    raise NotYet(f'"{text}" had not been raised by then')
