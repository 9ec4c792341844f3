"""`claim-ledger changes`: which events moved which beliefs, echoes told apart from news."""

from collections import Counter

from ledger.belief.sentences import shown
from ledger.belief.view import Change, Move, News
from ledger.cli.opening import open_at
from ledger.cli.options import (
    DEFAULT_ADDRESS,
    Address,
    AsJson,
    AssertedAsOf,
    Deal,
    Key,
    Policy,
    RecordedSince,
    RecordedUntil,
    Url,
    Without,
)
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json, table
from ledger.words import clocks, counted, moment


@refusing
def changes(
    deal: Deal,
    recorded_since: RecordedSince = None,
    recorded_until: RecordedUntil = None,
    asserted_as_of: AssertedAsOf = None,
    without: Without = None,
    policy: Policy = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print which events bore on a deal, and which beliefs each of them moved."""
    with open_at(ledger, url, key) as opened:
        found = opened.changes(
            deal,
            recorded_since=recorded_since,
            recorded_until=recorded_until,
            asserted_as_of=asserted_as_of,
            without=without or [],
            policy=policy,
        )
    if as_json:
        say_json(found)
        return
    out = answers()
    out.print(f"{deal}: which events moved what", style="bold")
    out.print(clocks(found.recorded_as_of, found.asserted_as_of, without or [], policy))
    rows = table("At", "Recorded", "Event", "", "Moved", right=("At",), wrap="Moved")
    for change in found.items:
        rows.add_row(str(change.position), moment(change.recorded_at), change.event, _news(change), _moved(change))
    out.print(rows)
    counts = Counter(change.news for change in found.items)
    told = f"{counts[News.NEWS]} news, {counts[News.ECHO]} repeated what was known"
    out.print(f"{counted(len(found.items), 'event')}: {told}. At: the position in the log.")
    if any(change.news is News.NEWS and not change.moved for change in found.items):
        out.print("News that moved nothing altered answers, verdicts, or evidence by less than shows.")


def _news(change: Change) -> str:
    return "" if change.news is News.NONE else change.news.value


def _moved(change: Change) -> str:
    return "\n".join(_move(move) for move in change.moved)


def _move(move: Move) -> str:
    before, after = (shown(belief) for belief in (move.from_, move.to))
    return f"{move.proposition}: {before} -> {after}"
