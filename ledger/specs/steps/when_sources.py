"""When: what sources do. A scenario has one When."""

from pytest_bdd import when

from ledger.specs.coding import CHANGES, CLAIM, REQUIRED, again, change, claim_of, claims_of, first_standing, prepared
from ledger.specs.faults import Miswritten
from ledger.specs.phrases import Phrase
from ledger.specs.scene import Scene
from ledger.specs.steps.given import withdrawal
from ledger.specs.tables import Cell, Datatable, day, rows

RESTATED: dict[str, Cell] = {"recorded": day, **CHANGES}


@when(Phrase("these claims are recorded:"))
def claims_are_recorded(claim_ledger_scene: Scene, datatable: Datatable) -> None:
    """The ledger learns what was said.

    Example:
        When these claims are recorded:
          | recorded   | said       | origin      | basis     | stance  | proposition             |
          | 2031-10-16 | 2031-10-16 | "Institute" | witnessed | affirms | "containers were moved" |
    """
    claim_ledger_scene.act(prepared(claim_ledger_scene, rows(datatable, CLAIM, REQUIRED)))


@when(Phrase('{n} more outlets repeat what {"source"} said of {"proposition"}'))
def outlets_repeat(claim_ledger_scene: Scene, n: int, source: str, proposition: str) -> None:
    """Outlets that were not heard before report what one source said, each once.

    Example:
        When 7 more outlets repeat what "State U" said of "containers were moved"
    """
    record = again(first_standing(claims_of(claim_ledger_scene, source, proposition)))
    hops = [hop for hop in record["attribution"] if hop["role"] != "publisher"]
    outlets = [claim_ledger_scene.source(f"further outlet {number}", kind="outlet") for number in range(1, n + 1)]
    claim_ledger_scene.mark()
    for outlet in outlets:
        report = [{"source": outlet, "role": "publisher"}, *hops]
        claim_ledger_scene.record(**{**record, "attribution": report})


@when(Phrase('the origin {"source"} withdraws what it said of {"proposition"} on {date}'))
def origin_withdraws(claim_ledger_scene: Scene, source: str, proposition: str, date: str) -> None:
    """Who said it takes it back, and the ledger learns so on that day: every echo falls with it.

    Example:
        When the origin "State U" withdraws what it said of "containers were moved" on 2031-10-15
    """
    _withdraw(claim_ledger_scene, source, proposition, date, "origin")


@when(Phrase('the outlet {"source"} withdraws its report of {"proposition"} on {date}'))
def outlet_withdraws(claim_ledger_scene: Scene, source: str, proposition: str, date: str) -> None:
    """An outlet takes back its own report, and the ledger learns so on that day: only that report falls.

    Example:
        When the outlet "Wire" withdraws its report of "containers were moved" on 2031-10-15
    """
    _withdraw(claim_ledger_scene, source, proposition, date, "outlet")


@when(Phrase('{"source"} restates {"proposition"} as:'))
def source_restates(claim_ledger_scene: Scene, source: str, proposition: str, datatable: Datatable) -> None:
    """The source says something else now. What the row leaves out stays as it was.

    Example:
        When "Ministry" restates "containers were moved" as:
          | recorded   | said       | stance |
          | 2031-10-20 | 2031-10-19 | denies |
    """
    table = rows(datatable, RESTATED, ("recorded", "said"))
    if len(table) > 1:
        raise Miswritten("a source restates one thing at a time: one row")
    claim = claim_of(claim_ledger_scene, source, proposition)
    record = change(claim_ledger_scene, again(claim), table[0]) | {"restates": claim.id}
    claim_ledger_scene.clock.turn_to(table[0]["recorded"])
    claim_ledger_scene.act(lambda: claim_ledger_scene.record(**record))


def _withdraw(scene: Scene, source: str, proposition: str, date: str, role: str) -> None:
    record = withdrawal(scene, source, proposition, date, role)
    scene.clock.reach(date)
    scene.act(lambda: scene.record(**record))
