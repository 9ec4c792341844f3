import re
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.desk.reporting import form_of, html, markdown, reads
from ledger.desk.results import Run
from ledger.desk.running import Wanted, run
from tests.ledger.specs.earlier import DEAL, NAME, keep, scenario
from tests.ledger.specs.specification import OWN, SOUND

RED = SOUND + '      And "containers were moved" is almost certain\n'
PAST = f'Given the ledger "{NAME}" as recorded by 2023-10-14'


@pytest.fixture
def found(tmp_path: Path) -> Run:
    """A run of a red feature and of a green one on real history."""
    ledger = keep(tmp_path / "history.ledger")
    (tmp_path / "red.feature").write_text(RED.replace("Feature: Echoes", "Feature: <script>Echoes</script> | more"))
    past = scenario(PAST, f'Given the deal "{DEAL}" on record', 'Then "containers were moved" is at least likely')
    (tmp_path / "past.feature").write_text(past)
    files = [tmp_path / "red.feature", tmp_path / "past.feature"]
    return run(Wanted(files=files, ledgers=(f"{NAME}={ledger}",)))


@pytest.mark.parametrize("write", [markdown, html], ids=["markdown", "html"])
def test_a_report_names_all_that_a_reader_needs_to_run_it_again(found: Run, write: object) -> None:
    assert callable(write)
    told = str(write(found))
    read = found.features[1].scenarios[0].ledger
    assert read is not None
    for fact in (
        found.began_at,
        f"claim-ledger {found.versions.claim_ledger}",
        found.versions.vocabulary,
        found.policy.digest,
        *(feature.sha256 for feature in found.features),
        f"10 entries, root {read.root}",
        "position 10, 2023-10-14T12:00:00.000000Z",
        "recorded by position 10, said by any time",
        "expected: almost certain",
        "likely (55-80 %)",
        "2 scenarios: 1 green, 1 red",
    ):
        assert fact in told


def test_what_analysts_write_is_text_on_a_page_that_loads_nothing(found: Run) -> None:
    page = html(found)
    assert "<script" not in page
    assert "&lt;script&gt;Echoes" in page
    assert "default-src 'none'" in page
    assert "src=" not in page.replace("style-src", "").replace("default-src", "")
    assert "&lt;script>Echoes&lt;/script> \\| more" in markdown(found)


@pytest.mark.parametrize(("name", "write"), [("r.md", markdown), ("r.HTML", html), ("r.txt", None), ("r", None)])
def test_the_suffix_of_a_file_says_the_form(name: str, write: object) -> None:
    assert form_of(Path(name)) is write


def test_a_ledger_that_several_scenarios_read_is_told_with_all_that_was_asked(tmp_path: Path) -> None:
    # given: a scenario that asks for a belief, and one after it that asks for another by another clock
    on = f'Given the deal "{DEAL}" on record'
    past = scenario(PAST, on, 'Then "containers were moved" is at least likely')
    other = scenario(PAST, on, "Then the ledger verifies").replace("It goes on", "It verifies")
    (tmp_path / "it.feature").write_text(past + other[other.index("    Example") :])
    found = run(Wanted(files=[tmp_path / "it.feature"], ledgers=(str(keep(tmp_path / "h.ledger")),)))
    # when
    (read,) = reads(found)
    # then
    assert [policy.name for policy in read.policies] == ["policy-1"]
    assert read.asked
    assert "not asked for" not in markdown(found)


def test_a_run_that_read_no_ledger_says_why_it_names_no_checkpoint(tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_text(SOUND)
    told = markdown(run(Wanted(files=[tmp_path / "it.feature"])))
    assert "| checkpoint | none: each scenario began a ledger of its own, which is gone, and read no other |" in told


LIVELY = "![i](http://evil.example/x.png) [c](javascript:alert) `code` *bold* _it_ ~no~ &lt; <b>"


def test_nothing_that_others_wrote_means_anything_in_markdown(tmp_path: Path) -> None:
    # given
    text = RED.replace("Feature: Echoes", f"Feature: {LIVELY}").replace("Three outlets", f"Three {LIVELY}")
    (tmp_path / "it.feature").write_text(text.replace("An echo", f"An {LIVELY}"))
    # when
    told = markdown(run(Wanted(files=[tmp_path / "it.feature"])))
    # then: outside of code every such sign is escaped
    lines = [line for line in told.splitlines() if "evil" in line]
    assert len(lines) == 3
    for line in lines:
        assert re.search(r"(?<!\\)[`*_\[\]!~]", line) is None
        assert "<" not in line and "&amp;lt; &lt;b>" in line


def test_a_message_does_not_end_its_own_fence_and_shows_all_that_it_has(tmp_path: Path) -> None:
    # given
    own = tmp_path / "own.py"
    own.write_text(
        "from pytest_bdd import then\n@then('it fails \x1b[31m\u202e so')\ndef fails():\n"
        "    raise AssertionError('so:\\n````\\n# A heading\\n```\\n\\x1b[31m\\u202e')\n"
    )
    step = "      Then it fails \x1b[31m\u202e so\n"
    (tmp_path / "a`b.feature").write_text(SOUND[: SOUND.index("      Then")] + step)
    # when
    found = run(Wanted(files=[tmp_path / "a`b.feature"], own_steps=[own]))
    told = markdown(found)
    # then
    (fenced,) = re.findall(r"^(`{5})\n(.*?)\n\1$", told, flags=re.MULTILINE | re.DOTALL)
    assert "# A heading\n```\n\\u001b[31m\\u202e" in fenced[1]
    assert "a`b.feature ``, SHA-256 `" in told
    assert all(character.isprintable() or character == "\n" for character in told + html(found))


@pytest.mark.parametrize("write", [markdown, html], ids=["markdown", "html"])
def test_steps_that_were_added_are_named_with_their_digest(tmp_path: Path, write: object) -> None:
    # given
    own = tmp_path / "own.py"
    own.write_text(OWN)
    (tmp_path / "it.feature").write_text(SOUND + "      And the ledger holds more than the policy\n")
    # when
    found = run(Wanted(files=[tmp_path / "it.feature"], own_steps=[own]))
    # then
    assert callable(write)
    assert f"own.py, SHA-256 {sha256(own.read_bytes()).hexdigest()}" in str(write(found))
    assert Run.model_validate_json(found.model_dump_json()).own_steps == found.own_steps != ()


def test_two_reports_of_one_run_differ_in_time_alone(found: Run, tmp_path: Path) -> None:
    # given: the same run again, of the same copy of a ledger
    again = run(Wanted(files=[Path(one.path) for one in found.features], ledgers=found.ledgers))
    same = again.model_copy(update={"began_at": found.began_at, "seconds": found.seconds})
    # when, then
    assert markdown(same) == markdown(found)
    assert html(same) == html(found)
    assert "\N{EM DASH}" not in markdown(found)
