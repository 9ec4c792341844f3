"""What a client is told of the audit is held to what is told here by `test_remote`; this is what it refuses to take."""

import httpx2
import pytest

from ledger.client.auditing import Auditing
from ledger.client.connection import Connection
from ledger.errors import Unavailable


def auditing(answered: bytes) -> Auditing:
    """A client of a server that answers everything with these bytes."""
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=answered))
    return Auditing(Connection("http://localhost", "clk_x", transport=transport))


@pytest.mark.parametrize("answered", [b"", b"{}", b"<html>", b"origin\n1\nroot\n\n\xe2\x80\x94 a AAAAAAA=\n"])
def test_what_is_no_checkpoint_is_not_taken_for_one(answered: bytes) -> None:
    with pytest.raises(Unavailable, match="no checkpoint"):
        auditing(answered).checkpoint()
