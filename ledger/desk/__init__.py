"""The desk: what `claim-ledger spec` does with feature files: runs, lints, documents, bisects and begins them."""
