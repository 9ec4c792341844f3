"""Outcomes of a batch, to whoever a server cannot wait for."""

import socket
from contextlib import closing

import pytest

from api import outcomes
from ledger.service import Ledger
from ledger.settings import Settings
from tests.api.test_patience import connected, dripping
from tests.api.test_serving import served, until
from tests.api.test_spools import LINE, MANY, answer, chunk, head, sources


def test_a_server_that_stops_says_from_where_to_go_on(ledger: Ledger) -> None:
    with closing(socket.socket()) as connection:
        with served(ledger, Settings.model_construct(grace=1)) as address:
            host, _, port = address.removeprefix("http://").rpartition(":")
            connection.settimeout(20)
            connection.connect((host, int(port)))
            connection.sendall(head(address) + chunk(LINE % 0))
            answers = answer(connection)
            next(answers)
        (last,) = answers
    assert (last["problem"]["type"], last["resume"]) == ("/problems/unanswered", 2)


def test_one_who_has_sent_all_and_takes_nothing_is_let_go(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(outcomes, "PATIENCE", 0.5)
    with served(ledger) as address, connected(address) as connection:
        connection.sendall(head(address) + b"".join(sources(MANY)))
        until(lambda: "without completing response" in caplog.text)
        answered = dripping(connection, b"")
    assert b'"receipt"' in answered and not answered.endswith(b"0\r\n\r\n")
