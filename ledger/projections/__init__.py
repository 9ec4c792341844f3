"""Projections: a follower of the log, and the views it keeps."""
