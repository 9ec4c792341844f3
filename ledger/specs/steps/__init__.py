"""The vocabulary: every step that a specification may take, each with an example in its docstring."""

from ledger.specs.steps import answers, beliefs, given, outcomes, when_analyst, when_sources

MODULES = (given, when_sources, when_analyst, beliefs, answers, outcomes)
"""The modules that hold the steps."""
