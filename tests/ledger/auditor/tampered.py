"""Logs that somebody tampered with, and verifiers of which a rule is switched off."""

import ast
import inspect
import json
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from ledger.audit.checkpoints import Checkpoint
from ledger.audit.notes import Note
from ledger.audit.signers import Kind, Signer
from ledger.audit.tree import Tree
from ledger.auditor import verifier
from ledger.canonical import canonical

SIGNER = Signer("ledger.example/cranes", Kind.SIGNS, bytes(range(32)))
OTHER = Signer("ledger.example/cranes", Kind.SIGNS, bytes(32))
WITNESS = Signer("witness.example", Kind.COSIGNS, bytes(range(1, 33)))

Lines = list[bytes]


def note_of(lines: Sequence[bytes], *signers: Signer, origin: str = SIGNER.name) -> str:
    """The checkpoint of these entries, signed."""
    tree = Tree()
    for line in lines:
        tree.add(line)
    text = Checkpoint(origin, tree.size, tree.hash).text
    return Note(text, tuple(signer.sign(text, 1_700_000_000) for signer in signers)).data.decode()


def changed(line: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """An entry altered, and written as entries are."""
    entry = json.loads(line)
    change(entry)
    return canonical(entry)


def numbered(lines: Sequence[bytes]) -> Lines:
    """Entries with the positions that they have in this order."""
    return [canonical({**json.loads(line), "position": at}) for at, line in enumerate(lines, start=1)]


class _Without(ast.NodeTransformer):
    """Takes out every statement that says that a rule is broken."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.found = 0

    def visit_Raise(self, node: ast.Raise) -> ast.stmt:
        call = node.exc
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Difference":
            rule = call.args[0]
            if isinstance(rule, ast.Constant) and rule.value == self.rule:
                self.found += 1
                return ast.copy_location(ast.Pass(), node)
        return node


def without(rule: str) -> ModuleType:
    """The verifier as it would be without a rule: its twin, which lets just that through."""
    twin = _Without(rule)
    tree = ast.fix_missing_locations(twin.visit(ast.parse(inspect.getsource(verifier))))
    assert twin.found, f"no statement says that the rule {rule} is broken"
    module = ModuleType("twin")
    exec(compile(tree, f"verifier without {rule}", "exec"), module.__dict__)
    return module
