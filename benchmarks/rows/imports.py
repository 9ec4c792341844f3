"""Bulk import of claims, validated, against executemany of the bytes that it stored, in batches of the same size."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice

from benchmarks import workload
from benchmarks.bench import Bench, seconds
from benchmarks.figures import Figure, Goal, compared
from benchmarks.peers import plain
from ledger.interchange.importing import BATCH, import_lines
from ledger.opening import open_ledger
from ledger.service import Ledger


def measure(bench: Bench) -> Iterator[Figure]:
    """An equal part of the claims a round, into one ledger that grows."""
    claims, path, rounds = bench.sizes.claims, bench.folder / "imported.ledger", []
    lines = workload.claim_lines(claims)
    with open_ledger(str(path), create=True) as ledger, closing(plain.connect(bench.folder / "plain.db")) as db:
        _import(ledger, list(workload.foundation(workload.deals_of(claims))))
        for _ in range(bench.sizes.rounds):
            some = list(islice(lines, claims // bench.sizes.rounds))
            took = seconds(lambda some=some: _import(ledger, some))  # type: ignore[misc]
            rows = plain.stored(path, len(some))
            peer_took = seconds(lambda rows=rows: plain.insert(db, rows, BATCH))  # type: ignore[misc]
            rounds.append((len(some) / took, len(rows) / peer_took))
            bench.advance("bulk import", len(some) / 6_000)
    against = f"sqlite3 executemany of the same bytes, {BATCH} a commit"
    yield compared("bulk import of validated claims", against, rounds, "/s", Goal(">=", 0.2))


def _import(ledger: Ledger, lines: Sequence[bytes]) -> None:
    for outcome in import_lines(ledger, lines, by="bench"):
        assert outcome.receipt is not None and not outcome.receipt.again
