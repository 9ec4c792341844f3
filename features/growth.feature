Feature: What grew on the way
  "May have" leaves a ministry and "did" arrives in a headline. The hop at which it grew is named.

  Rule: A hop that commits itself more firmly than what it passes on is named

    Example: A translation that hardens a hedge
      When these claims are recorded:
        | recorded   | said       | publisher | translator   | translator hedge | translator words | origin    | hedge    | origin words          | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "Embassy"    | certain          | "have been sent" | "State U" | possible | "may well have gone"  | affirms | "containers were moved" |
      Then the hedge on "containers were moved" grew at "Embassy" from "may well have gone" to "have been sent"

    Example: A headline that drops "reportedly"
      When these claims are recorded:
        | recorded   | said       | publisher | publisher words   | speaker    | speaker hedge | speaker words            | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Gazette" | "weapons shipped" | "Official" | probable      | "we assess with caution" | affirms | "containers were moved" |
      Then the hedge on "containers were moved" grew at "Gazette" from "we assess with caution" to "weapons shipped"

    Example: The agency kept the doubt, the paper that carried it did not
      When these claims are recorded:
        | recorded   | said       | publisher | publisher words | carrier | carrier hedge | carrier words  | origin    | hedge    | origin words   | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Herald"  | "were moved"    | "Wire"  | possible      | "may be moved" | "State U" | possible | "may be moved" | affirms | "containers were moved" |
      Then the hedge on "containers were moved" grew at "Herald" from "may be moved" to "were moved"

  Rule: What grew on the way weighs no more than where it began

    Background:
      Given the sources:
        | source    | class | reliability |
        | "Tabloid" | press | A           |

    Example: Certain in print, possible at its origin
      Given the claims:
        | recorded   | said       | publisher | publisher hedge | origin    | hedge    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Tabloid" | certain         | "State U" | possible | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | publisher | publisher hedge | origin    | hedge    | stance  | proposition           |
        | 2031-10-13 | 2031-10-12 | "Tabloid" | possible        | "State U" | possible | affirms | "engines were tested" |
      Then the beliefs are:
        | proposition             | probability |
        | "containers were moved" | 0.57        |
        | "engines were tested"   | 0.57        |

    Example: A cautious editor weakens what was certain
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Tabloid" | "State U" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | publisher | publisher hedge | origin    | hedge   | stance  | proposition           |
        | 2031-10-13 | 2031-10-12 | "Tabloid" | probable        | "State U" | certain | affirms | "engines were tested" |
      Then the beliefs are:
        | proposition             | probability |
        | "containers were moved" | 0.67        |
        | "engines were tested"   | 0.63        |
