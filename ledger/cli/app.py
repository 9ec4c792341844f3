"""The application: every command by its name."""

from collections.abc import Callable

import typer

from ledger.cli.attach import attach
from ledger.cli.backup import backup, restore
from ledger.cli.beliefs import beliefs
from ledger.cli.changes import changes
from ledger.cli.claims import claims
from ledger.cli.doctor import doctor
from ledger.cli.explain import explain
from ledger.cli.exporting import export
from ledger.cli.history import history
from ledger.cli.importing import import_
from ledger.cli.init import init
from ledger.cli.keys import keys
from ledger.cli.rebuild import rebuild
from ledger.cli.record import record
from ledger.cli.seed import seed
from ledger.cli.serve import serve
from ledger.cli.timeline import timeline

app = typer.Typer(
    name="claim-ledger",
    help="A ledger of reported claims: who said what about a deal, and what the record supports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

WRITING: dict[str, Callable[..., None]] = {
    "init": init,
    "seed": seed,
    "import": import_,
    "record": record,
    "attach": attach,
    "restore": restore,
}
READING: dict[str, Callable[..., None]] = {
    "beliefs": beliefs,
    "explain": explain,
    "timeline": timeline,
    "claims": claims,
    "history": history,
    "changes": changes,
    "export": export,
    "backup": backup,
}
KEEPING: dict[str, Callable[..., None]] = {
    "doctor": doctor,
    "rebuild": rebuild,
}

for name, command in {**WRITING, **READING, **KEEPING, "serve": serve}.items():
    app.command(name)(command)
app.add_typer(keys, name="keys")
