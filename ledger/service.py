"""The ledger: everything that it is told and asked, in one place."""

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from time import perf_counter

from ledger.audit.signing import Notary
from ledger.checks import Check, checking, unchecked
from ledger.clocks import instant
from ledger.drafts import Drafts
from ledger.errors import Refusal
from ledger.figures import Figures
from ledger.forgetting import forget
from ledger.idempotency import Keyed, key_digest, parts_of
from ledger.log import Clock, Log
from ledger.projections.follower import Follower, Report, silent
from ledger.projections.index import Index
from ledger.projections.inspection import inspect
from ledger.projections.pursuit import Pursuit
from ledger.projections.tables import ViewStore
from ledger.projections.trees import Trees
from ledger.proof import SignedCheckpoint, Verifiers
from ledger.reading import Reader
from ledger.receipts import Receipt
from ledger.records import AnyRecord
from ledger.sealing import Sealer
from ledger.signing import Signing
from ledger.standing import changed_by
from ledger.turns import Turn, Turns
from ledger.unit import Taken, Unit
from ledger.views import Diagnosis, Fault, Forgetting
from ledger.writing import Writing

SALT_BYTES = 32


class Ledger(Reader):
    """A ledger opened for reading and, from the first write on, as its one writer.

    Every method may be called from any thread. A Refusal means that what it was raised for was not recorded, unless a
    StorageFailure says that this is not known: the same again is recorded at most once. A `fleeting` one is given up
    when the main thread is interrupted.
    """

    def __init__(self, log: Log, views: ViewStore, clock: Clock, notary: Notary, *, fleeting: bool = False) -> None:
        sealer = Sealer(log, lambda: os.urandom(SALT_BYTES))
        figures = Figures(lambda: instant(clock()))
        index, trees = Index(log, views), Trees(views)
        super().__init__(log, Follower(log, views, figures), index, trees, sealer, clock, figures)
        self.signing = Signing(notary, self._follower, trees)
        self._views = views
        self._hearers: list[Callable[[int], None]] = []
        writing = Writing(log, self._dockets, self._follower, sealer, self.now, figures, self._grown)
        self._turns = Turns(log, writing.serve, fleeting=fleeting)

    def begin(self, *, by: str, recorded_at: str | None = None) -> Receipt:
        """Adopt policy 1 at position 1 of an empty ledger; on any other, answer with its first receipt."""
        return self._append(by, recorded_at, lambda unit: [unit.begin(by)])[0]

    def record(
        self,
        record: AnyRecord,
        *,
        by: str,
        recorded_at: str | None = None,
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
        check: Check = unchecked,
    ) -> Receipt:
        """Record one record; the same again records nothing and answers with the first receipt.

        What comes `keyed` a second time is answered as it was the first time. `expected` are the versions of which what
        the record changes must have one, as its view showed them; `check`, as in `record_all`, is asked before. Raises
        KeyReused, MovedOn.
        """

        def take(unit: Unit) -> list[Taken]:
            check(record)
            return [unit.expecting(changed_by(record), expected, lambda: unit.take(record, by))]

        return self._append(by, recorded_at, take, [record], keyed, check)[0]

    def record_soon(
        self,
        record: AnyRecord,
        *,
        by: str,
        keyed: Keyed | None = None,
        check: Check = unchecked,
        done: Callable[[Receipt | Exception], None],
    ) -> None:
        """Record as `record` does, without waiting: `done` is told the receipt, or the Refusal, on another thread.

        That thread leads the writer: `done` may not record anything itself, which would wait for ever. `check` is asked
        there too, as in `record_all`.
        """
        began = perf_counter()

        def told(turn: Turn) -> None:
            outcome = turn.failure or turn.receipts or []
            self.figures.appended(began, outcome)
            done(outcome if isinstance(outcome, Exception) else outcome[0])

        def take(unit: Unit) -> list[Taken]:
            check(record)
            return [unit.take(record, by)]

        self._turns.submit(Turn(take, by, None, Drafts([record]), keyed, checking([record], check), check, told))

    def checkpoint(self) -> SignedCheckpoint:
        """The checkpoint of the log as it is now, signed, as Signing.checkpoint. Raises DamagedLedger."""
        return self.signing.checkpoint()

    def verifiers(self) -> Verifiers:
        """Every verifier that the ledger ever had, by which its checkpoints can be told from others'."""
        return self.signing.verifiers()

    def hear(self, hearer: Callable[[int], None]) -> None:
        """Have a callable told the last position whenever an append is synced.

        It is called on the thread that appended, which keeps all appends waiting: it may not wait, record or raise.
        """
        self._hearers.append(hearer)

    def close(self) -> None:
        """Let go of the ledger, once what waits is recorded. Idempotent."""
        self._turns.close()
        self.signing.close()
        super().close()

    def record_all(
        self,
        records: Sequence[AnyRecord],
        *,
        by: str,
        recorded_at: str | None = None,
        keyed: Keyed | None = None,
        check: Check = unchecked,
    ) -> list[Receipt]:
        """Record all of these or, where one is refused, none. Later ones may build on earlier ones.

        A Refusal raised for one of them has its `index`. `keyed` is as in `record`. `check` is asked about each before
        it is decided, and refuses it by raising a Refusal; what it does not see is decided on as what is nowhere.
        """

        def refused(index: int, refusal: Refusal) -> bool:
            refusal.index = index
            raise refusal

        def take(unit: Unit) -> list[Taken]:
            return _take(unit, records, by, check, refused)

        return self._append(by, recorded_at, take, records, keyed, check)

    def record_each(
        self,
        records: Sequence[AnyRecord],
        *,
        by: str,
        recorded_at: str | None = None,
        keep_going: bool = False,
        keyed: Keyed | None = None,
        check: Check = unchecked,
    ) -> list[Receipt | Refusal]:
        """Record these in order, in one append, with an outcome for each.

        The first refusal ends it: it is the last outcome, and what stands before it is recorded. With `keep_going`
        refused records are passed over and every record has an outcome. What is `keyed` is not `whole`: the key is
        held to what came under it first, and the records are taken. `check` is as in `record_all`. Raises KeyReused.
        """
        refusals: dict[int, Refusal] = {}

        def refused(index: int, refusal: Refusal) -> bool:
            refusals[index] = refusal
            return keep_going

        def take(unit: Unit) -> list[Taken]:
            refusals.clear()  # those of an attempt that came to nothing
            return _take(unit, records, by, check, refused)

        receipts = iter(self._append(by, recorded_at, take, records, keyed, check))
        self.figures.refused(refusals.values())
        reached = len(records) if keep_going or not refusals else min(refusals) + 1
        return [refusals.get(index) or next(receipts) for index in range(reached)]

    def rebuild(self, report: Report = silent) -> int:
        """Build the index anew beside the one in use and switch to it; returns the position it has come to.

        Readers, here or in other processes, find one of the two, whole, at any time. `report` is told the position
        reached and the head of the log, batch by batch. Raises Overtaken where another rebuild began meanwhile.
        """
        return self._follower.rebuild(report)

    def follow(self, report: Report = silent) -> int:
        """Bring the index up to the head of the log; returns its position. `report` is told as by `rebuild`.

        Questions do so themselves: the first after much was recorded waits for it.
        """
        return self._follower.follow(report)

    def pursued(self) -> Pursuit:
        """Have the index follow the log on a thread of its own, within `with`: questions find it near the head."""
        return Pursuit(self._log, self._follower)

    def examination(self, report: Report = silent) -> Diagnosis:
        """The diagnosis after every entry was read, with what it commits to, and the index held to one built anew.

        It changes nothing. Raises StorageFailure, NewerLedger where it cannot be told.
        """
        found = inspect(self._log, self._views, report)
        fault = Fault(position=found.position, detail=found.detail) if found is not None else None
        return self.diagnosis().model_copy(update={"checked": True, "fault": fault})

    def attach(
        self,
        document: str,
        data: bytes,
        *,
        by: str,
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
    ) -> Receipt:
        """Put the bytes of a cited document into the vault. Raises OtherBytes where they are not what was cited.

        `keyed` and `expected` are as in `record`.
        """

        def take(unit: Unit) -> list[Taken]:
            return [unit.expecting(f"document:{document}", expected, lambda: unit.attach(document, data, by))]

        return self._append(by, None, take, keyed=keyed)[0]

    def forget(
        self,
        thing: str,
        reason: str,
        *,
        of: Collection[str] = (),
        by: str,
        keyed: Keyed | None = None,
        expected: Collection[int] | None = None,
    ) -> Forgetting:
        """Erase a document, or parts of a claim (`note`, `evidence.0.quote`; all it has where none is named), for good.

        The event, the vault and the salts of whatever it was sent with change in one transaction; then the bytes are
        overwritten in the ledger's files. The same again is answered with the first receipt. `keyed` and `expected`
        are as in `record`. Raises as `forgetting`, and InvalidRecord.
        """
        command = forget(thing, reason, of)
        found = self.forgetting(thing, of=of)

        def take(unit: Unit) -> list[Taken]:
            return [unit.expecting(command.subject, expected, lambda: unit.forget(command, by))]

        receipt = self._append(by, None, take, keyed=keyed)[0]
        overwritten = False
        with suppress(Refusal):  # it is recorded, and tried again
            overwritten = self._log.overwrite(patient=True)
        return found.model_copy(update={"receipt": receipt, "overwritten": overwritten})

    def check_key(self, keyed: Keyed, *, by: str) -> None:
        """Raises KeyReused where this principal sent something else under the key."""
        with self._log.writing():
            known = self._log.answered(key_digest(self._log.salt(), by, keyed.key))
        if known is not None:
            parts_of(known, keyed)

    def _grown(self, position: int) -> None:
        for hearer in self._hearers:
            hearer(position)

    def _append(
        self,
        by: str,
        recorded_at: str | None,
        take: Callable[[Unit], list[Taken]],
        records: Sequence[AnyRecord] = (),
        keyed: Keyed | None = None,
        check: Check = unchecked,
    ) -> list[Receipt]:
        turn = Turn(take, by, recorded_at, Drafts(records), keyed, checking(records, check), check)
        return self.figures.appending(lambda: self._turns.run(turn))


def _take(
    unit: Unit, records: Sequence[AnyRecord], by: str, check: Check, refused: Callable[[int, Refusal], bool]
) -> list[Taken]:
    """Take records in order; `refused` is told which was refused, counted from 0, and says whether to go on."""
    taken: list[Taken] = []
    for index, record in enumerate(records):
        try:
            check(record)
            taken.append(unit.take(record, by))
        except Refusal as refusal:
            if not refused(index, refusal):
                break
    return taken
