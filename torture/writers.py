"""Writers beside the clients: threads of the server's own process, and a process that must be refused."""

from itertools import count
from multiprocessing.connection import Connection
from threading import Thread
from time import sleep

import uvicorn

from ledger.errors import Refusal
from ledger.opening import open_ledger
from ledger.parsing import parse_record
from ledger.service import Ledger
from torture import story
from torture.processes import ledger_of

THREADS = 2
PAUSE = 0.005
"""Seconds that a thread leaves to the clients after each append."""


def append_beside(server: uvicorn.Server) -> None:
    """Append from threads beside the server, as long as it lives."""
    ledger = ledger_of(server)
    for number in range(THREADS):
        Thread(target=_append, args=(ledger, f"thread-{number}"), daemon=True).start()


def intrude(path: str, asker: Connection) -> None:
    """Write to a ledger that another process writes to; answer with the refusal's slug, or with what was recorded."""
    with open_ledger(path) as ledger:
        try:
            asker.send(str(ledger.record(parse_record(story.line("intruder")), by="intruder")))
        except Refusal as refusal:
            asker.send(refusal.slug)


def _append(ledger: Ledger, name: str) -> None:
    for number in count():
        ledger.record(parse_record(story.line(f"{name}-{number}")), by="torture")
        sleep(PAUSE)
