"""Reading: a ledger as it was recorded by a moment, asked where it lies; nothing is recorded there."""

from collections.abc import Collection, Sequence

from ledger.clocks import day_end, instant
from ledger.errors import NotFound, Refusal
from ledger.log import Moment
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.specs.faults import Miswritten, NoLedger, Records
from ledger.specs.places.bounded import Bounded
from ledger.verbs import Verbs
from ledger.views import DealView, Preview


class AsOf(Bounded):
    """A ledger as of a moment, or of an earlier one where a question names that. `instead` is what to do to record."""

    def __init__(self, ledger: Verbs, at: Moment, instead: str, *, is_now: bool = False) -> None:
        super().__init__(ledger)
        self._at = at
        self._instead = instead
        self._is_now = is_now

    def place(self, text: str | None) -> str:
        """The moment itself, or the place that is named where that lies before it."""
        if text is None:
            return str(self._at.position)
        if text.isdigit():
            return str(min(int(text), self._at.position))
        end = day_end(text)
        if end is not None and self._at.recorded_at is not None and instant(end) >= self._at.recorded_at:
            return str(self._at.position)
        return text

    def head(self, head: int) -> int:
        """The position of the moment."""
        return self._at.position

    def check(self, record: AnyRecord) -> None:
        """Raises Records."""
        self.check_thing(record.record)

    def check_thing(self, thing: str) -> None:
        """Raises Records."""
        raise Records(f"this step records, and the ledger here is only read; nothing was recorded. {self._instead}")

    def took(self, outcomes: Sequence[Receipt | Refusal]) -> None:
        """Nothing: nothing is recorded."""

    def preview(self, record: AnyRecord, *, expected: Collection[int] | None = None) -> Preview:
        """As Verbs.preview, which is of the present. Raises Miswritten as of any other moment."""
        if not self._is_now:
            raise Miswritten(f"what would change is told of the present alone, and this is the past. {self._instead}")
        return self._ledger.preview(record, expected=expected)

    def deal(self, deal_id: str) -> DealView:
        """As Verbs.deal, with the propositions and verdicts that there were."""
        found = self._ledger.deal(deal_id)
        beliefs = {belief.id: belief for belief in self.beliefs(deal_id).propositions}
        raised = []
        for proposition in found.propositions:
            if (belief := beliefs.get(proposition.id)) is not None:
                verdict = belief.verdict
                own = verdict.ruling if verdict is not None and verdict.given_on == proposition.id else None
                raised.append(proposition.model_copy(update={"verdict": own}))
        return found.model_copy(update={"propositions": tuple(raised)})


def moment_of(ledger: Verbs, text: str | None) -> Moment:
    """The moment that a position, a day or an instant names; the present where `text` is None.

    It is asked for with the beliefs about the first deal that whoever asks may see. Raises NoLedger where there is
    none, Miswritten where there is none by then, and what asking raises.
    """
    deals = ledger.deals(limit=1).items
    if not deals:
        raise NoLedger(
            "no deal is on record there that may be seen by whoever asks: is this the right ledger, and key?"
        )
    try:
        found = ledger.beliefs(deals[0].id, recorded_as_of=text).recorded_as_of
    except NotFound:
        title = deals[0].title
        raise Miswritten(f'no deal was on record by {text}: the first, "{title}", was opened later') from None
    return Moment(found.position, found.recorded_at)
