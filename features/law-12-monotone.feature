Feature: Law 12: Support never lowers a belief
  A weak witness who agrees is weak support. He is never an argument against.

  Rule: A further voice that affirms never lowers a belief, however weak

    Background:
      Given the claims:
        | recorded   | said       | origin       | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Institute"  | witnessed | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Inspectors" | deduced   | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Ministry"   | told      | denies  | "containers were moved" |

    Scenario Outline: A weaker and weaker voice agrees
      Given the sources:
        | source    | class  | reliability |
        | "Account" | social | <grade>     |
      When these claims are recorded:
        | recorded   | said       | origin    | hedge   | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Account" | <hedge> | affirms | "containers were moved" |
      Then the belief in "containers were moved" rises

      Examples:
        | grade | hedge    |
        | A     | certain  |
        | C     | probable |
        | E     | certain  |
        | E     | possible |
        | F     | possible |

    Example: An outlet with nothing to show
      When these claims are recorded:
        | recorded   | said       | publisher | hedge    | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Wire"    | possible | affirms | "containers were moved" |
      Then the belief in "containers were moved" rises

    Example: A party to the deal boasts of it
      Given the relations:
        | source       | relation   | other      | direction |
        | "Arms maker" | gains from | "the deal" | affirms   |
      When these claims are recorded:
        | recorded   | said       | origin       | basis     | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Arms maker" | witnessed | affirms | "containers were moved" |
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | proposition             | for | against | interested |
        | "containers were moved" | 3   | 1       | 1          |

    Example: One that commits itself to nothing
      When these claims are recorded:
        | recorded   | said       | origin    | hedge       | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Account" | uncommitted | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged

    Example: A known voice grows less sure
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | hedge    | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Institute" | witnessed | possible | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged

  Rule: A further voice that denies never raises a belief, however weak

    Background:
      Given the claims:
        | recorded   | said       | origin       | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Institute"  | witnessed | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Ministry"   | told      | denies  | "containers were moved" |

    Scenario Outline: A weaker and weaker voice disagrees
      Given the sources:
        | source    | class  | reliability |
        | "Account" | social | <grade>     |
      When these claims are recorded:
        | recorded   | said       | origin    | hedge   | stance | proposition             |
        | 2031-10-14 | 2031-10-14 | "Account" | <hedge> | denies | "containers were moved" |
      Then the belief in "containers were moved" falls

      Examples:
        | grade | hedge    |
        | A     | certain  |
        | C     | probable |
        | E     | possible |

    Example: A party to the deal denies it
      Given the relations:
        | source    | relation   | other      | direction |
        | "State U" | gains from | "the deal" | denies    |
      When these claims are recorded:
        | recorded   | said       | origin    | basis     | stance | proposition             |
        | 2031-10-14 | 2031-10-14 | "State U" | witnessed | denies | "containers were moved" |
      Then the belief in "containers were moved" falls

    Example: Ten echoes of the same denial
      When 10 more outlets repeat what "Ministry" said of "containers were moved"
      Then the belief in "containers were moved" is unchanged

  Rule: Support from those who hang together counts for less than from strangers, and still for something

    Example: A second body of one government
      Given the relations:
        | source     | relation        | other     |
        | "Ministry" | affiliated with | "State W" |
        | "Customs"  | affiliated with | "State W" |
      And the claims:
        | recorded   | said       | origin     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Ministry" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Customs" | affirms | "containers were moved" |
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | proposition             | confidence | origins |
        | "containers were moved" | low        | 2       |
