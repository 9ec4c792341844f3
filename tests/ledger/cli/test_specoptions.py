from tests.ledger.cli.conftest import Run


def test_what_cannot_be_found_or_loaded_is_a_mistake_of_usage(run: Run) -> None:
    assert run("spec", "lint", ".").status == 2
    assert "there is no feature file below ." in run("spec", "lint", ".").err
    told = run("spec", "lint", ".", "--steps", "nowhere.py")
    assert told.status == 2
