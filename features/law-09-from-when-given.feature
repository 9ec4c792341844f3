Feature: Law 9: Grades, relations and verdicts act from when they were given
  What an analyst learns of a source today changes what we believe today, everywhere at once, and not what we believed.

  Rule: A grade acts on everything that the source said, from the day it was given

    Background:
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-12 |           | "State U" | affirms | "engines were tested"   |

    Example: The state turns out unreliable
      When the analyst grades the source "State U" as E because "it withdrew three statements in a year"
      Then the belief in "containers were moved" falls
      And the belief in "engines were tested" falls
      And the beliefs are:
        | recorded by | proposition             | probability |
        | 2031-10-13  | "containers were moved" | 0.66        |
        | 2031-10-14  | "containers were moved" | 0.55        |

    Example: The outlet turns out reliable
      When the analyst grades the source "Wire" as A because "its record was checked"
      Then the belief in "containers were moved" rises
      And the belief in "engines were tested" is unchanged

    Example: A second grade takes the place of the first
      Given the sources:
        | recorded   | source    | reliability |
        | 2031-10-20 | "State U" | E           |
      When the analyst grades the source "State U" as A because "the earlier grade was meant for another"
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | recorded by | proposition             | probability |
        | 2031-10-13  | "containers were moved" | 0.66        |
        | 2031-10-20  | "containers were moved" | 0.55        |
        | 2031-10-21  | "containers were moved" | 0.74        |

  Rule: A grade that was given over one deal acts in every other

    Example: The state's figures on munitions held up, and it speaks of grain
      Given the ledger "earlier history" as recorded by 2031-11-20T12:00:00Z
      And the deal "grain for engines" between:
        | party       | role       |
        | "Recipient" | "supplier" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition          |
        | 2031-12-01 | 2031-12-01 | "State U" | affirms | "grain was loaded"   |
        | 2031-12-01 | 2031-12-01 | "State V" | affirms | "engines were ready" |
      Then the beliefs are:
        | proposition          | probability |
        | "grain was loaded"   | 0.7231      |
        | "engines were ready" | 0.6726      |

    Example: It turns out unreliable over the grain
      Given the ledger "earlier history" as recorded by 2031-11-20T12:00:00Z
      And the deal "grain for engines" between:
        | party       | role       |
        | "Recipient" | "supplier" |
      And the claims:
        | recorded   | said       | origin    | stance  | proposition        |
        | 2031-12-01 | 2031-12-01 | "State U" | affirms | "grain was loaded" |
      When the analyst grades the source "State U" as E because "it withdrew three statements in a year"
      Then the belief in "grain was loaded" falls
      And the beliefs are:
        | recorded by | proposition        | probability |
        | 2031-12-01  | "grain was loaded" | 0.7231      |
        | 2031-12-02  | "grain was loaded" | 0.5597      |

  Rule: A relation acts from the day it was recorded

    Example: Two voices turn out to be one
      Given the claims:
        | recorded   | said       | origin   | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"   | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Herald" | affirms | "containers were moved" |
      When these relations are recorded:
        | recorded   | source   | relation | other  |
        | 2031-11-01 | "Herald" | same as  | "Wire" |
      Then the belief in "containers were moved" falls
      And the belief in "containers were moved" is as it was recorded by 2031-10-13
      And the beliefs are:
        | recorded by | proposition             | origins | confidence |
        | 2031-10-14  | "containers were moved" | 2       | moderate   |
        | 2031-10-31  | "containers were moved" | 2       | moderate   |
        | 2031-11-01  | "containers were moved" | 1       | low        |

    Example: An owner becomes known
      Given the claims:
        | recorded   | said       | origin   | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"   | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Herald" | affirms | "containers were moved" |
      When these relations are recorded:
        | source   | relation | other  |
        | "Herald" | owned by | "Wire" |
      Then the belief in "containers were moved" falls
      And the beliefs are:
        | proposition             | for | confidence |
        | "containers were moved" | 2   | low        |

    Example: A source turns out to gain by what it said
      Given the deal "engines for grain" between:
        | party     | role       |
        | "State U" | "supplier" |
      And the claims:
        | recorded   | said       | origin   | stance | proposition             |
        | 2031-10-13 | 2031-10-12 | "Trader" | denies | "containers were moved" |
      When these relations are recorded:
        | recorded   | source   | relation   | other               | direction |
        | 2031-10-20 | "Trader" | gains from | "engines for grain" | denies    |
      Then "containers were moved" has no basis
      And the beliefs are:
        | recorded by | proposition             | likelihood | interested |
        | 2031-10-19  | "containers were moved" | unlikely   | 0          |
        | 2031-10-20  | "containers were moved" | no basis   | 1          |

  Rule: A verdict acts from the day it was given until it is reopened

    Example: The state owns up
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "State U" | affirms | "containers were moved" |
      When the analyst settles "containers were moved" as true because "the minutes were published"
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | recorded by | proposition             | likelihood      | probability |
        | 2031-10-13  | "containers were moved" | likely          | 0.6726      |
        | 2031-10-14  | "containers were moved" | settled as true | 1.0000      |

    Example: It is settled as false against all evidence
      Given the claims:
        | recorded   | said       | origin        | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Institute"   | witnessed | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-12 | "Inspectors"  | witnessed | affirms | "containers were moved" |
      When the analyst settles "containers were moved" as false because "the pictures showed another port"
      Then "containers were moved" is settled as false

    Example: The verdict is reopened
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "State U" | affirms | "containers were moved" |
      And 2031-11-30 passes
      And the analyst settles "containers were moved" as false because "nothing was ever found"
      When the analyst reopens "containers were moved" because "a crane log was found"
      Then the belief in "containers were moved" is as it was recorded by 2031-10-13
      And the beliefs are:
        | recorded by | proposition             | likelihood       |
        | 2031-11-30  | "containers were moved" | likely           |
        | 2031-12-01  | "containers were moved" | settled as false |
        | 2031-12-02  | "containers were moved" | likely           |

    Example: What is settled is not settled again
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "State U" | affirms | "containers were moved" |
      And 2031-11-30 passes
      And the analyst settles "containers were moved" as false because "nothing was ever found"
      When the analyst settles "containers were moved" as true because "a crane log was found"
      Then it is refused because "reopen it first"
      And nothing is recorded

    Example: What was never settled is not reopened
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "State U" | affirms | "containers were moved" |
      When the analyst reopens "containers were moved" because "a crane log was found"
      Then it is refused because "there is nothing to reopen"
      And nothing is recorded
