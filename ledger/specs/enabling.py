"""Enabling: the plugin that pytest finds wherever the package is installed; it loads the kit where that is asked for.

Nothing of the kit, of pytest-bdd or of the ledger is imported here: other projects' tests begin as without it.
"""

from argparse import ArgumentError
from collections.abc import Generator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import pytest

from ledger.specs.configuration import AT, KEY, KEY_VARIABLE, LEDGERS

KIT = "ledger.specs.plugin"

OPTIONS: dict[str, dict[str, Any]] = {
    "--claim-ledger": {
        "dest": "claim_ledger_files",
        "action": "append",
        "default": [],
        "metavar": "[NAME=]PATH",
        "help": "the file of the ledger that specifications call NAME or, as --ledger=PATH, whatever they like; "
        "may be repeated",
    },
    "--claim-ledger-url": {
        "dest": "claim_ledger_url",
        "metavar": "URL",
        "help": f"the live server whose ledger specifications are about; its key is in {KEY_VARIABLE}",
    },
    "--claim-ledger-key-file": {
        "dest": "claim_ledger_key_file",
        "metavar": "FILE",
        "help": f"a file with the key, in place of {KEY_VARIABLE}",
    },
    "--claim-ledger-allow-writes": {
        "dest": "claim_ledger_allow_writes",
        "action": "store_true",
        "help": "let scenarios that record do so at the live server, each in a deal of its own",
    },
}
"""What says where ledgers are, in the spelling that is nobody else's."""

SHORT = {
    "--ledger": "--claim-ledger",
    "--ledger-url": "--claim-ledger-url",
    "--ledger-key-file": "--claim-ledger-key-file",
    "--allow-writes": "--claim-ledger-allow-writes",
}
"""The short spellings, which are ours where nobody else has them."""

SPACED = ("--ledger", "--ledger-key-file", "--claim-ledger", "--claim-ledger-key-file")
"""Those whose value pytest takes for a path of tests where it stands apart: it does not know them yet."""

_OURS = pytest.StashKey[tuple[str, ...]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini keys, and the options in their long spelling."""
    parser.addini(
        KEY, "Directories of feature files about a claim ledger; other feature files are left alone.", "paths"
    )
    places = "Where the ledger of a scenario is: memory, server (its own, over HTTP), or both."
    parser.addini(AT, places, "args", ["memory"])
    files = "Lines of NAME = PATH: the ledger files that specifications may name, relative to the ini file."
    parser.addini(LEDGERS, files, "linelist")
    for spelling, meant in OPTIONS.items():
        _group(parser).addoption(spelling, **meant)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config, parser: pytest.Parser, args: list[str]
) -> Generator[None, object, object]:
    """Add the short spellings that are used, once all others have added theirs and nobody has those."""
    configured = bool(early_config.getini(KEY))
    if configured:
        known, values = early_config.known_args_namespace, _apart(args)
        known.file_or_dir = [path for path in known.file_or_dir if path not in values]
    done = yield
    for spelling, long in SHORT.items():
        if any(arg.partition("=")[0] == spelling for arg in args):
            with suppress(ArgumentError, ValueError):  # somebody else's
                _group(parser).addoption(spelling, **OPTIONS[long])
                early_config.stash[_OURS] = (*early_config.stash.get(_OURS, ()), spelling)
    return done


def pytest_configure(config: pytest.Config) -> None:
    """Load the kit where there are specifications. Raises UsageError where that cannot be."""
    if not config.getini(KEY):
        _require_nothing(config)
        return
    if find_spec("pytest_bdd") is None or not config.pluginmanager.has_plugin("pytest-bdd"):
        raise pytest.UsageError(
            f"{KEY} needs the plugin pytest-bdd, which is not installed or was switched off: "
            'pip install "claim-ledger[specs]"'
        )
    if not config.pluginmanager.has_plugin(KIT):
        from ledger.specs import plugin  # takes a second, which only specifications are worth

        config.pluginmanager.register(plugin, KIT)


def _require_nothing(config: pytest.Config) -> None:
    """Raises UsageError where an option of ours speaks of specifications that no configuration names."""
    for option, equals, _ in (arg.partition("=") for arg in config.invocation_params.args):
        if option not in (*OPTIONS, *config.stash.get(_OURS, ())):
            continue
        if option in SPACED and not equals:
            raise pytest.UsageError(
                f"write {option}=PATH: with a space before it pytest looks for its configuration beside that path, "
                f"and what it found there names no {KEY}"
            )
        raise pytest.UsageError(f"{option} is about specifications, and the configuration names no {KEY}")


def _apart(args: Sequence[str]) -> set[str]:
    """The values of short spellings that stand apart: they are no paths of tests."""
    return {value for option, value in pairwise(args) if option in SHORT}


def _group(parser: pytest.Parser) -> pytest.OptionGroup:
    return parser.getgroup("claim-ledger", "specifications of a claim ledger")
