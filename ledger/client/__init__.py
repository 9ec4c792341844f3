"""The client: a ledger that a server has, with the verbs of one that is open here."""

from ledger.client.keyring import RemoteKeyring, open_remote_keyring
from ledger.client.remote import Client, open_client

__all__ = ["Client", "RemoteKeyring", "open_client", "open_remote_keyring"]
