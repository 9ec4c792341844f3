"""Belief: a pure function of what is on record and of a policy.

Read in this order: `policy` (every number), `docket` (what is on record), `folding` (how it comes
to be that), `sources` and `voices` (who is one with whom), `standing`
(which claims count), `interest` and `weighing` (what one claim weighs), `tally` and `concave` (how voices add up),
`implications` (what they are inherited by), `reading` (all of it together), `growing` and `answering` (how a reading
takes one more claim without adding up all of it again), then what is answered: `believe`, `answers`, `recency`,
`explanation`, `changes`.
"""

from ledger.belief.believe import believe
from ledger.belief.changes import changes
from ledger.belief.docket import Docket
from ledger.belief.explanation import explain
from ledger.belief.folding import fold
from ledger.belief.foldings import Foldings, fold_all
from ledger.belief.independence import independent_origins
from ledger.belief.policy import POLICY_1, Policy, parse_policy, policy_digest
from ledger.belief.view import Change, DealBelief, Explanation, PropositionBelief, ValuedBelief

__all__ = [
    "POLICY_1",
    "Change",
    "DealBelief",
    "Docket",
    "Explanation",
    "Foldings",
    "Policy",
    "PropositionBelief",
    "ValuedBelief",
    "believe",
    "changes",
    "explain",
    "fold",
    "fold_all",
    "independent_origins",
    "parse_policy",
    "policy_digest",
]
