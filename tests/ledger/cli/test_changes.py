import re

from tests.ledger.cli.conftest import Run
from tests.ledger.interchange.story import DEAL


def test_news_is_told_apart_from_echoes(told: Run) -> None:
    ran = told("changes", DEAL, "--recorded-since", "10")
    assert re.search(r"^11 .* claim-recorded +news +cranes-loaded: no basis ->", ran.out, re.MULTILINE)
    assert re.search(r"^12 .* claim-recorded +echo *$", ran.out, re.MULTILINE)
    assert ran.fits()


def test_json_is_the_changes_themselves(told: Run) -> None:
    found = told("changes", DEAL, "--recorded-since", "10", "--asserted-as-of", "2031-12-31", "--json").json
    first, second, *_ = found["items"]
    assert found["recorded_as_of"] == told("beliefs", DEAL, "--json").json["recorded_as_of"]
    assert found["asserted_as_of"] == "2031-12-31"
    assert (first["position"], first["news"], first["moved"][0]["from"]["probability"]) == (11, "news", None)
    assert (second["position"], second["news"], second["moved"]) == (12, "echo", [])


def test_a_beginning_after_the_end_is_refused(told: Run) -> None:
    refused = told("changes", DEAL, "--recorded-since", "12", "--recorded-until", "11", "--json")
    assert (refused.status, refused.problem["field"]) == (1, "recorded_since")


def test_news_that_moved_nothing_is_explained_where_there_is_any(told: Run) -> None:
    moved_nothing = "News that moved nothing altered"
    assert moved_nothing in told("changes", DEAL, "--recorded-since", "12").out  # an answer to a valued proposition
    assert moved_nothing not in told("changes", DEAL, "--recorded-since", "10", "--recorded-until", "12").out


def test_the_clocks_and_the_policy_are_said(told: Run) -> None:
    out = told("changes", DEAL, "--asserted-as-of", "2031-12-31", "--without", "line-agent", "--policy", "policy-1").out
    assert "as said by 2031-12-31, without line-agent, under policy-1." in " ".join(out.split())
