"""Logs: what a process does, a line for each event, as JSON for machines or as text for people.

A line names things by their ids and says how many they are. What is on record, what was sent and what was asked for
stands in none: it may have to be forgotten.
"""

import logging
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread
from time import sleep
from traceback import extract_tb
from typing import IO

import orjson
import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor

from ledger.settings import Format, Level
from ledger.unseen import escaped, visible

GATHERED = 0.05
"""Seconds for which lines are gathered before they are written together."""

WAITING = 100_000
"""Lines that may wait for whoever reads them; what comes beyond is counted and lost: a log must not stop a server."""

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
Logger = FilteringBoundLogger
"""Says an event by its name, and the particulars by theirs: `log.info("export", items=86)`."""


class Lines:
    """Lines on their way to a file: a thread writes them, so that nobody who logs waits. Any thread may log."""

    def __init__(self, file: IO[bytes]) -> None:
        self.lost = 0
        self._file = file
        self._waiting: deque[bytes] = deque()
        self._come, self._told, self._closing = Event(), False, False
        self._writer = Thread(target=self._write_all, name="log", daemon=True)
        self._writer.start()

    def msg(self, line: bytes) -> None:
        """Take a line."""
        if len(self._waiting) >= WAITING:
            self.lost += 1
            return
        self._waiting.append(line)
        if not self._told:
            self._told = True
            self._come.set()

    debug = info = warning = error = critical = msg

    def close(self) -> None:
        """Write what waits. The file stays open."""
        self._closing = True
        self._come.set()
        self._writer.join()

    def _write_all(self) -> None:
        while not self._closing:
            self._come.wait()
            if not self._closing:
                sleep(GATHERED)
            self._told = False  # before the first is taken: whatever comes from here on is seen
            self._come.clear()
            self._write()
        self._write()

    def _write(self) -> None:
        lines = [self._waiting.popleft() for _ in range(len(self._waiting))]
        said, self.lost = self.lost, 0
        if said:
            lines.append(b'{"event":"lines-lost","level":"warning","items":%d}' % said)
        try:
            self._file.write(b"".join(line + b"\n" for line in lines))
            self._file.flush()
        except (OSError, ValueError):  # nobody reads it any more
            self.lost += len(lines) - bool(said) + said


def logger_of(lines: Lines, level: Level, *, text: bool = False, colours: bool = False) -> Logger:
    """A logger of this level and above that writes to these lines."""
    render = [_for_people(colours)] if text else [_frames, _for_machines]
    logger: Logger = structlog.wrap_logger(
        lines,
        processors=[structlog.processors.add_log_level, _at, *render],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
    ).bind()
    return logger


def silent() -> Logger:
    """A logger that says nothing."""
    logger: Logger = structlog.wrap_logger(
        None, processors=[], wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL)
    ).bind()
    return logger


@contextmanager
def logs(level: Level, form: Format, file: IO[bytes] | None = None) -> Iterator[Logger]:
    """A logger to a file, else to standard error; until the end Python's own loggers say there what they warn of."""
    file = sys.stderr.buffer if file is None else file
    terminal = file.isatty()
    lines = Lines(file)
    logger = logger_of(lines, level, text=form == "text" or (form == "auto" and terminal), colours=terminal)
    handler, root = _Heard(logger), logging.getLogger()
    root.addHandler(handler)
    try:
        yield logger
    finally:
        root.removeHandler(handler)
        lines.close()


class _Heard(logging.Handler):
    """Says what Python's own loggers are told."""

    def __init__(self, logger: Logger) -> None:
        super().__init__(logging.WARNING)
        self._logger = logger

    def emit(self, record: logging.LogRecord) -> None:
        say = self._logger.error if record.levelno >= logging.ERROR else self._logger.warning
        say("program", logger=visible(record.name), message=record.getMessage().strip(), exc_info=record.exc_info)


def _at(_: object, __: str, event: EventDict) -> EventDict:
    event["at"] = datetime.now(UTC).isoformat(timespec="milliseconds")
    return event


def frames_of(error: BaseException) -> list[str]:
    """Where an error came from, innermost last, and its kind; what it says stays out, for it may quote a claim."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    frames = [f"{place.filename}:{place.lineno} {place.name}" for place in extract_tb(error.__traceback__)]
    return [*(frames_of(before) if before else ()), *frames, type(error).__name__]


def _frames(_: object, __: str, event: EventDict) -> EventDict:
    error = event.pop("exc_info", None)
    if isinstance(error, tuple):
        error = error[1]
    if error is not None:
        event["traceback"] = frames_of(error)
    return event


def _for_machines(_: object, __: str, event: EventDict) -> bytes:
    """A line of JSON. Nothing in it ends it early, or steers a terminal that it is shown on."""
    line = orjson.dumps(event, default=repr)
    return line if line.isascii() else escaped(line.decode()).encode()


def _for_people(colours: bool) -> Processor:
    console = structlog.dev.ConsoleRenderer(colors=colours, repr_native_str=True, timestamp_key="at")

    def render(logger: object, name: str, event: EventDict) -> bytes:
        lines = _frames(logger, name, event).pop("traceback", ())
        return "\n  ".join([str(console(logger, name, event)), *lines]).encode(errors="replace")

    return render
