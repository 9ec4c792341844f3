Feature: Dates that cannot be
  Every report has at least three dates. Where two of them certainly contradict each other, one was mistyped.

  Rule: Nobody reports what was not said yet

    Example: The paper is a day older than the briefing it quotes
      When these claims are recorded:
        | recorded   | reported   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-20 | 2031-10-12 | 2031-10-13 | "Wire"    | "State U" | affirms | "ships sailed" |
      Then it is refused because "contradict"
      And nothing is recorded

    Example: The month of the briefing is all that we know
      When these claims are recorded:
        | recorded   | reported   | said    | publisher | origin    | stance  | proposition    |
        | 2031-10-20 | 2031-10-12 | 2031-10 | "Wire"    | "State U" | affirms | "ships sailed" |
      Then "ships sailed" is likely

    Example: A year mistyped
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-20 | 2041-10-13 | "Wire"    | "State U" | affirms | "ships sailed" |
      Then it is refused because "lies in the future"
      And nothing is recorded

    Example: Tomorrow here is today on the other side of the world
      When these claims are recorded:
        | recorded             | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-20T20:00:00Z | 2031-10-21 | "Wire"    | "State U" | affirms | "ships sailed" |
      Then "ships sailed" is likely

    Example: What is announced for next year may well be
      Given the propositions:
        | proposition          | about | stage    |
        | "ships are to sail" | plan  | shipment |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | mode     | proposition         | period |
        | 2031-10-20 | 2031-10-19 | "State U" | affirms | forecast | "ships are to sail" | 2032   |
      Then "ships are to sail" is likely

    Example: A withdrawal that is announced for next month
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "ships sailed" |
      And 2031-10-20 passes
      When the outlet "Wire" withdraws its report of "ships sailed" on 2031-11-30
      Then the beliefs are:
        | recorded by | proposition    | likelihood |
        | 2031-11-29  | "ships sailed" | likely     |
        | 2031-11-30  | "ships sailed" | no basis   |

  Rule: What was said without a date was said by the day on which we learnt of it

    Example: An undated leaflet
      When these claims are recorded:
        | recorded   | publisher | stance  | proposition    |
        | 2031-11-05 | "Leaflet" | affirms | "ships sailed" |
      Then the beliefs are:
        | recorded by | said by    | proposition    | likelihood |
        | 2031-11-05  | 2031-11-04 | "ships sailed" | no basis   |
        | 2031-11-05  | 2031-11-05 | "ships sailed" | likely     |

    Example: Its date is found later
      Given the claims:
        | recorded   | publisher | stance  | proposition    |
        | 2031-11-05 | "Leaflet" | affirms | "ships sailed" |
      When the analyst corrects the claim of "Leaflet" on "ships sailed" to:
        | field | value      |
        | said  | 2031-09-30 |
      Then the beliefs are:
        | recorded by | said by    | proposition    | likelihood |
        | 2031-11-05  | 2031-10-31 | "ships sailed" | no basis   |
        | 2031-11-06  | 2031-10-31 | "ships sailed" | likely     |

    Example: A diary that comes to light after eight years
      Given the claims:
        | recorded   | said       | origin      | basis     | stance | proposition    |
        | 2031-11-05 | 2031-10-16 | "Ministry"  | told      | denies | "ships sailed" |
      When these claims are recorded:
        | recorded   | said       | origin          | basis     | stance  | proposition    |
        | 2039-02-01 | 2031-10-11 | "Mate's diary" | witnessed | affirms | "ships sailed" |
      Then the beliefs are:
        | recorded by | said by    | proposition    | likelihood |
        | 2031-12-31  | 2031-12-31 | "ships sailed" | unlikely   |
        | 2039-02-01  | 2031-10-12 | "ships sailed" | very likely |
        | 2039-02-01  | 2031-12-31 | "ships sailed" | likely     |

    Example: A season is a date
      When these claims are recorded:
        | recorded   | said    | origin    | stance  | proposition    |
        | 2031-12-05 | 2031-22 | "State U" | affirms | "ships sailed" |
      Then the beliefs are:
        | said by    | proposition    | likelihood |
        | 2031-07-31 | "ships sailed" | no basis   |
        | 2031-11-30 | "ships sailed" | likely     |
