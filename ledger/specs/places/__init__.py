"""Places: where the ledger of a scenario is, and how it is begun there."""
