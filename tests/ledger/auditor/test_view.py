from ledger.auditor.replay import replay
from ledger.auditor.view import Replay
from ledger.service import Ledger


def test_a_replay_is_read_back_as_it_was_written(ledger: Ledger) -> None:
    found = replay(ledger)
    assert Replay.model_validate_json(found.model_dump_json()) == found
