Feature: Law 3: An unknown origin is no origin
  "It is reported that" has a publisher and nothing behind it that we could weigh.

  Rule: A report that does not say where it has it from counts, and adds no origin

    Example: An outlet's own sentence
      When these claims are recorded:
        | recorded   | said       | publisher | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | likelihood | confidence | origins | reports | for |
        | "containers were moved" | likely     | low        | 0       | 1       | 1   |
      And the explanation of "containers were moved" is:
        | voice  | stance  | claims | remark           |
        | "Wire" | affirms | 1      | "origin unknown" |

    Example: It stays below the named official whom it might have quoted
      When these claims are recorded:
        | recorded   | said       | publisher | origin     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    |            | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Official" | affirms | "engines were tested"   |
      Then the beliefs are:
        | proposition             | origins | probability |
        | "containers were moved" | 0       | 0.59        |
        | "engines were tested"   | 1       | 0.66        |

    Example: Once the origin is named, it counts in full
      Given the claims:
        | recorded   | said       | publisher | speaker    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Official" | affirms | "containers were moved" |
      When the analyst corrects the claim of "Official" on "containers were moved" to:
        | field  | value                     |
        | origin | "State U"                 |
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | proposition             | origins | reports |
        | "containers were moved" | 1       | 1       |

  Rule: Reports of unknown origin count under the deepest who is named

    Example: Ten outlets quote one spokesman
      Given the claims:
        | recorded   | said       | publisher | speaker     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Spokesman" | affirms | "containers were moved" |
      When 9 more outlets repeat what "Spokesman" said of "containers were moved"
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | for | origins | reports |
        | "containers were moved" | 1   | 0       | 10      |

    Example: One outlet reports it three times
      Given the claims:
        | recorded   | said       | publisher | stance  | proposition             | statement          |
        | 2031-10-13 | 2031-10-13 | "Wire"    | affirms | "containers were moved" | "they were moved"  |
      When these claims are recorded:
        | recorded   | said       | publisher | stance  | proposition             | statement            |
        | 2031-10-14 | 2031-10-14 | "Wire"    | affirms | "containers were moved" | "moved, as reported" |
        | 2031-10-15 | 2031-10-15 | "Wire"    | affirms | "containers were moved" | "moved on Monday"    |
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | for | origins | reports |
        | "containers were moved" | 1   | 0       | 3       |

    Example: Another outlet of unknown origin is another voice, and still no origin
      Given the claims:
        | recorded   | said       | publisher | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | publisher | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Gazette" | affirms | "containers were moved" |
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | proposition             | confidence | for | origins |
        | "containers were moved" | low        | 2   | 0       |

  Rule: Claims of one occasion are one voice, however deep each was coded

    Example: A paraphrase beside the full quotation of one briefing
      Given the claims:
        | recorded   | said       | publisher | speaker    | origin    | occasion           | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Official" | "State U" | "Tuesday briefing" | affirms | "talks are going on" |
      When these claims are recorded:
        | recorded   | said       | publisher | speaker    | occasion           | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Gazette" | "Official" | "Tuesday briefing" | affirms | "talks are going on" |
      Then the belief in "talks are going on" is unchanged
      And the beliefs are:
        | proposition          | for | origins | reports |
        | "talks are going on" | 1   | 1       | 2       |

    Example: Two officials at one briefing
      Given the claims:
        | recorded   | said       | origin    | occasion           | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "General" | "Tuesday briefing" | affirms | "talks are going on" |
      When these claims are recorded:
        | recorded   | said       | origin     | occasion           | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Minister" | "Tuesday briefing" | affirms | "talks are going on" |
      Then the belief in "talks are going on" is unchanged

    Example: Two officials at two briefings
      Given the claims:
        | recorded   | said       | origin    | occasion           | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "General" | "Tuesday briefing" | affirms | "talks are going on" |
      When these claims are recorded:
        | recorded   | said       | origin     | occasion             | stance  | proposition          |
        | 2031-10-15 | 2031-10-15 | "Minister" | "Thursday briefing"  | affirms | "talks are going on" |
      Then the belief in "talks are going on" rises
