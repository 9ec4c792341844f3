"""`claim-ledger matrix`: who said what of which stage, and who has said nothing."""

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ledger.belief.matrix import Cell, Matrix, Row, Said
from ledger.cli.opening import open_at
from ledger.cli.options import (
    DEFAULT_ADDRESS,
    Address,
    AsJson,
    AssertedAsOf,
    Deal,
    Key,
    RecordedAsOf,
    Url,
    Without,
)
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, one_line, say_json, table
from ledger.words import clocks, counted


@refusing
def matrix(
    deal: Deal,
    recorded_as_of: RecordedAsOf = None,
    asserted_as_of: AssertedAsOf = None,
    without: Without = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print who said what of which stage of a deal, voice by voice, and which parties have said nothing."""
    left_out = without or []
    with open_at(ledger, url, key) as opened:
        found = opened.matrix(deal, recorded_as_of=recorded_as_of, asserted_as_of=asserted_as_of, without=left_out)
    if as_json:
        say_json(found)
        return
    out = answers()
    out.print(f"{deal}: who said what of which stage", style="bold")
    out.print(clocks(found.recorded_as_of, found.asserted_as_of, left_out))
    out.print(_table(found))
    out.print(f"{counted(sum(bool(row.cells) for row in found.rows), 'voice')}. Claims: those that stand.")
    for column in _unspoken(found):
        out.print(f"Nobody speaks of {column}.")


def _table(found: Matrix) -> Table:
    rows = table("Voice, and proposition", "Stage", "Says", "Claims", right=("Claims",), wrap="Voice, and proposition")
    rows.columns[2].max_width = len("affirms, 2023-08 to 2023-09")
    for row in found.rows:
        rows.add_row(Text(_voice(row), style="bold"))
        if not row.cells:
            rows.add_row(Padding("says nothing", (0, 0, 0, 1)))
        for cell in row.cells:
            named: tuple[RenderableType, str] = (Padding(cell.proposition, (0, 0, 0, 1)), _stage(cell))
            for said in cell.said:
                rows.add_row(*named, _said(said), _claims(said))
                named = "", ""
    return rows


def _stage(cell: Cell) -> str:
    return "none" if cell.stage is None else cell.stage.value


def _voice(row: Row) -> str:
    through = [source for source in row.sources if source != row.voice]
    return row.voice + (f", as {', '.join(through)}" if through else "") + (", a party" if row.party else "")


def _said(said: Said) -> str:
    values = f" {', '.join(map(one_line, said.values))}" if said.values else ""
    return f"{said.stance.value}{values}{_when(said)}"


def _when(said: Said) -> str:
    if said.first is None:
        return ""
    return f", {said.first}" if said.first == said.last else f", {said.first} to {said.last}"


def _claims(said: Said) -> str:
    taken_back = [f"{said.taken_back} taken back"] if said.taken_back else []
    return "\n".join([str(len(said.claims)), *taken_back])


def _unspoken(found: Matrix) -> list[str]:
    spoken = {cell.proposition for row in found.rows for cell in row.cells}
    return [column.proposition for column in found.columns if column.proposition not in spoken]
