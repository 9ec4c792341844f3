from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import cast

import pytest

from ledger.access.roles import KeyRole
from ledger.errors import Unavailable
from ledger.service import Ledger
from ledger.specs.clock import ScenarioClock
from ledger.specs.faults import Records
from ledger.specs.places.live import Live
from ledger.specs.places.reading import AsOf
from ledger.verbs import Verbs
from tests.ledger.specs.earlier import DEAL, HEAD, OTHER, live, scenario
from tests.ledger.specs.specification import SOUND, Specify, all_red, feature

ABOUT = f'the deal "{DEAL}" on record'
AS_RECORDED = 'Given the ledger "at the server" as recorded by 2023-10-14'
PAST = SOUND.replace("2031", "2023")
READ = scenario(
    AS_RECORDED,
    "When the analyst asks what was believed:",
    "  | recorded by |",
    "  | 2023-10-13  |",
    "  | 2023-10-14  |",
    "Then the beliefs are:",
    "  | recorded by | proposition             | likelihood  | origins |",
    '  | 2023-10-13  | "containers were moved" | very likely | 1       |',
    '  | 2023-10-14  | "containers were moved" | very likely | 2       |',
    "And nothing is recorded",
)


At = Callable[..., AbstractContextManager[tuple[Ledger, list[str]]]]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Begins a server that holds the history; yields its ledger and the options by which it is named."""

    @contextmanager
    def begun(role: KeyRole = KeyRole.ADMIN, deals: Sequence[str] | None = None) -> Iterator[tuple[Ledger, list[str]]]:
        with live(role, deals) as (ledger, url, key):
            monkeypatch.setenv("CLAIM_LEDGER_KEY", key)
            yield ledger, ["--ledger-url", url]

    return begun


@contextmanager
def unrecorded(ledger: Ledger) -> Iterator[None]:
    """Nothing is recorded meanwhile."""
    before = ledger.health().head
    yield
    assert ledger.health().head == before


def test_a_live_ledger_is_asked_as_of_the_moment_that_is_named(specify: Specify, at: At) -> None:
    with at(KeyRole.READER) as (ledger, options), unrecorded(ledger):
        specify(READ, *options).assert_outcomes(passed=1)


def test_it_is_asked_as_of_now_where_none_is_named(specify: Specify, at: At) -> None:
    text = scenario(f"Given {ABOUT}", 'Then "containers were moved" is at most likely')
    with at(KeyRole.READER) as (ledger, options), unrecorded(ledger):
        specify(text, *options).assert_outcomes(passed=1)


def test_the_twin_what_is_untrue_there_is_red(specify: Specify, at: At) -> None:
    with at(KeyRole.READER) as (_, options):
        told = specify(READ.replace("| 2       |", "| 3       |"), *options)
    told.assert_outcomes(failed=1)
    told.stdout.fnmatch_lines(["*origins*3*2*<-"])


def test_it_verifies_for_an_auditor_and_for_others_it_is_said_what_the_key_does_not_allow(
    specify: Specify, at: At
) -> None:
    text = scenario(AS_RECORDED, "Then the ledger verifies")
    with at(KeyRole.ADMIN) as (_, options):
        specify(text, *options).assert_outcomes(passed=1)
    with at(KeyRole.READER) as (_, options):
        told = specify(text, *options)
    told.assert_outcomes(errors=1)
    told.stdout.fnmatch_lines(["the ledger refuses this: *reader*"])


RECORDING = {
    "A Given": PAST[PAST.index("      Given") :].rstrip(),
    "A When": f"""      {AS_RECORDED}
      When the analyst grades the source "State U" as E because "it made it up"
      Then the belief in "containers were moved" falls""",
    "A When that would be refused": f"""      {AS_RECORDED}
      When the analyst grades the claim of "State U" on "containers were moved" as 1
      Then it is refused because "not independent\"""",
    "Words that are forgotten": f"""      {AS_RECORDED}
      When the words kept with the claim of "State U" on "containers were moved" are forgotten because "he objects"
      Then the belief in "containers were moved" is unchanged""",
}


def test_a_scenario_that_records_is_red_says_what_it_needs_and_records_nothing(specify: Specify, at: At) -> None:
    said = "the ledger here is only read; nothing was recorded. To"
    with at() as (ledger, options), unrecorded(ledger):
        told = specify(feature(RECORDING), *options)
    all_red(told, dict.fromkeys(RECORDING, said))
    assert "add --allow-writes" in told.stdout.str()


def test_the_twin_where_writes_are_allowed_the_same_records(specify: Specify, at: At) -> None:
    with at() as (ledger, options), pytest.raises(AssertionError), unrecorded(ledger):
        specify(PAST, *options, "--allow-writes").assert_outcomes(passed=1)


def test_a_scenario_that_may_record_does_so_in_a_deal_of_its_own(specify: Specify, at: At) -> None:
    with at() as (ledger, options):
        # given: what is believed of every deal, and every source as it is
        before = [ledger.beliefs(deal, recorded_as_of=str(HEAD)) for deal in ("d-1", "d-2")]
        sources = ledger.sources().items
        # when
        specify(PAST, *options, "--allow-writes").assert_outcomes(passed=1)
        # then
        after = [ledger.beliefs(deal) for deal in ("d-1", "d-2")]
        assert [one.propositions for one in after] == [one.propositions for one in before]
        assert ledger.sources().items[: len(sources)] == sources
        own = ledger.deals().items[-1]
        assert own.id.startswith("spec-")
        assert own.title.startswith("the deal (specification ")
        assert own.title.endswith(", Three outlets)")
        made = [source for source in ledger.sources().items if source not in sources]
        assert {source.id.rpartition("-")[0].startswith("spec-") for source in made} == {True}
        assert any(source.name.startswith("State U (specification ") for source in made)


def test_run_again_and_on_several_workers_its_deals_are_others(specify: Specify, at: At) -> None:
    text = feature({title: PAST[PAST.index("      Given") :].rstrip() for title in ("One", "Other")})
    with at() as (ledger, options):
        for _ in range(2):
            specify(text, *options, "--allow-writes", "-n", "2").assert_outcomes(passed=2)
        assert len({deal.title for deal in ledger.deals().items}) == 2 + 4


def test_its_recorded_clock_is_its_own(specify: Specify, at: At) -> None:
    text = """
Feature: Clocks
  Rule: Belief is told by the recorded clock
    Example: A later denial
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2023-01-13 | 2023-01-13 | "State U" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin     | stance | proposition             |
        | 2023-02-01 | 2023-02-01 | "Ministry" | denies | "containers were moved" |
      Then the beliefs are:
        | recorded by | proposition             | origins |
        | 2023-01-31  | "containers were moved" | 1       |
        | 2023-02-01  | "containers were moved" | 2       |
      And the changes are:
        | recorded   | event            | news |
        | 2023-01-13 | "claim recorded" | news |
        | 2023-02-01 | "claim recorded" | news |
"""
    with at() as (_, options):
        specify(text, *options, "--allow-writes").assert_outcomes(passed=1)


def test_what_is_on_record_is_never_recorded_in(specify: Specify, at: At) -> None:
    scenarios = {title: steps for title, steps in RECORDING.items() if title != "A Given"}
    with at() as (ledger, options), unrecorded(ledger):
        told = specify(feature(scenarios), *options, "--allow-writes")
    all_red(told, dict.fromkeys(scenarios, "Even with --allow-writes a scenario records only in a deal of its own"))


def test_a_name_on_record_means_nothing_to_a_scenario_that_has_a_deal_of_its_own(specify: Specify, at: At) -> None:
    text = PAST.replace("When 3 more outlets", 'When the analyst grades the source "Institute" as E because "x"\n#')
    with at() as (ledger, options):
        told = specify(text, *options, "--allow-writes")
        institute = ledger.source("s-2").reliability
    told.assert_outcomes(failed=1)
    told.stdout.fnmatch_lines(['no source is called "Institute" here; there are "State U"'])
    assert institute is None


@pytest.mark.parametrize("deals", [["d-2"], ["d-9"]])
def test_a_key_that_does_not_reach_the_deal_is_told_as_if_it_were_not_there(
    specify: Specify, at: At, deals: list[str]
) -> None:
    text = scenario(f"Given {ABOUT}", 'Then "containers were moved" is likely')
    with at(KeyRole.READER, deals) as (_, options):
        told = specify(text, *options)
    told.assert_outcomes(**{"failed" if deals == ["d-2"] else "errors": 1})
    seen = f'no deal is called "{DEAL}" here; there are "{OTHER}"'
    told.stdout.fnmatch_lines([seen if deals == ["d-2"] else "no deal is on record there that may be seen by *"])


def test_a_key_that_may_not_record_is_told(specify: Specify, at: At) -> None:
    with at(KeyRole.READER) as (ledger, options), unrecorded(ledger):
        told = specify(PAST, *options, "--allow-writes")
    told.assert_outcomes(errors=1)
    told.stdout.fnmatch_lines(["the ledger refuses this: *reader*"])


def test_a_server_that_does_not_answer_and_a_bad_key_are_told(
    specify: Specify, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at() as (_, options):
        monkeypatch.setenv("CLAIM_LEDGER_KEY", "clk_no_such_key")
        told = specify(READ, *options)
    told.assert_outcomes(errors=1)
    told.stdout.fnmatch_lines(["the ledger refuses this: *key*"])
    bad = specify(READ, "--ledger-url", "ftp://example.org")
    assert bad.ret == pytest.ExitCode.USAGE_ERROR
    bad.stderr.fnmatch_lines(["*--ledger-url: url: expected an address such as *; found 'ftp://example.org'"])


def test_all_scenarios_of_a_run_are_told_as_of_one_moment() -> None:
    with live() as (ledger, _, _):
        served = Live(ledger)
        one = served.asked(None).ledger
        ledger.begin(by="test")
        assert isinstance(one, AsOf)
        assert served.asked(None).ledger.health().head == one.health().head == HEAD
        with pytest.raises(Records):
            one.forget("s-1", "no", by="")
        assert served.own("x", ScenarioClock()).ledger.health().head == HEAD


class Silent:
    """A ledger that gives no answer, and counts how often it was asked."""

    asked = 0

    def deals(self, **_: object) -> None:
        self.asked += 1
        raise Unavailable("it gives no answer")


def test_a_server_that_gave_no_answer_is_not_asked_again_for_each_scenario() -> None:
    silent = Silent()
    served = Live(cast(Verbs, silent))
    for moment in ("2023-10-14", None, "2023-10-15"):
        with pytest.raises(Unavailable, match="it gives no answer"):
            served.asked(moment)
    assert silent.asked == 1
