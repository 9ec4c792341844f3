"""The command line, `claim-ledger`."""
