"""When: what is said, and what sources do. A scenario has one When; what happened before it is given."""

from collections.abc import Iterator
from itertools import count, islice
from typing import Annotated

from ledger.specs.faults import Miswritten
from ledger.specs.meaning.coding import CHANGES, again, restated
from ledger.specs.meaning.finding import claim_of, claims_of, first_standing
from ledger.specs.meaning.happening import happens
from ledger.specs.meaning.things import COLUMNS, learning
from ledger.specs.meaning.withdrawing import withdrawal
from ledger.specs.scene import Scene
from ledger.specs.tables import Columns, Datatable, day
from ledger.terms import Scope

RESTATED = Columns({"recorded": day, **CHANGES}, ("recorded", "said"))


@happens("these {things} are recorded:")
def these_are_recorded(claim_ledger_scene: Scene, things: str, datatable: Annotated[Datatable, COLUMNS]) -> None:
    """The ledger learns what was said (claims), or how sources hang together (relations), which documents there are,
    which questions are asked (propositions), who may speak (sources), or to which proposition a claim speaks that was
    recorded without (filings).

    The columns are those of the table of that name under Given. Claims of one day are recorded together, all or none;
    whatever has no day of its own in `recorded` is recorded on the day after the last thing that was.

    Example:
        When these claims are recorded:
          | recorded   | said       | origin      | basis     | stance  | proposition             |
          | 2031-10-16 | 2031-10-16 | "Institute" | witnessed | affirms | "containers were moved" |
    """
    claim_ledger_scene.act(learning(claim_ledger_scene, things, COLUMNS[things].rows(datatable)))


@happens('{n} more outlets repeat what {"source"} said of {"proposition"}')
def outlets_repeat(claim_ledger_scene: Scene, n: int, source: str, proposition: str) -> None:
    """Outlets that were not heard before report what one source said, each once.

    Example:
        When 7 more outlets repeat what "State U" said of "containers were moved"
    """
    record = again(first_standing(claims_of(claim_ledger_scene, source, proposition)))
    hops = [hop for hop in record["attribution"] if hop["role"] != "publisher"]
    outlets = [claim_ledger_scene.source(name, kind="outlet") for name in islice(_further(claim_ledger_scene), n)]
    reports = [{**record, "attribution": [{"source": outlet, "role": "publisher"}, *hops]} for outlet in outlets]
    claim_ledger_scene.act(lambda: claim_ledger_scene.record_each(reports))


@happens('[the analyst previews that ]the origin {"source"} withdraws what it said of {"proposition"} on {date}')
def origin_withdraws(claim_ledger_scene: Scene, source: str, proposition: str, date: str, previewed: bool) -> None:
    """Who said it takes it back, and the ledger learns so on that day: every echo falls with it.

    Previewed, it is only seen what would change.

    Example:
        When the origin "State U" withdraws what it said of "containers were moved" on 2031-10-15
    """
    _withdraw(claim_ledger_scene, source, proposition, date, Scope.ORIGIN, previewed)


@happens('[the analyst previews that ]the outlet {"source"} withdraws its report of {"proposition"} on {date}')
def outlet_withdraws(claim_ledger_scene: Scene, source: str, proposition: str, date: str, previewed: bool) -> None:
    """An outlet takes back its own report, and the ledger learns so on that day: only that report falls.

    Previewed, it is only seen what would change.

    Example:
        When the outlet "Wire" withdraws its report of "containers were moved" on 2031-10-15
    """
    _withdraw(claim_ledger_scene, source, proposition, date, Scope.REPORT, previewed)


@happens('{"source"} restates {"proposition"} as:')
def source_restates(
    claim_ledger_scene: Scene,
    source: str,
    proposition: str,
    datatable: Annotated[Datatable, RESTATED],
) -> None:
    """The source says something else now. What the row leaves out stays as it was, but for the days on which it was
    passed on, and the documents in which the earlier claim stands.

    Example:
        When "Ministry" restates "containers were moved" as:
          | recorded   | said       | stance |
          | 2031-10-20 | 2031-10-19 | denies |
    """
    table = RESTATED.rows(datatable)
    if len(table) > 1:
        raise Miswritten("a source restates one thing at a time: one row")
    claim = claim_of(claim_ledger_scene, source, proposition)
    record = restated(claim_ledger_scene, claim, table[0])
    claim_ledger_scene.clock.turn_to(table[0]["recorded"])
    claim_ledger_scene.act(lambda: claim_ledger_scene.record(**record))


def _further(scene: Scene) -> Iterator[str]:
    """Names of outlets that nobody has: `further outlet 1`, and so on from the first that is free."""
    return (name for name in map("further outlet {}".format, count(1)) if not scene.is_named("source", name))


def _withdraw(scene: Scene, source: str, proposition: str, date: str, scope: Scope, previewed: bool) -> None:
    record = withdrawal(scene, source, proposition, date, scope)
    scene.clock.reach(date)
    scene.act(lambda: scene.happen(record, previewed=previewed))
