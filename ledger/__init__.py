"""The claim ledger: who said what about a deal, on whose authority, and what the record supports."""
