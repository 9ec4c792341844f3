Feature: Law 11: Opinion, silence and complaint move nothing
  Not everything that is said about a deal says whether it took place.

  Rule: Complaining of missing proof is not a denial

    Background:
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "munitions were shipped" |

    Example: The recipient's spokesman
      When these claims are recorded:
        | recorded   | said       | origin      | stance     | proposition              |
        | 2031-10-17 | 2031-10-17 | "Recipient" | challenges | "munitions were shipped" |
      Then the belief in "munitions were shipped" is unchanged
      And the beliefs are:
        | proposition              | reports | for | against |
        | "munitions were shipped" | 2       | 1   | 0       |

    Scenario Outline: A stance that takes no side
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance   | proposition              |
        | 2031-10-17 | 2031-10-17 | "Recipient" | witnessed | <stance> | "munitions were shipped" |
      Then the belief in "munitions were shipped" is unchanged

      Examples:
        | stance     |
        | unsure     |
        | declines   |
        | challenges |

    Example: From denying to declining
      Given the claims:
        | recorded   | said       | origin     | stance | proposition              |
        | 2031-10-14 | 2031-10-14 | "Ministry" | denies | "munitions were shipped" |
      When "Ministry" restates "munitions were shipped" as:
        | recorded   | said       | stance   |
        | 2031-10-20 | 2031-10-20 | declines |
      Then the belief in "munitions were shipped" rises
      And the belief in "munitions were shipped" is as it was recorded by 2031-10-13

  Rule: An opinion is not evidence

    Example: "They must be desperate"
      When these claims are recorded:
        | recorded   | said       | origin     | stance  | mode    | proposition                  |
        | 2031-08-31 | 2031-08-30 | "Official" | affirms | opinion | "the recipient is desperate" |
      Then "the recipient is desperate" has no basis

  Rule: A plan never speaks for the deed

    Example: Terms under discussion
      Given the propositions:
        | proposition               | stage       |
        | "talks are advancing"     | negotiation |
        | "munitions were received" | delivery    |
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | mode       | proposition               |
        | 2031-08-31 | 2031-08-30 | "Wire"    | "State U" | affirms | assessment | "talks are advancing"     |
        | 2031-08-31 | 2031-08-30 | "Wire"    | "State U" | affirms | condition  | "munitions were received" |
      Then "munitions were received" has no basis
      And the ladder stands at negotiation

    Scenario Outline: What is foreseen, meant or conditional
      Given the propositions:
        | proposition               | about | stage    |
        | "munitions were received" | deed  | delivery |
        | "munitions are to come"   | plan  | delivery |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | mode   | proposition               |
        | 2031-08-31 | 2031-08-30 | "State U" | affirms | <mode> | "munitions were received" |
        | 2031-08-31 | 2031-08-30 | "State U" | affirms | <mode> | "munitions are to come"   |
      Then "munitions were received" has no basis
      And "munitions are to come" is likely
      And the ladder stands at no stage

      Examples:
        | mode      |
        | forecast  |
        | intention |
        | condition |

    Example: A plan that is all but certain is no rung of the ladder
      Given the propositions:
        | proposition           | about | stage     |
        | "an order is planned" | plan  | order     |
      When these claims are recorded:
        | recorded   | said       | origin        | basis     | stance  | proposition           |
        | 2031-08-31 | 2031-08-30 | "State U"     | witnessed | affirms | "an order is planned" |
        | 2031-08-31 | 2031-08-30 | "Institute"   | witnessed | affirms | "an order is planned" |
        | 2031-08-31 | 2031-08-30 | "Arms maker"  | witnessed | affirms | "an order is planned" |
      Then "an order is planned" is almost certain
      And the ladder stands at no stage

  Rule: An act is established by the party's own doing it

    Example: A state designates an evasion network
      Given the propositions:
        | proposition                | stage    |
        | "a network was designated" | response |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | mode | proposition                |
        | 2031-08-16 | 2031-08-16 | "State W" | affirms | act  | "a network was designated" |
      Then "a network was designated" is very likely
      And the ladder stands at no stage

    Example: A party pledges, though it gains by being believed
      Given the deal "engines for grain" between:
        | party       | role        | favours |
        | "Recipient" | "recipient" | affirms |
      When these claims are recorded:
        | recorded   | said       | origin      | stance  | mode | proposition            |
        | 2031-08-16 | 2031-08-16 | "Recipient" | affirms | act  | "a pledge was given"   |
        | 2031-08-16 | 2031-08-16 | "Recipient" | affirms | fact | "the pledge was kept"  |
      Then "a pledge was given" is very likely
      And "the pledge was kept" has no basis
