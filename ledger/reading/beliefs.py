"""Beliefs: what the record supports of a deal, why, and how that came about."""

from collections.abc import Collection

from ledger.belief import believe, changes, explain
from ledger.belief.matrix import Matrix, matrix
from ledger.belief.view import DealBelief, Explanation
from ledger.errors import NotFound
from ledger.reading.finding import Finding
from ledger.showing import history_item, shown_moment
from ledger.views import Changes, History


class Beliefs(Finding):
    """The questions about belief."""

    def beliefs(
        self,
        deal: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> DealBelief:
        """What the record supports of every proposition of a deal, and of its ladder.

        `recorded_as_of` is a position, a day or an RFC 3339 instant; `asserted_as_of` a day or an instant; `without`
        names sources to leave out at any hop; `policy` is the name or the digest of one, in place of the one that was
        in force by then. Raises NotFound, BadCursor, BadDate.
        """
        at = self.moment(recorded_as_of)
        docket, under, left_out = self._docket(deal, at), self._policy(policy), self._known(without)
        belief = believe(docket, policy=under, asserted_as_of=asserted_as_of, without=left_out)
        return belief.model_copy(update={"recorded_as_of": shown_moment(at)})

    def explanation(
        self,
        deal: str,
        proposition: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> Explanation:
        """The terms that add up to the belief in a proposition. Raises NotFound, BadCursor, BadDate."""
        at = self.moment(recorded_as_of)
        docket = self._docket(deal, at)
        if proposition not in docket.propositions:
            raise NotFound(f"deal {deal!r} has no proposition {proposition!r} on record as of position {at.position}")
        under, left_out = self._policy(policy), self._known(without)
        found = explain(docket, proposition, policy=under, asserted_as_of=asserted_as_of, without=left_out)
        return found.model_copy(update={"recorded_as_of": shown_moment(at)})

    def matrix(
        self,
        deal: str,
        *,
        recorded_as_of: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
    ) -> Matrix:
        """Who said what of which stage of a deal, on both clocks. Raises NotFound, BadCursor, BadDate."""
        at = self.moment(recorded_as_of)
        found = matrix(self._docket(deal, at), asserted_as_of=asserted_as_of, without=self._known(without))
        return found.model_copy(update={"recorded_as_of": shown_moment(at)})

    def changes(
        self,
        deal: str,
        *,
        recorded_since: str | None = None,
        recorded_until: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> Changes:
        """Which entries after `recorded_since`, up to `recorded_until`, moved what; echoes told apart from news.

        Under a `policy` that is named, all of it is told as if that had been in force from the first entry on.
        """
        since, until = self._stretch(recorded_since, recorded_until)
        self._docket(deal, until)  # raises NotFound where there is no such deal by then
        entries = self._dockets.entries(deal, until.position)
        under, left_out = self._policy(policy), self._known(without)
        found = changes(deal, entries, policy=under, asserted_as_of=asserted_as_of, without=left_out, since=since)
        return Changes(deal=deal, recorded_as_of=shown_moment(until), asserted_as_of=asserted_as_of, items=tuple(found))

    def history(
        self,
        deal: str,
        *,
        recorded_since: str | None = None,
        recorded_until: str | None = None,
        asserted_as_of: str | None = None,
        without: Collection[str] = (),
        policy: str | None = None,
    ) -> History:
        """How each belief about a deal moved, event by event, in the order of recording: the moves of `changes`."""
        found = self.changes(
            deal,
            recorded_since=recorded_since,
            recorded_until=recorded_until,
            asserted_as_of=asserted_as_of,
            without=without,
            policy=policy,
        )
        items = tuple(history_item(change, move) for change in found.items for move in change.moved)
        return History(deal=deal, recorded_as_of=found.recorded_as_of, asserted_as_of=asserted_as_of, items=items)
