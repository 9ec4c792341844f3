"""The load generator counts nothing that was not answered 201."""

from pathlib import Path

import pytest

from benchmarks import load, servers


def test_an_answer_other_than_created_is_said_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bodies = tmp_path / "bodies.ndjson"
    bodies.write_bytes(b'{"deal": 1}')
    with servers.serving(servers.direct(tmp_path / "peer.db")) as address:
        assert load.main(str(address.port), "1", str(bodies)) == 1

    assert "HTTP/1.1 422" in capsys.readouterr().err


def test_a_server_that_does_not_start_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended before it served"), servers.serving(("ledger.cli", "version")):
        pass
