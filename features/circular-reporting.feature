Feature: Circular reporting
  A rumour that has gone round and come home looks like a second source.

  Rule: What comes back from a reader of ours is ours

    Example: The agency quotes the paper that quoted the agency
      Given the claims:
        | recorded   | said       | publisher | origin | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 |           | "Wire" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-13 | "Gazette" | "Wire" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | publisher | carrier   | origin | stance  | proposition             |
        | 2031-10-16 | 2031-10-13 | "Wire"    | "Gazette" | "Wire" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | origins | reports |
        | "containers were moved" | 1       | 3       |

    Example: A ministry cites an institute that had cited the ministry
      Given the claims:
        | recorded   | said       | speaker     | origin     | stance  | proposition             |
        | 2031-10-13 | 2031-10-10 |             | "Ministry" | affirms | "containers were moved" |
        | 2031-10-20 | 2031-10-10 | "Institute" | "Ministry" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | publisher  | relay       | origin     | stance  | proposition             |
        | 2031-11-02 | 2031-10-10 | "Ministry" | "Institute" | "Ministry" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged

    Example: The blog that two services picked up
      Given the claims:
        | recorded   | said       | publisher   | origin | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Service A" | "Blog" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | publisher   | origin | stance  | proposition             |
        | 2031-10-15 | 2031-10-13 | "Service B" | "Blog" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | origins | confidence |
        | "containers were moved" | 1       | low        |

  Rule: Who is found to live off another is counted with it from then on

    Example: Two papers turn out to share one newsroom
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Gazette" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Evening" | affirms | "containers were moved" |
      When these relations are recorded:
        | recorded   | source    | relation   | other     |
        | 2031-11-01 | "Evening" | depends on | "Gazette" |
      Then the belief in "containers were moved" falls
      And the beliefs are:
        | recorded by | proposition             | origins | confidence |
        | 2031-10-31  | "containers were moved" | 2       | moderate   |
        | 2031-11-01  | "containers were moved" | 1       | low        |

    Example: It is only suspected
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Gazette" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Evening" | affirms | "containers were moved" |
      When these relations are recorded:
        | recorded   | source    | relation   | other     | degree    |
        | 2031-11-01 | "Evening" | depends on | "Gazette" | suspected |
      Then the belief in "containers were moved" falls
      And the beliefs are:
        | proposition             | origins | for |
        | "containers were moved" | 2       | 2   |

    Example: An account is unmasked as its subject
      Given the deal "engines for grain" between:
        | party     | role       | favours |
        | "State U" | "supplier" | denies  |
      And the claims:
        | recorded   | said       | origin             | basis     | stance | proposition             |
        | 2031-10-13 | 2031-10-13 | "Harbour watch 77" | witnessed | denies | "containers were moved" |
      When these relations are recorded:
        | recorded   | source             | relation   | other     |
        | 2031-11-01 | "Harbour watch 77" | speaks for | "State U" |
      Then "containers were moved" has no basis
      And the beliefs are:
        | recorded by | proposition             | likelihood    | interested |
        | 2031-10-31  | "containers were moved" | very unlikely | 0          |
        | 2031-11-01  | "containers were moved" | no basis      | 1          |

    Example: A station is bought by the party that it exonerates
      Given the deal "engines for grain" between:
        | party       | role        | favours |
        | "Recipient" | "recipient" | denies  |
      And the claims:
        | recorded   | said       | origin      | stance | proposition             |
        | 2031-10-13 | 2031-10-13 | "Channel 4" | denies | "containers were moved" |
      When these relations are recorded:
        | recorded   | source      | relation | other       |
        | 2031-11-01 | "Channel 4" | owned by | "Recipient" |
      Then "containers were moved" has no basis
      And the explanation of "containers were moved" is:
        | origin      | stance | direction    |
        | "Channel 4" | denies | self-serving |

    Example: Nobody copies himself
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Gazette" | affirms | "containers were moved" |
      When these relations are recorded:
        | source    | relation   | other     |
        | "Gazette" | depends on | "Gazette" |
      Then it is refused because "not tied to itself"
      And nothing is recorded

  Rule: Independence is what is left when every tie is known

    Example: Two ministries of one government are two origins and one family
      Given the relations:
        | source             | relation        | other     |
        | "Defence ministry" | affiliated with | "State W" |
        | "Foreign ministry" | affiliated with | "State W" |
      When these claims are recorded:
        | recorded   | said       | origin             | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Defence ministry" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Foreign ministry" | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | origins | confidence | likelihood |
        | "containers were moved" | 2       | low        | likely     |

    Example: An ally joins, and the confidence with it
      Given the relations:
        | source             | relation        | other     |
        | "Defence ministry" | affiliated with | "State W" |
        | "Foreign ministry" | affiliated with | "State W" |
      And the claims:
        | recorded   | said       | origin             | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Defence ministry" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Foreign ministry" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-20 | 2031-10-20 | "State V" | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | origins | confidence |
        | "containers were moved" | 3       | moderate   |
