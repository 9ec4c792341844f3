"""The rows: each measures one kind of work by the ledger against a peer that does the same."""
