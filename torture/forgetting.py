"""Killed while it forgets, the ledger has forgotten a text whole or not at all, and no file of it holds what it forgot.

A process forgets notes and documents one after another, while it records others, and is killed by `kill -9`. Every file
in the ledger's folder is searched for the bytes: at once for what was acknowledged as overwritten, and for all that the
log says was forgotten once the ledger was opened again and told so again. What was not forgotten has to be found there:
so whoever looks does see. It says nothing of sectors that a disk keeps by itself, nor of a power failure.
"""

import shutil
from collections.abc import Callable, Iterable
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from secrets import token_hex
from tempfile import mkdtemp
from threading import Event, Thread
from time import sleep

import orjson

from ledger.opening import open_ledger
from ledger.parsing import parse_record
from ledger.records import AnyRecord
from ledger.service import Ledger
from ledger.store import file
from torture.__main__ import Report
from torture.pace import Pace
from torture.processes import KILLED, kill, nothing, piped

KILLS = 300
SMOKE = 4
TEXTS = 40
"""Texts that a process is given to forget; half of them are documents."""

LATEST = 0.500
"""Seconds from the first that is forgotten to the kill."""

PATIENCE = 60.0
"""Seconds that are waited for that."""

PAGES = 600
"""How often a document repeats its words: it fills some pages of the file."""

LAW = "an order of the court"
BY = "dpo"

Before = Callable[[], None]
Texts = dict[str, bytes]
"""The words of each thing, by its id: they stand nowhere else."""


def run(report: Report, *, thorough: bool) -> list[str]:
    """Kill it until something does not hold; what did not. The ledger is kept where that is so."""
    folder = Path(mkdtemp(prefix="claim-ledger-forgetting-"))
    faults = kills(folder, KILLS if thorough else SMOKE, report)
    if faults:
        return [*faults, f"the ledger is kept in {folder}"]
    shutil.rmtree(folder)
    return []


def kills(folder: Path, number: int, report: Report, before: Before = nothing) -> list[str]:
    """What did not hold after the first of so many kills that led to anything; `before` is done in each process."""
    path, random, pace, gone = folder / "claims.ledger", Random(), Pace(report, "kills", number), 0
    with open_ledger(str(path), create=True) as ledger:
        ledger.record(_record(record="source", id="a-source", name="A", kind="agency", **{"class": "agency"}), by=BY)
    for done in range(1, number + 1):
        texts = _begin(path, done)
        forgotten, status = _strike(path, random.sample(sorted(texts), TEXTS), random, before)
        if status != KILLED:
            return [f"after {done - 1} kills a process ended by itself, with status {status}"]
        faults = _look(path, texts, forgotten)
        if faults:
            return [f"after {done} kills: {fault}" for fault in faults]
        gone += len(forgotten)
        pace.reach(done, f"{gone:,} texts forgotten")
    return [] if gone else ["nothing was ever forgotten, so nothing was shown"]


def found_in(folder: Path, texts: Texts) -> dict[str, str]:
    """The first file of a folder that holds any of the words of each thing. Nobody may have one of them open here."""
    read = {one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.is_file()}
    found = {name: next((file for file, data in read.items() if words in data), None) for name, words in texts.items()}
    return {name: where for name, where in found.items() if where is not None}


def keep_what_is_deleted() -> None:
    """Every connection to a ledger that this process opens from now on has secure_delete = OFF."""
    file.PRAGMAS = (*file.PRAGMAS, ("secure_delete", "OFF"))  # type: ignore[assignment]


def _record(**fields: object) -> AnyRecord:
    return parse_record(orjson.dumps(fields))


def _begin(path: Path, round_: int) -> Texts:
    """Have texts on record, to be forgotten."""
    texts: Texts = {}
    with open_ledger(str(path)) as ledger:
        for number in range(TEXTS):
            words = token_hex(16)
            if number % 2:
                name, text = f"document-{round_}-{number}", f"{words} " * PAGES
                told = _record(record="document", id=name, title=name, text=text, media_type="text/plain")
            else:
                told = _claim(f"Claim {round_}-{number}.", words)
            texts[ledger.record(told, by=BY).id] = words.encode()
    return texts


def _claim(text: str, note: str) -> AnyRecord:
    return _record(record="claim", text=text, note=note, attribution=[{"source": "a-source", "role": "origin"}])


def _strike(path: Path, names: list[str], random: Random, before: Before) -> tuple[dict[str, bool], int]:
    """Have a process forget these, and kill it: whether each that it acknowledged was overwritten, and its status."""
    process, told = piped(_forget, str(path), names, before)
    forgotten: dict[str, bool] = {}
    with told:
        if told.poll(PATIENCE):
            sleep(random.uniform(0, LATEST))
        status = kill(process)
        try:
            while told.poll():
                name, overwritten = told.recv()
                forgotten[name] = overwritten
        except EOFError:
            pass
    return forgotten, status


def _forget(path: str, names: list[str], before: Before, told: Connection) -> None:
    before()
    with open_ledger(path) as ledger:
        over = Event()
        Thread(target=_go_on_recording, args=(ledger, over), daemon=True).start()
        for name in names:
            told.send((name, ledger.forget(name, LAW, by=BY).overwritten))
        over.wait()  # all is forgotten: the kill is on its way


def _go_on_recording(ledger: Ledger, over: Event) -> None:
    run_ = token_hex(4)
    for number in count():
        if over.wait(0.001):
            return
        ledger.record(_claim(f"Meanwhile {run_}-{number}.", f"note {run_}-{number}"), by=BY)


def _look(path: Path, texts: Texts, forgotten: dict[str, bool]) -> list[str]:
    """What does not hold of a ledger that was killed: as it lies there, and once it was opened again."""
    gone = {name: texts[name] for name, overwritten in forgotten.items() if overwritten}
    faults = [f"{name} was acknowledged as overwritten and lies in {where}" for name, where in _in(path, gone)]
    with open_ledger(str(path)) as ledger:
        since = {name: words for name, words in texts.items() if not ledger.forgetting(name).erased}
        faults += [f"{name} was acknowledged as forgotten and is held" for name in forgotten if name not in since]
        for name in since:
            if not ledger.forget(name, LAW, by=BY).overwritten:
                faults.append(f"{name} is not overwritten, though nobody reads")
        if (found := ledger.examination().fault) is not None:
            faults.append(f"position {found.position}: {found.detail}")
    faults += [f"{name} was forgotten and lies in {where}" for name, where in _in(path, since)]
    kept = {name: words for name, words in texts.items() if name not in since}
    if missing := kept.keys() - found_in(path.parent, kept).keys():
        faults.append(f"{len(missing)} texts that were not forgotten lie in no file")
    return faults


def _in(path: Path, texts: Texts) -> Iterable[tuple[str, str]]:
    return found_in(path.parent, texts).items()
