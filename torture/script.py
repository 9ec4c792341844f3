"""A scripted run over a server: what is sent and asked, what was acknowledged, and what may not be answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from torture import specimen
from torture.served import Served, answered

NDJSON = "application/x-ndjson"
PADDING = b" " * 4_095 + b"\n"
REFUSED = "/problems/storage-failure"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A claim that was said to be recorded at this position, in an entry of this digest."""

    claim: str
    position: int
    digest: str


@dataclass(slots=True)
class Course:
    """How a run of the script went: what was acknowledged, which steps were refused, what should not have been."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def refuse(self, step: str, status: int, said: dict[str, object]) -> None:
        """Take note of an answer that is no success: it must be the problem that says that the store failed."""
        self.refused.append(step)
        if (status, said.get("type")) != (503, REFUSED):
            self.faults.append(f"{step} was answered {status} {str(said)[:200]}")


def play(served: Served, folder: Path) -> Course:
    """Append, append a batch, believe, rebuild, back up, append a batch that is spooled, append."""
    course = Course()
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("an append", lambda: _append(course, "an append", served, 0)),
        ("a batch", lambda: _batch(course, "a batch", served, b"".join(map(_line, range(1, 6))))),
        ("a belief", lambda: _believe(course, served)),
        ("a rebuild", lambda: _command(course, "a rebuild", served.do("rebuild"))),
        ("a backup", lambda: _back_up(course, served, folder)),
        ("a long batch", lambda: _batch(course, "a long batch", served, PADDING * 300 + _line(6))),
        ("the last append", lambda: _append(course, "the last append", served, 7)),
    )
    for step, work in steps:
        try:
            work()
        except OSError as error:
            course.refused.append(step)
            course.faults.append(f"{step} was not answered: {type(error).__name__}: {error}")
    return course


CLAIMS = 8
"""How many claims the script sends."""


def claim(number: int) -> dict[str, object]:
    """One of the claims that the script sends."""
    return specimen.claim("agency-a", text=f"Claim {number}. {'So it is said. ' * 40}")


def _line(number: int) -> bytes:
    return orjson.dumps(claim(number)) + b"\n"


def _append(course: Course, step: str, served: Served, number: int) -> None:
    status, body = served.ask("/v1/claims", orjson.dumps({k: v for k, v in claim(number).items() if k != "record"}))
    said = answered(body)
    if status in (200, 201):
        course.acknowledged.append(Acknowledged(said["claim"], said["position"], said["digest"]))
    else:
        course.refuse(step, status, said)


def _batch(course: Course, step: str, served: Served, lines: bytes) -> None:
    status, body = served.ask("/v1/batch", lines, NDJSON)
    if status != 200:
        course.refuse(step, status, answered(body))
        return
    for said in map(answered, body.splitlines()):
        if receipt := said.get("receipt"):
            course.acknowledged.append(Acknowledged(receipt["claim"], receipt["position"], receipt["digest"]))
        else:
            problem = said.get("problem") or said
            course.refuse(step, problem.get("status", 0), problem)


def _believe(course: Course, served: Served) -> None:
    status, body = served.ask(f"/v1/deals/{specimen.DEAL}/belief")
    if status != 200:
        course.refuse("a belief", status, answered(body))


def _command(course: Course, step: str, ended: str | None) -> None:
    if ended is not None:
        course.refuse(step, 503, {"type": f"/problems/{ended}"})


def _back_up(course: Course, served: Served, folder: Path) -> None:
    copy = folder / "copy.ledger"
    copy.unlink(missing_ok=True)
    ended = served.do("backup", copy)
    _command(course, "a backup", ended)
    if copy.exists() is (ended is not None):
        course.faults.append(
            f"a backup ended with {ended}, and the copy is {'there' if copy.exists() else 'not there'}"
        )
    course.faults += [f"a backup left {left.name}" for left in _left(folder)]


def _left(folder: Path) -> Iterator[Path]:
    return folder.glob(".copy.ledger.*")
