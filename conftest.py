"""Loads what tests of plugins need, and the specification kit unless its entry point has loaded it already."""

import sys

KIT = "ledger.specs.plugin"

pytest_plugins = ["pytester"] if KIT in sys.modules else ["pytester", KIT]
