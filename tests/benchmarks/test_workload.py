from itertools import islice

from benchmarks import workload
from ledger import open_ledger
from ledger.interchange.importing import import_lines


def test_the_workload_is_the_same_on_every_run_and_none_of_it_is_refused() -> None:
    lines = list(workload.lines(150))

    assert lines == list(workload.lines(150))
    with open_ledger(":memory:", create=True) as ledger:
        outcomes = list(import_lines(ledger, lines, by="bench"))
    assert all(outcome.receipt is not None and not outcome.receipt.again for outcome in outcomes)
    assert sum(outcome.receipt.record == "claim" for outcome in outcomes if outcome.receipt) == 150


def test_what_is_sent_over_http_are_the_same_claims() -> None:
    sent = list(islice(workload.bodies(150, 41), 150))

    assert [b'{"record":"claim",' + body[1:] for body in sent] == list(islice(workload.claim_lines(150), 150))
