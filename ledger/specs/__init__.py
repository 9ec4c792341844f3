"""The Gherkin kit: what analysts write down about belief, collected and run by pytest.

Read in this order: `phrases` (how a step is worded), `tables` (what stands below it), `collecting` and `guards` (which
files are specifications, and what is wrong with one before it runs), `scene` (the ledger of one scenario), `coding`
(rows into records), then the vocabulary itself in `steps`.
"""
