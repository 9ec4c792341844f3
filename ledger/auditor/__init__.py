"""The auditor: what checks a log and its beliefs from outside, trusting neither server nor index.

`verifier` needs Python alone: it shows that a log is whole, and what was signed for. `replay` shows that its beliefs
follow from it.
"""
