"""The vocabulary: every step that a specification may take, each with an example in its docstring."""

from ledger.specs.steps import answers, beliefs, given, history, outcomes, record, shifts
from ledger.specs.steps import when_analyst as analyst
from ledger.specs.steps import when_asking as asking
from ledger.specs.steps import when_sources as sources

MODULES = (history, given, sources, analyst, asking, beliefs, answers, shifts, record, outcomes)
"""The modules that hold the steps."""
