"""The audit: the tree over a log's entries (RFC 6962), its proofs and tiles, and the notes that sign its roots (C2SP).

To be read in this order: hashes, tree, nodes, proofs, tiles; base64, notes, signers, checkpoints. Nothing in it reaches
the world.
"""
