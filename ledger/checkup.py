"""The checkup: whether a ledger can take and answer, how far its index is, and what fails in it."""

from contextlib import suppress
from datetime import datetime
from threading import Lock, Thread

from ledger.errors import Refusal
from ledger.figures import Figures
from ledger.log import Log, Moment
from ledger.projections.follower import Follower
from ledger.projections.generations import Generation
from ledger.views import Building, Diagnosis, Failure, Health

PATIENCE = 1.0
"""Seconds that an answer waits for what failed to be tried again."""

_WORKS = {"append": "recording", "index": "following the log into the index"}


class Checkup:
    """Looks after one opening of a ledger. Any thread may ask."""

    def __init__(self, log: Log, follower: Follower, figures: Figures) -> None:
        self._log = log
        self._follower = follower
        self._figures = figures
        self._trial = Thread()
        self._lock = Lock()

    def health(self) -> Health:
        """Whether the ledger answers. Never raises, and waits for no append and no rebuild.

        What failed is tried again, beside this: until it succeeds, the ledger is not ready. The answer waits PATIENCE
        for it and is then given without.
        """
        if self._figures.failing():
            self._try_again()
        failures = self._figures.failing()
        error = "; ".join(map(_said, failures)) or None
        try:
            return self._found(error, failures)
        except Refusal as refusal:
            error = f"{refusal.title}: {refusal}"
            return Health(
                ready=False, head=0, index=0, lag=0, lag_seconds=0, building=None, error=error, failures=failures
            )

    def diagnosis(self) -> Diagnosis:
        """How the ledger is kept and how it fares, without reading its entries. Raises StorageFailure.

        What the index has yet to take is rehearsed, so that what keeps it back in another process is found here too.
        """
        with suppress(Refusal):  # that it is not done yet, the answer says
            self._log.overwrite()
        kept, health = self._log.storage(), self.health()
        if health.lag and health.ready:
            try:
                self._follower.rehearse()
            except Exception as error:
                self._figures.failed("index", error)
                failures = self._figures.failing()
                health = health.model_copy(
                    update={"ready": False, "error": "; ".join(map(_said, failures)), "failures": failures}
                )
        return Diagnosis(
            **dict(health),
            format=kept.format,
            journal_mode=kept.journal_mode,
            synchronous=kept.synchronous,
            writer=kept.writer,
            sizes=kept.sizes,
            erasing=self._log.erasing(),
            checked=False,
            fault=None,
        )

    def _found(self, error: str | None, failures: tuple[Failure, ...]) -> Health:
        used, building = self._follower.generations()
        head = self._log.head()
        index = used.position if used is not None else 0
        return Health(
            ready=not failures,
            head=head.position,
            index=index,
            lag=max(0, head.position - index),
            lag_seconds=self._behind(index, head),
            building=_shown(building, head.position) if building is not None else None,
            error=error,
            failures=failures,
        )

    def _behind(self, index: int, head: Moment) -> float:
        if index >= head.position:
            return 0.0
        last = self._log.moment(max(index, 1)).recorded_at
        assert last is not None and head.recorded_at is not None
        return (datetime.fromisoformat(head.recorded_at) - datetime.fromisoformat(last)).total_seconds()

    def _try_again(self) -> None:
        """Try on a thread of its own: the store may keep it waiting, and one that waits is enough."""
        with self._lock:
            if not self._trial.is_alive():
                self._trial = Thread(target=self._try, daemon=True)
                self._trial.start()
            trial = self._trial
        trial.join(PATIENCE)

    def _try(self) -> None:
        with suppress(Exception):  # it is in the figures
            self._follower.confirm()
            if any(failure.of == "append" for failure in self._figures.failing()):
                with self._log.writing():
                    self._figures.succeeded("append")


def _said(failure: Failure) -> str:
    return f"{_WORKS[failure.of]} failed at {failure.at}. {failure.detail}"


def _shown(building: Generation, head: int) -> Building:
    percent = min(100, 100 * building.position // head) if head else 100
    return Building(generation=building.number, position=building.position, percent=percent)
