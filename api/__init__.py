"""The HTTP surface of the ledger: one router per noun, problems for every error."""
