import json

from benchmarks.built import first_claim, rows_of
from benchmarks.peers.body import ClaimBody
from benchmarks.peers.direct import row_of


def test_what_the_peer_stores_is_as_long_as_what_the_ledger_stores() -> None:
    _, _, _, _, stored = rows_of(1_000, first_claim(1_000), "2026-01-01T00:00:00.000000Z")[0]
    entry = json.loads(stored)

    _, _, _, state = row_of(ClaimBody.model_validate(entry["fact"]["content"] | {"stance": "affirms"}))

    assert json.loads(state).keys() == entry.keys()
    assert abs(len(state) - len(stored)) < 30
