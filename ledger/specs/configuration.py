"""Configuration: what the ini keys are called that say which specifications there are, and the variable with a key."""

KEY, AT, LEDGERS = "claim_ledger_features", "claim_ledger_at", "claim_ledger_ledgers"
KEY_VARIABLE = "CLAIM_LEDGER_KEY"
