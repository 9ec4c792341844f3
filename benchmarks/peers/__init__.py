"""The peers: the same work without the ledger, with the same durability, of the same claims or bytes."""
