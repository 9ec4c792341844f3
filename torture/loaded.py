"""Loads what a server and the commands need, once, in the process that others are forked from."""

import ledger.cli.app
from api.app import create_app
from ledger.opening import open_keyring, open_ledger

__all__ = ["ledger"]

with open_ledger(":memory:", create=True) as _ledger, open_keyring(":memory:") as _keyring:
    create_app(_ledger, _keyring).openapi()
