"""What the ledger costs, each time against plain sqlite3 doing the same bytes in the same run."""
