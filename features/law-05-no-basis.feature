Feature: Law 5: No basis is not even odds
  "We do not know" and "it may as well be so as not" are different findings, and lead to different questions.

  Rule: What nobody usable has affirmed or denied has no basis

    Example: A question that nobody has spoken to
      When these propositions are recorded:
        | proposition             | stage    |
        | "containers were moved" | shipment |
      Then "containers were moved" has no basis
      And the beliefs are:
        | proposition             | likelihood | probability | confidence | origins | reports |
        | "containers were moved" | no basis   | no basis    | low        | 0       | 0       |

    Example: A source that commits itself to nothing
      When these claims are recorded:
        | recorded   | said       | origin    | hedge       | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | uncommitted | affirms | "containers were moved" |
      Then "containers were moved" has no basis
      And the beliefs are:
        | proposition             | reports |
        | "containers were moved" | 1       |

    Example: A party denies what it would deny in any case
      Given the deal "engines for grain" between:
        | party       | role        | favours |
        | "Recipient" | "recipient" | denies  |
      When these claims are recorded:
        | recorded   | said       | origin      | stance | proposition              |
        | 2031-10-17 | 2031-10-17 | "Recipient" | denies | "munitions were shipped" |
      Then "munitions were shipped" has no basis
      And the beliefs are:
        | proposition              | against | origins | interested |
        | "munitions were shipped" | 1       | 1       | 1          |

  Rule: Seeing boxes is not seeing their contents

    Example: Imagery
      When these claims are recorded:
        | recorded   | said       | publisher | origin      | basis     | stance  | proposition               |
        | 2031-10-16 | 2031-10-16 | "Wire"    | "Institute" | witnessed | affirms | "containers were moved"   |
        | 2031-10-16 | 2031-10-16 | "Wire"    | "Institute" | deduced   | unsure  | "the cargo was munitions" |
      Then "containers were moved" is very likely
      And "the cargo was munitions" has no basis

  Rule: Evidence that pulls both ways is a basis, and may come to even odds

    Example: Two states of one kind contradict each other
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "State W" | denies  | "containers were moved" |
      Then "containers were moved" is roughly even chance
      And the beliefs are:
        | proposition             | probability | for | against | origins |
        | "containers were moved" | 0.5000      | 1   | 1       | 2       |

    Example: Leaving out one of the two leaves the other
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "State W" | denies  | "containers were moved" |
      When the analyst asks what was believed:
        | without   |
        | "State U" |
      Then "containers were moved" is unlikely

    Example: Leaving out the only voice leaves no basis
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "containers were moved" |
      When the analyst asks what was believed:
        | without |
        | "Wire"  |
      Then "containers were moved" has no basis

  Rule: A stage without a basis is no rung of the ladder

    Example: Only talks are on record
      Given the propositions:
        | proposition              | stage       |
        | "talks are going on"     | negotiation |
        | "munitions were shipped" | shipment    |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition          |
        | 2031-08-31 | 2031-08-30 | "State U" | affirms | "talks are going on" |
      Then the ladder stands at negotiation
      And "munitions were shipped" has no basis

    Example: Nothing is on record at all
      When these propositions are recorded:
        | proposition          | stage       |
        | "talks are going on" | negotiation |
      Then the ladder stands at no stage
