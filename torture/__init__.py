"""What must hold when things go wrong, tried at length. A part is a module here that has a `run`."""
