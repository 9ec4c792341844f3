Feature: Law 2: An echo adds nothing
  Ten articles that carry one briefing are one voice. Counting them as ten is how a rumour becomes a finding.

  Rule: Repeating a briefing adds reports, not origins

    Background:
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "containers were moved" |

    Example: Seven outlets carry one briefing
      When 7 more outlets repeat what "State U" said of "containers were moved"
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | likelihood | confidence | origins | reports |
        | "containers were moved" | likely     | low        | 1       | 8       |

    Example: Two hundred outlets carry it
      When 200 more outlets repeat what "State U" said of "containers were moved"
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | confidence | origins | reports |
        | "containers were moved" | low        | 1       | 201     |

    Example: The same voice says it again a week later
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-20 | 2031-10-20 | "Wire"    | "State U" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged

    Example: An outlet that is worse at passing on
      Given the sources:
        | recorded   | source    | class | reliability |
        | 2031-10-13 | "Tabloid" | press | E           |
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-14 | 2031-10-13 | "Tabloid" | "State U" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged

    Example: A second origin is no echo
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Wire"    | "State W" | affirms | "containers were moved" |
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | proposition             | confidence | origins | reports |
        | "containers were moved" | moderate   | 2       | 2       |

  Rule: Who speaks for another is one voice with it

    Example: The spokesman repeats the state
      Given the relations:
        | source      | relation   | other     |
        | "Spokesman" | speaks for | "State U" |
      And the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin      | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Spokesman" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | origins | reports |
        | "containers were moved" | 1       | 2       |

    Example: A second outlet is known to copy the first
      Given the relations:
        | source    | relation   | other  |
        | "Gazette" | depends on | "Wire" |
      And the claims:
        | recorded   | said       | origin | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Gazette" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged

    Example: Copying that is only suspected makes no echo, but the two corroborate less
      Given the relations:
        | source    | relation   | other  | degree    |
        | "Gazette" | depends on | "Wire" | suspected |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Gazette" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Wire"    | affirms | "engines were tested"   |
        | 2031-10-14 | 2031-10-14 | "Herald"  | affirms | "engines were tested"   |
      Then the beliefs are:
        | proposition             | for | confidence | probability |
        | "containers were moved" | 2   | low        | 0.73        |
        | "engines were tested"   | 2   | moderate   | 0.77        |

  Rule: A better transmitted echo takes the place of the carrier, up to the origin heard direct

    Example: The origin is heard direct
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-14 | 2031-10-13 | "State U" | affirms | "containers were moved" |
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | proposition             | for | origins | reports |
        | "containers were moved" | 1   | 1       | 2       |

    Example: After the origin itself, a report of it adds nothing
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "containers were moved" |
      When 3 more outlets repeat what "State U" said of "containers were moved"
      Then the belief in "containers were moved" is unchanged

    Example: The better carrier withdraws, and the worse one carries again
      Given the sources:
        | source    | class | reliability |
        | "Tabloid" | press | D           |
        | "Gazette" | press | A           |
      And the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Tabloid" | "State U" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-13 | "Gazette" | "State U" | affirms | "containers were moved" |
      When the outlet "Gazette" withdraws its report of "containers were moved" on 2031-10-15
      Then the belief in "containers were moved" falls
      And the belief in "containers were moved" is as it was recorded by 2031-10-13
