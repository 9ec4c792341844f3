"""How a command ends: status 0, 1 where the answer is no, 2 where there can be no answer; never with a traceback."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from ledger.cli.terminal import asides, say_json
from ledger.errors import BrokenLine, InvalidRecord, Refusal, Rejected, Unavailable

NO = 1
"""The answer is no: what was asked for was refused."""

CANNOT_TELL = 2
"""There is no answer: the ledger is unavailable, or the command was not understood."""

PIPE_CLOSED = 141
"""As for a program that SIGPIPE ended: whoever read has read enough."""

INTERRUPTED = 130
"""As for a program that SIGINT ended."""

P = ParamSpec("P")


def refusing(command: Callable[P, None]) -> Callable[P, None]:
    """Let a command end as said above. One that takes `as_json` gets its refusals in JSON."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except Refusal as refusal:
            say_refusal(refusal, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(status(refusal)) from None
        except BrokenPipeError:
            _discard_output()
            raise typer.Exit(PIPE_CLOSED) from None
        except UnicodeEncodeError as error:
            no_text = Rejected(f"{error.object!r} is not text in UTF-8: write it in UTF-8")
            say_refusal(no_text, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(NO) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            say_refusal(Unavailable(f"{where}{error.strerror or error}"), as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(CANNOT_TELL) from None

    return run


def status(refusal: Refusal) -> int:
    """The exit status that a refusal means."""
    return CANNOT_TELL if isinstance(refusal, Unavailable) else NO


def say_refusal(refusal: Refusal, *, as_json: bool) -> None:
    """Say on standard error what was refused; in JSON as over HTTP (RFC 9457), without `status` and `instance`."""
    cause = refusal.cause if isinstance(refusal, BrokenLine) else refusal
    faults = cause.faults if isinstance(cause, InvalidRecord) else ()
    if as_json:
        problem: dict[str, object] = {"type": f"/problems/{refusal.slug}", "title": refusal.title}
        problem |= {"detail": refusal.detail}
        problem |= {"field": cause.field} if cause.field else {}
        problem |= {"faults": [{"field": field, "detail": detail} for field, detail in faults]} if faults else {}
        problem |= {"line": refusal.line, "resume": refusal.resume} if isinstance(refusal, BrokenLine) else {}
        say_json(problem, sys.stderr)
        return
    out = asides()
    line = f"Line {refusal.line} is refused: " if isinstance(refusal, BrokenLine) else ""
    where = line + (cause.title[:1].lower() + cause.title[1:] if line else cause.title)
    out.print(f"{where}.", style="bold red")
    for field, detail in faults or ((cause.field, cause.detail),):
        out.print(f"  {field}: {detail}" if field else f"  {detail}")
    if cause is not refusal:
        out.print("  Nothing was recorded.")


def _discard_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not stumble over it on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
