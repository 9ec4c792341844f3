"""Adapters of the log's port over the eventsourcing library, and the vault."""
