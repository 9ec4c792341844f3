Feature: The measured rule
  What each number of the first policy does, one at a time. They were set by professional judgement, checked by hand on
  a history of 44 claims, and stand with their reasons in the policy itself.

  Rule: How a source knows decides how much its word weighs

    Scenario Outline: On this basis
      When these claims are recorded:
        | recorded   | said       | origin    | basis   | stance   | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | <basis> | affirms  | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "State U" | <basis> | denies   | "engines were tested"   |
      Then the beliefs are:
        | proposition             | probability | for | against |
        | "containers were moved" | <so>        | 1   | 0       |
        | "engines were tested"   | <not so>    | 0   | 1       |

      Examples:
        | basis     | so   | not so |
        | witnessed | 0.83 | 0.17   |
        | deduced   | 0.76 | 0.24   |
        | induced   | 0.71 | 0.29   |
        | told      | 0.67 | 0.33   |
        | read      | 0.67 | 0.33   |

  Rule: A source's grade is how far it is trusted

    Scenario Outline: A witness of this grade
      Given the sources:
        | source    | class      | reliability |
        | "State U" | government | <grade>     |
      When these claims are recorded:
        | recorded   | said       | origin    | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | witnessed | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | probability |
        | "containers were moved" | <so>        |

      Examples:
        | grade | so   |
        | A     | 0.92 |
        | B     | 0.89 |
        | C     | 0.84 |
        | D     | 0.74 |
        | E     | 0.63 |
        | F     | 0.79 |

  Rule: Each hop that passes a report on loses a little of it

    Scenario Outline: Carried by an outlet of this grade
      Given the sources:
        | source | class | reliability |
        | "Wire" | press | <grade>     |
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | witnessed | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | probability |
        | "containers were moved" | <so>        |

      Examples:
        | grade | so    |
        | A     | 0.824 |
        | B     | 0.820 |
        | C     | 0.810 |
        | D     | 0.790 |
        | E     | 0.749 |
        | F     | 0.790 |

    Example: Four hands on the way from the pier to the page
      When these claims are recorded:
        | recorded   | said       | publisher | carrier  | translator | speaker    | origin    | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Gazette" | "Wire"   | "Embassy"  | "Attache"  | "State U" | witnessed | affirms | "containers were moved" |
      Then "containers were moved" is likely
      And the beliefs are:
        | proposition             | probability |
        | "containers were moved" | 0.7357      |

  Rule: Who hedges weighs less

    Scenario Outline: Hedged like this
      When these claims are recorded:
        | recorded   | said       | origin    | basis     | hedge   | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | witnessed | <hedge> | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | likelihood | probability |
        | "containers were moved" | <word>     | <so>        |

      Examples:
        | hedge       | word        | so       |
        | certain     | very likely | 0.8264   |
        | probable    | likely      | 0.7631   |
        | possible    | likely      | 0.6511   |
        | uncommitted | no basis    | no basis |

  Rule: Voices add up, each further one by less

    Scenario Outline: So many states say so
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | <second>  | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | <third>   | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | <fourth>  | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | for   | probability | confidence   |
        | "containers were moved" | <for> | <so>        | <confidence> |

      Examples:
        | second    | third     | fourth    | for | so     | confidence |
        | "State U" | "State U" | "State U" | 1   | 0.6726 | low        |
        | "State V" | "State V" | "State V" | 2   | 0.7705 | moderate   |
        | "State V" | "State W" | "State W" | 3   | 0.8377 | moderate   |
        | "State V" | "State W" | "State X" | 4   | 0.8846 | moderate   |

    Example: Two bodies of one government add less than two governments
      Given the relations:
        | source     | relation        | other     |
        | "Ministry" | affiliated with | "State U" |
        | "Agency"   | affiliated with | "State U" |
      When these claims are recorded:
        | recorded   | said       | origin     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Ministry" | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Agency"   | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "State V"  | affirms | "engines were tested"   |
        | 2031-10-13 | 2031-10-13 | "State W"  | affirms | "engines were tested"   |
      Then the beliefs are:
        | proposition             | probability | confidence |
        | "containers were moved" | 0.7346      | low        |
        | "engines were tested"   | 0.7705      | moderate   |

  Rule: Confidence says how good the basis is, whatever it says

    Background:
      Given the claims:
        | recorded   | said       | origin      | basis     | stance  | proposition        |
        | 2031-10-13 | 2031-10-13 | "Institute" | witnessed | affirms | "debris was found" |
        | 2031-10-14 | 2031-10-14 | "State V"   | told      | affirms | "debris was found" |

    Example: A third, independent origin, and one of the three a witness
      When these claims are recorded:
        | recorded   | said       | origin    | basis | stance  | proposition        |
        | 2031-10-15 | 2031-10-15 | "State W" | told  | affirms | "debris was found" |
      Then the beliefs are:
        | recorded by | proposition        | confidence |
        | 2031-10-13  | "debris was found" | low        |
        | 2031-10-14  | "debris was found" | moderate   |
        | 2031-10-15  | "debris was found" | high       |

    Example: A third origin, and a contradiction
      When these claims are recorded:
        | recorded   | said       | origin    | basis     | stance  | proposition        |
        | 2031-10-15 | 2031-10-15 | "State W" | told      | affirms | "debris was found" |
        | 2031-10-16 | 2031-10-16 | "Customs" | witnessed | denies  | "debris was found" |
      Then the beliefs are:
        | recorded by | proposition        | confidence |
        | 2031-10-15  | "debris was found" | high       |
        | 2031-10-16  | "debris was found" | moderate   |

    Example: A well-founded denial is as good a basis as a well-founded report
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance | proposition           |
        | 2031-10-15 | 2031-10-15 | "Institute" | witnessed | denies | "engines were tested" |
        | 2031-10-15 | 2031-10-15 | "State V"   | told      | denies | "engines were tested" |
        | 2031-10-15 | 2031-10-15 | "State W"   | told      | denies | "engines were tested" |
      Then the beliefs are:
        | proposition           | likelihood    | confidence |
        | "engines were tested" | very unlikely | high       |

  Rule: The history that it was checked by

    Example: Talks, imagery, a second agency, debris
      Given the sources:
        | source         | class             | reliability |
        | "Official"     | official          | B           |
        | "Intelligence" | agency            | B           |
        | "Institute"    | research          | C           |
        | "Other agency" | agency            | B           |
        | "Panel"        | intergovernmental | A           |
        | "Laboratory"   | research          | B           |
        | "Army"         | government        | C           |
      And the propositions:
        | proposition              | stage    |
        | "munitions were shipped" | shipment |
      When these claims are recorded:
        | recorded   | said       | publisher | speaker    | origin         | basis     | stance  | proposition              |
        | 2031-08-31 | 2031-08-30 | "Wire"    | "Official" | "Intelligence" | induced   | affirms | "munitions were shipped" |
        | 2031-10-16 | 2031-10-16 | "Wire"    |            | "Institute"    | deduced   | affirms | "munitions were shipped" |
        | 2031-11-02 | 2031-11-01 | "Wire"    |            | "Other agency" | told      | affirms | "munitions were shipped" |
        | 2032-01-22 | 2032-01-20 |           |            | "Panel"        | witnessed | affirms | "munitions were shipped" |
        | 2032-02-09 | 2032-02-09 |           |            | "Laboratory"   | witnessed | affirms | "munitions were shipped" |
        | 2032-02-20 | 2032-02-20 |           |            | "Army"         | witnessed | affirms | "munitions were shipped" |
      Then the beliefs are:
        | recorded by | proposition              | likelihood     | confidence | origins |
        | 2031-08-31  | "munitions were shipped" | likely         | low        | 1       |
        | 2031-10-16  | "munitions were shipped" | very likely    | moderate   | 2       |
        | 2031-11-02  | "munitions were shipped" | very likely    | moderate   | 3       |
        | 2032-01-22  | "munitions were shipped" | almost certain | high       | 4       |
        | 2032-02-20  | "munitions were shipped" | almost certain | high       | 6       |
