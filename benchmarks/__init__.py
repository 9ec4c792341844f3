"""What the ledger costs, as ratios: each against a peer that does the same in the same run on the same machine."""
