from pathlib import Path

import pytest

from ledger.desk.reporting import form_of, html, markdown, reads
from ledger.desk.results import Run
from ledger.desk.running import Wanted, run
from tests.ledger.specs.earlier import DEAL, NAME, keep, scenario
from tests.ledger.specs.specification import SOUND

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
