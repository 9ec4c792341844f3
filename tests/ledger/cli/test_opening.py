"""A command answers the same of a ledger in its file and at a server, and takes the same."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from ledger.cli.app import KEEPING, READING, WRITING, app
from ledger.opening import open_ledger
from ledger.parsing import parse_record
from tests.ledger import story
from tests.ledger.cli.conftest import Ran, Run
from tests.ledger.client.serving import served
from tests.ledger.interchange.story import CLAIMS, DEAL, STORY, claim, source

FIRST = story.id_of(parse_record(json.dumps(CLAIMS[0]).encode()))
QUESTIONS = [
    ("beliefs",),
    ("beliefs", DEAL, "--texts"),
    ("beliefs", DEAL, "--without", "harbour-post", "--recorded-as-of", "9"),
    ("beliefs", "no-such-deal"),
    ("beliefs", DEAL, "--without", "nobody"),
    ("explain", DEAL, "cranes-loaded"),
    ("explain", DEAL, "no-such-proposition"),
    ("timeline", DEAL),
    ("timeline", DEAL, "--asserted-as-of", "2024-03-01"),
    ("claims", "--text", "crane*", "--limit", "2"),
    ("claims", "--newest", "--limit", "1"),
    ("claims", "--period", "not a date"),
    ("history", DEAL, "--proposition", "cranes-loaded"),
    ("changes", DEAL, "--recorded-since", "3"),
    ("changes", DEAL, "--recorded-since", "9999"),
    ("matrix", DEAL),
    ("matrix", DEAL, "--without", "harbour-post", "--asserted-as-of", "2024-03-01"),
    ("matrix", "no-such-deal"),
    ("footprint", "port-authority"),
    ("footprint", "port-authority", "--recorded-as-of", "11", "--limit", "1"),
    ("footprint", "nobody"),
    ("provenance", FIRST),
    ("provenance", FIRST, "--recorded-as-of", "9"),
    ("provenance", "sha256:0"),
    ("export",),
    ("export", "--until", "3"),
    ("export", "--until", "9999"),
    ("dossier", DEAL),
    ("dossier", DEAL, "--recorded-as-of", "9"),
    ("dossier", "no-such-deal"),
    ("replay",),
    ("replay", "--until", "9"),
]
"""Every reading command, as it is answered and as it is refused."""

AUDITS = ("verify", "certificate", "checkpoint")
"""They say of a file what they cannot say of a server: what its vault holds, and when it was signed."""

AT_FILES = ("init", "seed", "serve", "backup", "restore", "doctor", "rebuild")
Server = tuple[str, str]


@pytest.fixture
def server(told: Run, tmp_path: Path) -> Iterator[Server]:
    """The address of a server that has the ledger with the story, and the words that show a key to it."""
    with open_ledger(str(tmp_path / "claims.ledger")) as ledger, served(ledger) as found:
        yield found


def unlogged(ran: Ran) -> tuple[int, str, list[str]]:
    """How a command ended, but for the lines that it logged, which have their instants."""
    return ran.status, ran.out, [line for line in ran.err.splitlines() if '"event":"export"' not in line]


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["for people", "for machines"])
@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_an_answer_is_the_same_byte_for_byte(
    told: Run, server: Server, words: tuple[str, ...], form: tuple[str, ...]
) -> None:
    url, key = server
    here, there = told(*words, *form), told(*words, *form, "--url", url, "--key", key)

    assert unlogged(there) == unlogged(here)
    assert here.out or here.err


def test_every_command_that_reads_is_among_them() -> None:
    assert {words[0] for words in QUESTIONS} == READING.keys() - {*AT_FILES, *AUDITS}


def test_a_served_log_is_verified_and_certified_as_the_file_is(told: Run, server: Server, tmp_path: Path) -> None:
    url, key = server
    at_server = ("--url", url, "--key", key)
    assert told("certificate", "--out", "there.zip", *at_server).status == 0
    assert told("certificate", "--out", "here.zip").status == 0
    assert (tmp_path / "there.zip").read_bytes() == (tmp_path / "here.zip").read_bytes()

    here, there = told("verify", "--json").json, told("verify", "--json", *at_server).json
    assert there["root"] == here["root"]
    assert there["heads"] == here["heads"] and len(there["heads"]) == 1
    assert (here["held"], there["held"]) == (0, None)


def test_what_is_recorded_is_told_as_here(run: Run, tmp_path: Path) -> None:
    lines = STORY.splitlines()
    (tmp_path / "first.ndjson").write_bytes(b"\n".join(lines[:4]) + b"\n")
    wrong = json.dumps(source("gazette", "no-kind")).encode()
    (tmp_path / "second.ndjson").write_bytes(b"\n".join([*lines[4:], wrong, lines[0]]) + b"\n")
    (tmp_path / "cited.txt").write_bytes(b"As it was printed.")
    cited = {"record": "document", "id": "page", "title": "A page", "held": "cited", "length": 18}
    unknown = claim("cranes-loaded", "nobody")
    told = [
        ("record", lines[0].decode()),
        ("record", lines[0].decode()),
        ("import", "first.ndjson"),
        ("import", "second.ndjson", "--atomic"),
        ("import", "second.ndjson", "--json"),
        ("import", "second.ndjson", "--keep-going"),
        ("record", json.dumps(unknown), "--json"),
        ("record", json.dumps(cited)),
        ("attach", "page", "cited.txt"),
        ("attach", "page", "first.ndjson"),
        ("attach", "no-page", "cited.txt", "--json"),
    ]
    assert run("init").status == run("init", "--ledger", "there.ledger").status == 0
    here = [run(*words) for words in told]
    with open_ledger("there.ledger") as ledger, served(ledger) as (url, key):
        there = [run(*words, "--url", url, "--key", key) for words in told]

    assert [timeless(ran, f" --url {url}") for ran in there] == [timeless(ran, "") for ran in here]
    assert [ran.status for ran in here] == [0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1]


def timeless(ran: Ran, elsewhere: str) -> tuple[int, str, str]:
    """How a command ended, but for when it recorded and by which address it says to go on."""
    out = "\n".join(line for line in ran.out.splitlines() if not line.startswith("at position"))
    return ran.status, out.replace(elsewhere, "") if elsewhere else out, ran.err


def test_the_environment_and_the_settings_may_name_the_server_and_the_key(
    told: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, key = server
    expected = told("claims").out
    question = ("claims", "--ledger", "nowhere.ledger")
    assert told(*question).status == 2  # the twin: there is no file to be asked
    file = tmp_path / "settings.toml"
    file.write_text(f'url = "{url}"\nkey = "{key}"\n')
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert told("--settings", "settings.toml", *question).out == expected
    monkeypatch.setenv("CLAIM_LEDGER_URL", url)
    monkeypatch.setenv("CLAIM_LEDGER_KEY", key)
    assert told(*question).out == expected
    for command in ("claims", "keys", "serve"):
        assert key not in told(command, "--help").out
    assert told("keys", "revoke").status == 2  # the key in the environment is not the id of one


def test_a_server_that_cannot_be_asked_is_told_of_without_the_key(
    told: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.client.connection.FIRST", 0.0)
    for words, said in (
        (("--url", "http://127.0.0.1:9", "--key", "clk_secret"), "gives no answer"),
        (("--url", server[0], "--key", "clk_secret"), "key"),
        (("--url", server[0]), "a server asks for a key"),
        (("--url", "http://ledger.example", "--key", "clk_secret"), "over TLS"),
    ):
        ran = told("beliefs", *words)
        assert ran.status > 0 and ran.out == ""
        assert said in " ".join(ran.err.split()) and "clk_secret" not in ran.err


def test_whoever_records_there_is_whoever_holds_the_key(told: Run, server: Server) -> None:
    words = ("record", json.dumps(source("gazette")), "--url", server[0], "--key", server[1])
    refused = told(*words, "--by", "somebody")
    assert refused.status == 1 and "by: over HTTP whoever holds the key records" in " ".join(refused.err.split())
    assert told(*words).status == 0
    assert '"recorded_by":"analyst"' in told("export").out.splitlines()[-1]


def test_historic_times_are_kept_only_in_a_file(told: Run, server: Server) -> None:
    refused = told("import", "story.ndjson", "--historic", "--url", server[0], "--key", server[1])
    assert refused.status == 1 and "where its file is" in " ".join(refused.err.split())


@pytest.mark.parametrize("name", AT_FILES)
def test_what_is_done_to_a_file_says_so(run: Run, name: str) -> None:
    words = {"backup": ("copy.ledger",), "restore": ("copy.ledger",)}.get(name, ())
    refused = run(name, *words, "--url", "https://ledger.example")
    assert refused.status == 2
    assert "this is done to a ledger's file, where it lies" in " ".join(refused.err.replace("│", " ").split())


def test_every_other_command_takes_a_server() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    taking = {
        name
        for name, command in group.commands.items()
        if any("--url" in option.opts and not getattr(option, "hidden", False) for option in command.params)
    }
    assert taking == {*WRITING, *READING, *KEEPING} - set(AT_FILES)
