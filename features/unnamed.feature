Feature: Those who are not named
  "A senior official who asked not to be named" is somebody. The reader cannot tell who, and cannot tell two from one.

  Rule: Whom the document does not name is no origin

    Example: An official who asked not to be named
      When these claims are recorded:
        | recorded   | said       | publisher | origin  | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | unnamed | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | origins | for | confidence |
        | "containers were moved" | 0       | 1   | low        |
      And the explanation of "containers were moved" is:
        | voice  | stance  | remark           |
        | "Wire" | affirms | "origin unknown" |

    Example: Three unnamed officials in one paper are one voice
      Given the claims:
        | recorded   | said       | publisher | origin  | stance  | proposition             | statement             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | unnamed | affirms | "containers were moved" | "a diplomat said so"  |
      When these claims are recorded:
        | recorded   | said       | publisher | origin  | stance  | proposition             | statement             |
        | 2031-10-14 | 2031-10-14 | "Wire"    | unnamed | affirms | "containers were moved" | "an officer said so"  |
        | 2031-10-15 | 2031-10-15 | "Wire"    | unnamed | affirms | "containers were moved" | "an envoy said so"    |
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | origins | reports | for |
        | "containers were moved" | 0       | 3       | 1   |

    Example: The official is named in the end
      Given the claims:
        | recorded   | said       | publisher | origin  | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | unnamed | affirms | "containers were moved" |
      When the analyst corrects the claim of "Wire" on "containers were moved" to:
        | field  | value              |
        | origin | "Minister of State" |
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | proposition             | origins | reports |
        | "containers were moved" | 1       | 1       |

    Example: Known to the institute, unknown to us
      When these claims are recorded:
        | recorded   | said       | publisher | speaker     | origin  | basis | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Institute" | unnamed | told  | affirms | "containers were moved" |
      Then the explanation of "containers were moved" is:
        | voice       | stance  | remark           |
        | "Institute" | affirms | "origin unknown" |

    Example: A claim of nobody at all
      When these claims are recorded:
        | recorded   | said       | publisher | origin  | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | unnamed   | unnamed | affirms | "containers were moved" |
      Then it is refused because "no hop names a source"
      And nothing is recorded

    Example: A denial by nobody in particular weighs no more than a report by nobody in particular
      When these claims are recorded:
        | recorded   | said       | publisher | origin  | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | unnamed | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Gazette" | unnamed | denies  | "containers were moved" |
      Then "containers were moved" is roughly even chance
      And the beliefs are:
        | proposition             | origins | for | against |
        | "containers were moved" | 0       | 1   | 1       |

  Rule: Unnamed sources confirm nobody

    Example: An official on the record and one who is not
      Given the claims:
        | recorded   | said       | publisher | origin     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Minister" | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Gazette" | unnamed    | affirms | "containers were moved" |
      When the analyst grades the claim of "Minister" on "containers were moved" as 1
      Then it is refused because "its origins are not independent"
      And nothing is recorded
