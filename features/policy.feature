Feature: Policies
  How much a claim weighs is a decision that somebody answers for. It is written down, and can be another tomorrow.

  Rule: A policy acts from the day on which it is adopted

    Background:
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"    |           | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "engines were tested"   |

    Example: The desk stops weighing reports that nobody answers for
      When the policy "named sources only" is in force:
        | number         | is | because                                       |
        | unknown origin | 0  | "a report without a source misled us in March" |
      Then "containers were moved" has no basis
      And the belief in "engines were tested" is unchanged
      And the beliefs are:
        | recorded by | proposition             | likelihood |
        | 2031-10-13  | "containers were moved" | likely     |
        | 2031-10-14  | "containers were moved" | no basis   |

    Example: The desk trusts its own grades less
      When the policy "sceptical" is in force:
        | number            | is   | because                              |
        | trust of ungraded | 0.10 | "most of those not graded were wrong" |
      Then the belief in "engines were tested" falls
      And "engines were tested" is roughly even chance

    Example: A stage is reached later than before
      Given the propositions:
        | proposition   | stage    |
        | "ships sailed" | shipment |
      And the claims:
        | recorded   | said       | origin    | stance  | proposition   |
        | 2031-10-13 | 2031-10-12 | "State U" | affirms | "ships sailed" |
      When the policy "cautious ladder" is in force:
        | number   | is   | because                               |
        | furthest | 0.80 | "a likely shipment misled the council" |
      Then the belief in "ships sailed" is unchanged
      And the ladder stands at no stage

    Example: Corroboration has to come from three
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition           |
        | 2031-10-13 | 2031-10-12 | "State W" | affirms | "engines were tested" |
      When the policy "three origins" is in force:
        | number           | is | because                          |
        | moderate origins | 3  | "pairs of allies agree too easily" |
      Then the belief in "engines were tested" is unchanged
      And the beliefs are:
        | recorded by | proposition           | confidence |
        | 2031-10-13  | "engines were tested" | moderate   |
        | 2031-10-14  | "engines were tested" | low        |

    Example: Two changes of policy, one after the other
      Given the policy "named sources only" is in force:
        | number         | is | because                                        |
        | unknown origin | 0  | "a report without a source misled us in March" |
      When the policy "half again" is in force:
        | number         | is   | because                                |
        | unknown origin | 0.25 | "ignoring them made us miss the second" |
      Then the beliefs are:
        | recorded by | proposition             | likelihood          |
        | 2031-10-13  | "containers were moved" | likely              |
        | 2031-10-14  | "containers were moved" | no basis            |
        | 2031-10-15  | "containers were moved" | roughly even chance |
      And the ledger verifies

  Rule: What would be believed under another policy can be asked without adopting it

    Example: Under the policy of last month
      Given the claims:
        | recorded   | said       | publisher | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"    | affirms | "containers were moved" |
      And the policy "named sources only" is in force:
        | number         | is | because                                        |
        | unknown origin | 0  | "a report without a source misled us in March" |
      When the analyst asks what was believed:
        | policy               |
        | "policy 1"           |
        | "named sources only" |
      Then the beliefs are:
        | policy               | proposition             | likelihood |
        | "policy 1"           | "containers were moved" | likely     |
        | "named sources only" | "containers were moved" | no basis   |
      And nothing is recorded

    Example: Under one that nobody ever wrote down
      Given the claims:
        | recorded   | said       | publisher | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"    | affirms | "containers were moved" |
      When the analyst asks what was believed:
        | policy          |
        | "gut feeling"   |
      Then it is refused because "no policy"
      And nothing is recorded

  Rule: A number that cannot be is no policy

    Scenario Outline: A policy out of bounds
      When the policy "broken" is in force:
        | number   | is   | because |
        | <number> | <is> | "so be it" |
      Then it is refused because "Not a belief policy"
      And nothing is recorded

      Examples:
        | number     | is   |
        | trust of A | 1.5  |
        | base       | 0    |
        | floor      | 0    |
        | highest    | 1    |
