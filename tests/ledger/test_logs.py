"""Logs: each event a line, written by a thread; errors with where they came from and never with what they say."""

import json
import logging
from io import BytesIO
from threading import Event
from typing import Any

import pytest

from ledger.logs import Lines, logger_of, logs, silent
from ledger.settings import Format, Level
from ledger.unseen import UNSEEN

CANARY = "a canary sang at the quay"


def lines_in(stream: BytesIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def failed() -> Exception:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(CANARY) from error
    except ValueError as error:
        return error


def test_an_event_is_a_line_of_json_with_its_level_and_instant() -> None:
    stream = BytesIO()
    with logs("info", "json", stream) as log:
        log.info("export", items=86)
        log.debug("export", items=87)

    (line,) = lines_in(stream)

    assert line.pop("at").endswith("+00:00")
    assert line == {"event": "export", "level": "info", "items": 86}


@pytest.mark.parametrize(("level", "heard"), [("debug", 3), ("info", 2), ("warning", 1), ("error", 0)])
def test_what_is_below_the_level_is_not_said(level: Level, heard: int) -> None:
    stream = BytesIO()
    with logs(level, "json", stream) as log:
        log.debug("one")
        log.info("two")
        log.warning("three")
    assert len(lines_in(stream)) == heard


def test_an_error_is_said_with_its_frames_and_kinds_and_without_its_words() -> None:
    stream = BytesIO()
    with logs("info", "json", stream) as log:
        log.error("request", exc_info=failed())

    (line,) = lines_in(stream)

    assert [said for said in line["traceback"] if ":" not in said] == ["KeyError", "ValueError"]
    assert any(said.endswith(" failed") and "test_logs.py:" in said for said in line["traceback"])
    assert CANARY not in json.dumps(line)


def test_what_is_for_people_cannot_steer_a_terminal_and_is_as_discreet() -> None:
    stream = BytesIO()
    with logs("info", "text", stream) as log:
        log.info("request", route="\x1b[2J\u202e")
        log.error("request", exc_info=failed())

    said = stream.getvalue().decode()

    assert r"\x1b[2J\u202e" in said and "\x1b" not in said and "\u202e" not in said
    assert "ValueError" in said and CANARY not in said


HOSTILE = (
    'a\r\n{"event":"request","status":200}',
    "\x1b[2J\x1b]0;owned\x07",
    "\x85\x9b31m",
    "\u2028\u2029\u202e\u2066\u200b\ufeff",
    "\x00\x0b\x0c\x1c\x1d\x1e",
    "\U000e0041",
)


def said_of(hostile: str, form: Format) -> str:
    stream = BytesIO()
    with logs("info", form, stream) as log:
        log.info("request", principal=hostile, route=[hostile], state={"deal": hostile})
        logging.getLogger(f"uvicorn{hostile}").warning(hostile)
        logging.getLogger("uvicorn").error("It failed: %s", hostile, exc_info=failed())
    return stream.getvalue().decode()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_is_logged_as_json_ends_its_line_or_steers_who_looks_at_it(hostile: str) -> None:
    said = said_of(hostile, "json")

    first, second, third = map(json.loads, said.splitlines())
    assert (first["principal"], first["route"], first["state"]) == (hostile, [hostile], {"deal": hostile})
    assert (second["message"], third["message"]) == (hostile.strip(), f"It failed: {hostile}".strip())
    assert not UNSEEN.search(said)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nor_does_what_is_logged_for_people(hostile: str) -> None:
    said = said_of(hostile, "text")

    assert [line[:2] for line in said.splitlines()] == ["20", "20", "20", *["  "] * (len(said.splitlines()) - 3)]
    assert said.splitlines()[-1] == "  ValueError"
    assert not UNSEEN.search(said)


def test_the_twin_json_as_it_comes_from_its_writer_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.logs.escaped", lambda line: line)

    assert [UNSEEN.search(said_of(hostile, "json")) is not None for hostile in HOSTILE].count(True) == 3


def test_what_pythons_own_loggers_warn_of_is_said_too_until_the_end() -> None:
    stream = BytesIO()
    with logs("info", "json", stream):
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
        logging.getLogger("uvicorn.error").info("not worth a line")
        logging.getLogger("uvicorn.error").error("It failed", exc_info=failed())
    handlers = len(logging.getLogger().handlers)

    warned, erred = lines_in(stream)

    assert (warned["event"], warned["level"]) == ("program", "warning")
    assert (warned["logger"], warned["message"]) == ("uvicorn.error", "Invalid HTTP request received.")
    assert erred["level"] == "error" and erred["traceback"][-1] == "ValueError"
    with logs("info", "json", stream):
        assert len(logging.getLogger().handlers) == handlers + 1


class Stalled(BytesIO):
    """A stream that nobody reads until it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.entered, self.released = Event(), Event()

    def write(self, data: Any) -> int:
        self.entered.set()
        assert self.released.wait(30)
        return super().write(data)


def test_who_logs_does_not_wait_for_who_reads_and_what_is_lost_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.logs.WAITING", 3)
    stream = Stalled()
    lines = Lines(stream)
    lines.info(b"{}")
    assert stream.entered.wait(30)

    for _ in range(5):
        lines.info(b"{}")
    stream.released.set()
    lines.close()

    said = lines_in(stream)
    assert said.count({}) == 4
    assert said[-1] == {"event": "lines-lost", "level": "warning", "items": 2}


def test_a_stream_that_fails_stops_nobody() -> None:
    stream = BytesIO()
    lines = Lines(stream)
    stream.close()
    logger_of(lines, "info").info("export")
    lines.close()
    assert lines.lost == 1


def test_the_silent_one_says_nothing() -> None:
    silent().error("request")
