"""Belief: the policy, the fold and the explanation; a pure function of what is on record."""
