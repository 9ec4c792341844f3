"""Meaning: what the steps of the vocabulary do and tell, rows into records and beliefs into words."""
