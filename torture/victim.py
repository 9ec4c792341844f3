"""A victim: one ledger, the clients and imports that write to it, and a witness of what it holds after every kill."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from time import monotonic, sleep

from ledger.opening import open_ledger
from torture import story
from torture.clients import Client
from torture.imports import Imports
from torture.processes import KILLED, Change, Server, command, kill
from torture.witness import Witness

CLIENTS = (1, 1, 1, 1, 1, 1, 20, 120)
"""For each client, about how many claims it sends in a request."""

SOONEST, LATEST = 0.005, 0.200
"""Seconds from the first acknowledgement to the kill of a server; or, where it is not WARM, from its start."""

WARM = 0.8
"""How often a server is let acknowledge something before."""

PATIENCE = 60.0
"""Seconds that are waited for that."""

AN_ENTRY = 0.0002
"""Seconds that a rebuild takes for an entry, about: it is killed before it is over, or soon after."""


class Victim:
    """A ledger that is struck; nobody else may write to it."""

    def __init__(self, path: Path, random: Random, change: Change) -> None:
        self.witness = Witness(path)
        self.acknowledged = 0
        self.killed = 0
        self.rebuilds_killed = 0
        self._path = path
        self._rebuilt = path.with_suffix(".rebuilt")
        self._random = random
        self._change = change
        self._clients = [Client(f"{path.stem}-{number}", at_once) for number, at_once in enumerate(CLIENTS)]
        self._imports = Imports(path, random, self.witness)
        with open_ledger(str(path), create=True) as ledger:
            story.begin(ledger)

    @property
    def found_again(self) -> int:
        """How many claims were on record already when a client, without an answer to the first, sent them again."""
        return sum(client.found_again for client in self._clients)

    def strike(self, what: str) -> list[str]:
        """Kill a server, an import or a rebuild while it works; what does not hold after that."""
        match what:
            case "server":
                return self._strike_server() + self._look()
            case "import":
                return self._strike_import() + self._look()
            case _:
                return self._strike_rebuild()

    def finish(self) -> list[str]:
        """Let an import and a rebuild complete, and examine all there is."""
        faults = self._imports.complete() + self._look() + self._imports.missing()
        if faults:
            return faults
        with open_ledger(str(self._path)) as ledger:
            reached = ledger.rebuild()
        if reached != self.witness.head:
            return [f"a rebuild came to {reached}, the log ends at {self.witness.head}"]
        return self.witness.examine()

    def _look(self) -> list[str]:
        faults = [fault for client in self._clients for fault in client.faults]
        told = [acknowledged for client in self._clients for acknowledged in client.acknowledged]
        for client in self._clients:
            client.acknowledged.clear()
        self.acknowledged += len(told)
        return faults + self.witness.look(told)

    def _strike_server(self) -> list[str]:
        """All clients at once; in one case of three a rebuild beside them, killed with the server."""
        server = Server(self._path, self._change)
        rebuild = self._rebuild() if self._random.random() < 1 / 3 else None
        with ThreadPoolExecutor(len(self._clients)) as threads:
            sending = [threads.submit(client.send, server.door) for client in self._clients]
            faults = self._await_load() if self._random.random() < WARM else []
            sleep(self._random.uniform(SOONEST, LATEST))
            status = kill(server.process)
        for sent in sending:
            sent.result()
        self.killed += status == KILLED
        if status != KILLED:
            faults.append(f"a server ended by itself, with status {status}")
        return faults if rebuild is None else faults + self._kill_rebuild(rebuild)

    def _await_load(self) -> list[str]:
        """Return once a claim is acknowledged, or was answered wrongly."""
        deadline = monotonic() + PATIENCE
        while not any(client.acknowledged or client.faults for client in self._clients):
            if monotonic() > deadline:
                return [f"a server acknowledged nothing for {PATIENCE:.0f} s"]
            sleep(0.001)
        return []

    def _strike_import(self) -> list[str]:
        killed, faults = self._imports.strike()
        self.killed += killed
        return faults

    def _strike_rebuild(self) -> list[str]:
        """The index in use answers as before, wherever the building of the next was broken off."""
        if faults := self._look():
            return faults
        before = self._answer()
        rebuild = self._rebuild()
        sleep(self._random.uniform(SOONEST, LATEST + AN_ENTRY * self.witness.head))
        if faults := self._kill_rebuild(rebuild):
            return faults
        with open_ledger(str(self._path)) as ledger:
            found = ledger.diagnosis()
        if found.index != self.witness.head:
            return [f"after a killed rebuild the index is at {found.index}, the log at {self.witness.head}"]
        if self._answer() != before:
            return ["after a killed rebuild the index answers otherwise"]
        return self._look()

    def _kill_rebuild(self, rebuild: ForkServerProcess) -> list[str]:
        status = kill(rebuild)
        self.rebuilds_killed += status == KILLED
        return [] if status in (0, KILLED) else [f"a rebuild failed: {self._rebuilt.read_text()}"]

    def _rebuild(self) -> ForkServerProcess:
        return command(self._rebuilt, "rebuild", "--ledger", str(self._path))

    def _answer(self) -> str:
        """The beliefs of the first deal, which rest on the index."""
        with open_ledger(str(self._path)) as ledger:
            return ledger.beliefs(story.DEALS[0]).model_dump_json()
