"""Loads what tests of plugins need, and the specification kit unless its entry point has loaded it already."""

import gc
import sys

import httpcore2  # noqa: F401  # else a test that runs pytest within its process takes it away from httpx2 again
from hypothesis import settings

KIT = "ledger.specs.enabling"

pytest_plugins = ["pytester"] if KIT in sys.modules else ["pytester", KIT]

settings.register_profile("patient", deadline=None)  # tests do not time: how busy the machine is says nothing
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """Have what was loaded and collected, which stays, left alone by the collector: it took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
