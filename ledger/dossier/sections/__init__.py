"""Sections: what a dossier tells, each of them from its grounds."""
