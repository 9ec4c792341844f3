"""Access: who may ask what of a ledger, and record what, as the key says that a request comes with."""
