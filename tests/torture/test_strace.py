"""What strace writes down is read as it happened."""

from pathlib import Path

import pytest

from torture import strace
from torture.order import Order

WAL = "/ledgers/a.ledger-wal"
CLAIM = "sha256:" + "0" * 64
FRAME = rf'7 pwrite64(4<{WAL}>, "\0\0\0\4\0\0\0\f@4[\342\f\5K\244\v\342\6\315fD\320\5", 24, 103032) = 24'
PAGE = rf'7 pwrite64(4<{WAL}>, "\r\0\0{{\"stream\":\"claim:{CLAIM}\",\"type\":\"a/1\"}}\0", 4096, 103056) = 4096'
SYNC = f"7 fdatasync(4<{WAL}>) = 0"
BEGUN = f"7 fdatasync(4<{WAL}> <unfinished ...>"
ENDED = "7 <... fdatasync resumed>)          = 0"
SOCKET = "12<TCP:[127.0.0.1:8000->127.0.0.1:41926]>"
HEAD = rf'5 sendto({SOCKET}, "HTTP/1.1 201 Created\r\ndate: now\r\n\r\n", 41, 0, NULL, 0) = 41'
BODY = rf'5 sendto({SOCKET}, "{{\"id\":\"a\",\"claim\":\"{CLAIM}\"}}", 90, 0, NULL, 0 <unfinished ...>'


def read(*lines: str) -> Order:
    return strace.read([line + "\n" for line in lines], WAL)


def test_a_claim_that_is_written_synced_and_then_acknowledged() -> None:
    order = read(FRAME, PAGE, SYNC, HEAD, BODY)

    assert order.acknowledged == {CLAIM.encode()}
    assert (order.too_early, order.shared) == ([], [1])


def test_calls_that_overlap() -> None:
    assert read(FRAME, PAGE, BEGUN, ENDED, HEAD, BODY).too_early == []
    assert read(FRAME, PAGE, BEGUN, HEAD, ENDED, BODY).too_early == [CLAIM.encode()]


@pytest.mark.parametrize(
    "sync",
    [
        "",
        f"7 fdatasync(4<{WAL}>) = -1 EIO (Input/output error)",
        "7 fdatasync(3</ledgers/a.ledger>) = 0",
        "7 fsync(3</ledgers>) = 0",
    ],
    ids=["none", "failed", "of the database", "of the directory"],
)
def test_no_other_sync_will_do(sync: str) -> None:
    assert read(FRAME, PAGE, sync, HEAD, BODY).too_early == [CLAIM.encode()]


def test_what_is_written_in_pieces_is_put_together() -> None:
    head, rest = CLAIM[:20], CLAIM[20:]
    pieces = (
        rf'[{{iov_base="HTTP/1.1 201\r\n\r\n{{\"claim\":\"{head}", iov_len=60}}, {{iov_base="{rest}\"}}", iov_len=60}}]'
    )

    assert read(f"5 writev({SOCKET}, {pieces}, 2) = 120").too_early == [CLAIM.encode()]


def test_a_log_that_leaves_something_out_is_refused() -> None:
    with pytest.raises(ValueError, match="strace cut off what was written"):
        read(rf'7 pwrite64(4<{WAL}>, "\r\0\0"..., 4096, 103056) = 4096')


def test_the_program_is_run_under_strace_with_everything_it_needs_to_tell(tmp_path: Path) -> None:
    command = strace.traced(tmp_path / "log", ["claim-ledger", "serve"])

    assert command[0] == "strace" and command[-2:] == ["claim-ledger", "serve"]
    assert f"trace={strace.CALLS}" in command and "-f" in command
