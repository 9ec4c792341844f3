"""The application: every command by its name."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ledger.cli.attach import attach
from ledger.cli.backup import backup, restore
from ledger.cli.beliefs import beliefs
from ledger.cli.certificate import certificate
from ledger.cli.changes import changes
from ledger.cli.checkpoint import checkpoint
from ledger.cli.claims import claims
from ledger.cli.doctor import doctor
from ledger.cli.dossier import dossier
from ledger.cli.explain import explain
from ledger.cli.exporting import export
from ledger.cli.footprint import footprint
from ledger.cli.forget import forget
from ledger.cli.history import history
from ledger.cli.importing import import_
from ledger.cli.init import init
from ledger.cli.keys import keys
from ledger.cli.matrix import matrix
from ledger.cli.provenance import provenance
from ledger.cli.rebuild import rebuild
from ledger.cli.record import record
from ledger.cli.refusing import refusing
from ledger.cli.replay import replay
from ledger.cli.seed import seed
from ledger.cli.serve import serve
from ledger.cli.spec import spec
from ledger.cli.timeline import timeline
from ledger.cli.verify import verify
from ledger.cli.version import tell_version
from ledger.settings import FILE, read_settings

app = typer.Typer(
    name="claim-ledger",
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
    "forget": forget,
    "restore": restore,
}
READING: dict[str, Callable[..., None]] = {
    "beliefs": beliefs,
    "explain": explain,
    "dossier": dossier,
    "timeline": timeline,
    "claims": claims,
    "history": history,
    "changes": changes,
    "matrix": matrix,
    "footprint": footprint,
    "provenance": provenance,
    "export": export,
    "replay": replay,
    "verify": verify,
    "checkpoint": checkpoint,
    "certificate": certificate,
    "backup": backup,
}
KEEPING: dict[str, Callable[..., None]] = {
    "doctor": doctor,
    "rebuild": rebuild,
}
SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", envvar=FILE, metavar="FILE", help="A file of settings, in TOML.", show_envvar=True),
]


Version = Annotated[
    bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Tell the versions, and nothing else.")
]


@app.callback()
@refusing
def settle(context: typer.Context, file: SettingsFile = None, version: Version = False) -> None:
    """A ledger of reported claims: who said what about a deal, and what the record supports."""
    context.obj = read_settings(file)
    context.default_map = defaults(context.command, context.obj.model_dump())


def defaults(command: Any, said: dict[str, Any]) -> dict[str, Any]:
    """What the settings say for the options of a command that have their names, and for the commands below it."""
    if isinstance(command, TyperGroup):
        return {name: defaults(below, said) for name, below in command.commands.items()}
    return {option.name: said[option.name] for option in command.params if _is_set(option, said)}


def _is_set(parameter: Any, said: dict[str, Any]) -> bool:
    """Whether the settings say it: options alone, for what a command is about (the id of a `KEY`) is typed."""
    return parameter.param_type_name == "option" and parameter.name in said


for name, command in {**WRITING, **READING, **KEEPING, "serve": serve}.items():
    app.command(name)(command)
app.add_typer(keys, name="keys")
app.add_typer(spec, name="spec")
