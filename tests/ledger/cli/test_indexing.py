import pytest
import typer

from ledger.cli.indexing import index
from ledger.cli.refusing import INTERRUPTED
from ledger.service import Ledger
from tests.ledger.cli.conftest import Run
from tests.ledger.cli.test_progress import at_a_terminal
from tests.ledger.interchange.story import STORY
from tests.ledger.story import claim, head, recorded


def test_what_was_recorded_is_indexed_and_a_terminal_sees_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)
    ledger.follow()
    recorded(ledger, claim())

    index(ledger, quiet=False)

    assert "Indexing" in screen.getvalue() and "100 %" in screen.getvalue()
    assert ledger.health().index == head(ledger)


def test_machines_do_not_see_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch)

    index(ledger, quiet=True)

    assert screen.getvalue() == ""
    assert ledger.health().index == head(ledger)


def test_whoever_interrupts_it_ends_the_command(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(report: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(ledger, "follow", interrupted)

    with pytest.raises(typer.Exit) as ended:
        index(ledger, quiet=False)
    assert ended.value.exit_code == INTERRUPTED


@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize("command", [("import", "s.ndjson"), ("import", "--atomic", "s.ndjson"), ("seed", "s.ndjson")])
def test_after_an_import_or_a_seeding_nothing_is_left_to_index(
    run: Run, command: tuple[str, ...], more: tuple[str, ...]
) -> None:
    with open("s.ndjson", "wb") as file:
        file.write(STORY)
    run("init")

    assert run(*command, *more).status == 0

    doctor = run("doctor", "--json").json
    assert (doctor["lag"], doctor["index"]) == (0, doctor["head"])


def test_a_refused_line_does_not_keep_what_stands_before_it_out_of_the_index(run: Run) -> None:
    run("init")

    assert run("import", "-", typed=STORY + b"{}\n").status == 1

    assert run("doctor", "--json").json["lag"] == 0
