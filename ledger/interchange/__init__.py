"""Ways in and out: NDJSON records and other forms."""
