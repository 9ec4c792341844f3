Feature: The first clock: when the alleged thing happened
  What a claim speaks of has a time of its own, as exact or as vague as the source left it.

  Rule: Running totals at different dates do not contradict

    Background:
      Given the propositions:
        | proposition          | stage    | unit         | counted  |
        | "containers shipped" | shipment | "containers" | total by |

    Example: A larger total, later
      When these claims are recorded:
        | recorded   | said       | origin       | stance  | proposition          | value | period     |
        | 2031-10-13 | 2031-10-13 | "State U"    | affirms | "containers shipped" | >300  | 2031-10-13 |
        | 2033-05-23 | 2033-05-22 | "Joint team" | affirms | "containers shipped" | >4000 | 2033-05    |
      Then the answers for "containers shipped" are:
        | by         | value | origins | consistent |
        | 2031-10-13 | >300  | 1       | yes        |
        | 2033-05    | >4000 | 1       | yes        |

    Example: A smaller total, later
      When these claims are recorded:
        | recorded   | said       | origin       | stance  | proposition          | value | period     |
        | 2031-10-13 | 2031-10-13 | "State U"    | affirms | "containers shipped" | >300  | 2031-10-13 |
        | 2033-05-23 | 2033-05-22 | "Joint team" | affirms | "containers shipped" | 200   | 2033-05    |
      Then the answers for "containers shipped" are:
        | by         | value | consistent |
        | 2031-10-13 | >300  | no         |
        | 2033-05    | 200   | no         |

    Example: An upper bound carries backward
      When these claims are recorded:
        | recorded   | said       | origin       | stance  | proposition          | value  | period     |
        | 2031-10-13 | 2031-10-13 | "State U"    | affirms | "containers shipped" | 1000   | 2031-10-13 |
        | 2033-05-23 | 2033-05-22 | "Joint team" | affirms | "containers shipped" | <=700  | 2033-05    |
      Then the answers for "containers shipped" are:
        | by         | value | consistent |
        | 2031-10-13 | 1000  | no         |
        | 2033-05    | <=700 | no         |

    Example: A bound and a number that meets it
      When these claims are recorded:
        | recorded   | said       | origin       | stance  | proposition          | value | period     |
        | 2031-10-13 | 2031-10-13 | "State U"    | affirms | "containers shipped" | >1000 | 2031-10-13 |
        | 2031-10-14 | 2031-10-14 | "State W"    | affirms | "containers shipped" | 6700  | 2031-10-13 |
      Then the answers for "containers shipped" are:
        | value | origins | consistent |
        | >1000 | 1       | yes        |
        | 6700  | 1       | yes        |

    Example: Ten outlets repeat one number
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition          | value | period     |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "containers shipped" | >300  | 2031-10-13 |
      When 9 more outlets repeat what "State U" said of "containers shipped"
      Then the answers for "containers shipped" are:
        | value | origins | reports |
        | >300  | 1       | 10      |

  Rule: What is counted within one period says nothing of another

    Example: Two months
      Given the propositions:
        | proposition       | stage    | unit          | counted |
        | "ships that left" | shipment | "ships"       | within  |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition       | value | period  |
        | 2031-11-05 | 2031-11-04 | "State U" | affirms | "ships that left" | 7     | 2031-09 |
        | 2031-11-05 | 2031-11-04 | "State U" | affirms | "ships that left" | 2     | 2031-10 |
      Then the answers for "ships that left" are:
        | by      | value | consistent |
        | 2031-09 | 7     | yes        |
        | 2031-10 | 2     | yes        |

    Example: A month that exceeds its own year
      Given the propositions:
        | proposition       | stage    | unit          | counted |
        | "ships that left" | shipment | "ships"       | within  |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition       | value | period  |
        | 2031-11-05 | 2031-11-04 | "State U" | affirms | "ships that left" | 7     | 2031-09 |
        | 2032-01-05 | 2032-01-04 | "State W" | affirms | "ships that left" | 5     | 2031    |
      Then the answers for "ships that left" are:
        | by      | value | consistent |
        | 2031-09 | 7     | no         |
        | 2031    | 5     | no         |

  Rule: When it happened is not when it was said

    Example: An announcement of something long past
      Given the propositions:
        | proposition             | stage    | period  |
        | "containers were moved" | shipment | 2031-08 |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             | period  |
        | 2031-10-13 | 2031-10-12 | "State U" | affirms | "containers were moved" | 2031-08 |
      Then the beliefs are:
        | said by    | proposition             | likelihood |
        | 2031-08-31 | "containers were moved" | no basis   |
        | 2031-10-12 | "containers were moved" | likely     |

    Example: A vague month is kept as vague as it was
      Given the propositions:
        | proposition          | stage    | unit         | counted  |
        | "containers shipped" | shipment | "containers" | total by |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition          | value | period   |
        | 2031-10-13 | 2031-10-12 | "State U" | affirms | "containers shipped" | 300   | 2031-08~ |
        | 2031-10-13 | 2031-10-12 | "State W" | affirms | "containers shipped" | 200   | 2031-08  |
      Then the answers for "containers shipped" are:
        | by       | value | consistent |
        | 2031-08~ | 300   | yes        |
        | 2031-08  | 200   | yes        |
