Feature: Imagery
  A picture witnesses what it shows, when it was taken, where it was taken. The rest is deduced, or guessed.

  Rule: What is seen and what is read out of it are two claims

    Background:
      Given the propositions:
        | proposition               | stage    | implies                 |
        | "crates stood at pier 3"  |          |                         |
        | "containers were moved"   | shipment |                         |
        | "the cargo was munitions" | shipment | "containers were moved" |

    Example: Crates at a pier
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | hedge    | stance  | proposition               |
        | 2031-10-16 | 2031-10-16 | "Satellite" | witnessed | certain  | affirms | "crates stood at pier 3"  |
        | 2031-10-17 | 2031-10-17 | "Institute" | deduced   | possible | affirms | "the cargo was munitions" |
      Then "crates stood at pier 3" is very likely
      And "the cargo was munitions" is at most likely
      And the beliefs are:
        | proposition               | probability |
        | "crates stood at pier 3"  | 0.83        |
        | "the cargo was munitions" | 0.61        |

    Example: Crates do not ship themselves
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-10-16 | 2031-10-16 | "Satellite" | witnessed | affirms | "crates stood at pier 3" |
      Then "containers were moved" has no basis
      And the ladder stands at no stage

    Example: Two passes of one satellite are one voice
      Given the claims:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-10-16 | 2031-10-16 | "Satellite" | witnessed | affirms | "crates stood at pier 3" |
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-10-18 | 2031-10-18 | "Satellite" | witnessed | affirms | "crates stood at pier 3" |
      Then the belief in "crates stood at pier 3" is unchanged

    Example: A second satellite is a second witness
      Given the claims:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-10-16 | 2031-10-16 | "Satellite" | witnessed | affirms | "crates stood at pier 3" |
      When these claims are recorded:
        | recorded   | said       | origin          | basis     | stance  | proposition              |
        | 2031-10-18 | 2031-10-18 | "Other mission" | witnessed | affirms | "crates stood at pier 3" |
      Then the belief in "crates stood at pier 3" rises
      And the beliefs are:
        | proposition              | confidence | origins |
        | "crates stood at pier 3" | moderate   | 2       |

  Rule: Footage is as old as it is, not as it is said to be

    Example: Footage of another year
      Given the claims:
        | recorded   | said       | origin    | basis     | stance  | proposition              | period  |
        | 2031-10-16 | 2031-10-16 | "Account" | witnessed | affirms | "crates stood at pier 3" | 2031-10 |
      When the analyst voids the claim of "Account" on "crates stood at pier 3" because "the footage is of 2027"
      Then "crates stood at pier 3" has no basis

    Example: The account re-dates its own footage
      Given the claims:
        | recorded   | said       | origin    | basis     | stance  | proposition              | period  |
        | 2031-10-16 | 2031-10-16 | "Account" | witnessed | affirms | "crates stood at pier 3" | 2031-10 |
      When "Account" restates "crates stood at pier 3" as:
        | recorded   | said       | stance | period  |
        | 2031-10-19 | 2031-10-19 | unsure | 2027-10 |
      Then "crates stood at pier 3" has no basis
      And the claims are:
        | period  | stance  | status   |
        | 2027-10 | unsure  | standing |
        | 2031-10 | affirms | restated |

    Example: A picture that was published before it was taken
      When these claims are recorded:
        | recorded   | reported   | said       | publisher | origin      | basis     | stance  | proposition              |
        | 2031-10-18 | 2031-10-14 | 2031-10-16 | "Wire"    | "Satellite" | witnessed | affirms | "crates stood at pier 3" |
      Then it is refused because "contradict"
      And nothing is recorded

    Example: Debunked by one who was there
      Given the claims:
        | recorded   | said       | origin    | basis     | stance  | proposition              |
        | 2031-10-16 | 2031-10-16 | "Account" | witnessed | affirms | "crates stood at pier 3" |
      When these claims are recorded:
        | recorded   | said       | origin           | basis     | stance | proposition              |
        | 2031-10-18 | 2031-10-18 | "Harbour master" | witnessed | denies | "crates stood at pier 3" |
      Then "crates stood at pier 3" is roughly even chance
      And the linchpin of "crates stood at pier 3" is:
        | source           |
        | "Account"        |
        | "Harbour master" |
