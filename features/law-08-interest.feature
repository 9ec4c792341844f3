Feature: Law 8: Interest has a direction
  A party that denies tells us what it would tell us anyway. A party that owns up tells us much.

  Background:
    Given the deal "engines for grain" between:
      | party       | role        | favours |
      | "State U"   | "supplier"  | denies  |
      | "Recipient" | "recipient" | denies  |

  Rule: What is said in one's own interest weighs nearly nothing

    Example: The supplier denies what a witness saw
      Given the claims:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-10-16 | 2031-10-16 | "Institute" | witnessed | affirms | "munitions were shipped" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance | proposition              |
        | 2031-10-17 | 2031-10-17 | "State U" | denies | "munitions were shipped" |
      Then the belief in "munitions were shipped" falls
      And "munitions were shipped" is very likely

    Example: Both parties deny it, and outlets repeat that
      Given the claims:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-10-16 | 2031-10-16 | "Institute" | witnessed | affirms | "munitions were shipped" |
        | 2031-10-17 | 2031-10-17 | "State U"   | told      | denies  | "munitions were shipped" |
        | 2031-10-17 | 2031-10-17 | "Recipient" | told      | denies  | "munitions were shipped" |
      When 30 more outlets repeat what "State U" said of "munitions were shipped"
      Then the belief in "munitions were shipped" is unchanged
      And "munitions were shipped" is at least likely

    Example: A stranger's denial weighs more than the party's
      When these claims are recorded:
        | recorded   | said       | origin    | stance | proposition              |
        | 2031-10-17 | 2031-10-17 | "State U" | denies | "munitions were shipped" |
        | 2031-10-17 | 2031-10-17 | "State W" | denies | "engines were received"  |
      Then "munitions were shipped" has no basis
      And "engines were received" is unlikely

  Rule: What is said against one's own interest weighs much

    Example: The supplier owns up
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-10-17 | 2031-10-17 | "State U" | affirms | "munitions were shipped" |
        | 2031-10-17 | 2031-10-17 | "State W" | affirms | "engines were received"  |
      Then "munitions were shipped" is very likely
      And "engines were received" is likely

    Example: A party that would rather be believed boasts
      Given the relations:
        | source        | relation   | other               | direction |
        | "Arms maker"  | gains from | "engines for grain" | affirms   |
      When these claims are recorded:
        | recorded   | said       | origin       | stance  | proposition              |
        | 2031-10-17 | 2031-10-17 | "Arms maker" | affirms | "munitions were shipped" |
      Then "munitions were shipped" has no basis

    Example: The same boaster denies
      Given the relations:
        | source        | relation   | other               | direction |
        | "Arms maker"  | gains from | "engines for grain" | affirms   |
      When these claims are recorded:
        | recorded   | said       | origin       | stance | proposition              |
        | 2031-10-17 | 2031-10-17 | "Arms maker" | denies | "munitions were shipped" |
      Then "munitions were shipped" is very unlikely

  Rule: Who belongs to a party speaks in its interest

    Example: The party's ministry denies
      Given the relations:
        | source     | relation        | other     |
        | "Ministry" | affiliated with | "State U" |
      When these claims are recorded:
        | recorded   | said       | origin     | stance | proposition              |
        | 2031-10-17 | 2031-10-17 | "Ministry" | denies | "munitions were shipped" |
      Then "munitions were shipped" has no basis
      And the beliefs are:
        | proposition              | against | interested |
        | "munitions were shipped" | 1       | 1          |

    Example: The party's television denies
      Given the relations:
        | source       | relation | other     |
        | "Television" | owned by | "State U" |
      When these claims are recorded:
        | recorded   | said       | origin       | stance | proposition              |
        | 2031-10-17 | 2031-10-17 | "Television" | denies | "munitions were shipped" |
      Then "munitions were shipped" has no basis

  Rule: An interest counts from when it began

    Example: Said before there was anything to gain
      Given the relations:
        | source   | relation   | other               | direction | since      |
        | "Trader" | gains from | "engines for grain" | denies    | 2031-09-01 |
      When these claims are recorded:
        | recorded   | said       | origin   | stance | proposition              |
        | 2031-10-17 | 2031-08-01 | "Trader" | denies | "munitions were shipped" |
      Then "munitions were shipped" is unlikely

    Example: Said after
      Given the relations:
        | source   | relation   | other               | direction | since      |
        | "Trader" | gains from | "engines for grain" | denies    | 2031-09-01 |
      When these claims are recorded:
        | recorded   | said       | origin   | stance | proposition              |
        | 2031-10-17 | 2031-10-17 | "Trader" | denies | "munitions were shipped" |
      Then "munitions were shipped" has no basis

  Rule: The belief stands beside the belief without the interested, and those who gain or lose add no confidence

    Example: Only the parties have spoken
      When these claims are recorded:
        | recorded   | said       | origin      | stance  | proposition              |
        | 2031-10-17 | 2031-10-17 | "State U"   | affirms | "munitions were shipped" |
        | 2031-10-17 | 2031-10-17 | "Recipient" | denies  | "munitions were shipped" |
      Then the beliefs are:
        | proposition              | likelihood  | without interested | confidence | origins | interested |
        | "munitions were shipped" | very likely | no basis           | low        | 2       | 2          |

    Example: Two parties own up, and nobody who has nothing to lose has spoken
      When these claims are recorded:
        | recorded   | said       | origin      | stance  | proposition              |
        | 2031-10-17 | 2031-10-17 | "State U"   | affirms | "munitions were shipped" |
        | 2031-10-17 | 2031-10-17 | "Recipient" | affirms | "munitions were shipped" |
        | 2031-10-17 | 2031-10-17 | "State V"   | affirms | "engines were received"  |
        | 2031-10-17 | 2031-10-17 | "State W"   | affirms | "engines were received"  |
      Then the beliefs are:
        | proposition              | likelihood     | without interested | confidence | origins | interested |
        | "munitions were shipped" | almost certain | no basis           | low        | 2       | 2          |
        | "engines were received"  | likely         | likely             | moderate   | 2       | 0          |

    Example: A stranger has spoken too
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-10-16 | 2031-10-16 | "Institute" | witnessed | affirms | "munitions were shipped" |
        | 2031-10-17 | 2031-10-17 | "State U"   | told      | denies  | "munitions were shipped" |
      Then the beliefs are:
        | proposition              | likelihood  | without interested | origins | interested |
        | "munitions were shipped" | very likely | very likely        | 2       | 1          |
