import io
import json
import os
import sys

import pytest
from pydantic import BaseModel

from ledger.cli.terminal import Terminal, say_json, table


def printed(what: object, **settings: object) -> str:
    file = io.StringIO()
    Terminal(file).print(what)
    return file.getvalue()


def test_what_sources_wrote_is_printed_as_it_is() -> None:
    assert printed("[red]no[/red] :smile: 1") == "[red]no[/red] :smile: 1\n"


@pytest.mark.parametrize("code", ["\x1b[2J", "\x07", "\x9b31m", "\u202e"])
def test_nothing_that_a_source_wrote_steers_the_terminal(code: str) -> None:
    rows = table("Said")
    rows.add_row(f"all {code} well")
    for shown in (printed(f"all {code} well"), printed(rows)):
        assert code[0] not in shown
        assert "\N{REPLACEMENT CHARACTER}" in shown


def test_no_colour_goes_into_a_file() -> None:
    file = io.StringIO()
    Terminal(file).print("refused", style="bold red")
    assert file.getvalue() == "refused\n"


def test_a_closed_pipe_is_left_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(BrokenPipeError), io.TextIOWrapper(io.FileIO(writing, "w"), write_through=True) as file:
        Terminal(file).print("anyone there?")


def test_json_is_one_line_that_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer(BaseModel):
        said: str

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    say_json([Answer(said="Łódź")])
    assert raw.getvalue().decode() == '[{"said":"Łódź"}]\n'
    assert json.loads(raw.getvalue()) == [{"said": "Łódź"}]


@pytest.mark.parametrize("code", ["\x1b[2J", "\x07", "\x7f", "\x9b31m", "\u202e", "\u2066"])
def test_json_at_a_terminal_is_the_same_json_and_does_not_steer_it(code: str) -> None:
    class Screen(io.BytesIO):
        def isatty(self) -> bool:
            return True

    answer: dict[str, object] = {"said": f"all {code} well, Łódź \\ 😀"}
    raw = Screen()
    screen = io.TextIOWrapper(raw, encoding="utf-8")
    say_json(answer, screen)
    shown = raw.getvalue().decode()

    assert code[0] not in shown and "Łódź" in shown
    assert json.loads(shown) == answer


def test_what_has_no_json_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        say_json({"when": object()})
