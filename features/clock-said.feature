Feature: The second clock: when the source said it
  What had been said by a day is one question; what we knew of it is another.

  Rule: Belief is told by both clocks

    Example: An old statement learnt late
      Given the claims:
        | recorded   | said       | origin      | basis     | stance  | proposition    |
        | 2031-11-05 | 2031-10-16 | "Institute" | witnessed | affirms | "ships sailed" |
      When the analyst asks what was believed:
        | recorded by | said by    |
        | 2031-10-31  | 2031-10-31 |
        | 2031-11-30  | 2031-10-31 |
        | 2031-11-30  | 2031-10-15 |
      Then the beliefs are:
        | recorded by | said by    | proposition    | likelihood  |
        | 2031-10-31  | 2031-10-31 | "ships sailed" | no basis    |
        | 2031-11-30  | 2031-10-31 | "ships sailed" | very likely |
        | 2031-11-30  | 2031-10-15 | "ships sailed" | no basis    |

  Rule: A statement counts from when it was certainly said

    Example: Some day in October
      When these claims are recorded:
        | recorded   | said    | origin    | stance  | proposition    |
        | 2031-11-05 | 2031-10 | "State U" | affirms | "ships sailed" |
      Then the beliefs are:
        | said by    | proposition    | likelihood |
        | 2031-10-15 | "ships sailed" | no basis   |
        | 2031-10-31 | "ships sailed" | likely     |

    Example: About October
      When these claims are recorded:
        | recorded   | said     | origin    | stance  | proposition    |
        | 2031-12-05 | 2031-10~ | "State U" | affirms | "ships sailed" |
      Then the beliefs are:
        | said by    | proposition    | likelihood |
        | 2031-10-31 | "ships sailed" | no basis   |
        | 2031-11-30 | "ships sailed" | likely     |

    Example: On no day that we know of
      When these claims are recorded:
        | recorded   | publisher | origin    | stance  | proposition    |
        | 2031-11-05 | "Wire"    | "State U" | affirms | "ships sailed" |
      Then the beliefs are:
        | said by    | proposition    | likelihood |
        | 2031-11-04 | "ships sailed" | no basis   |
        | 2031-11-05 | "ships sailed" | likely     |

  Rule: A withdrawal acts from the day on which it was made

    Example: Withdrawn in October, learnt in November
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "ships sailed" |
      And 2031-11-04 passes
      And the origin "State U" withdraws what it said of "ships sailed" on 2031-10-20
      When the analyst asks what was believed:
        | recorded by | said by    |
        | 2031-10-31  | 2031-10-31 |
        | 2031-11-30  | 2031-10-31 |
        | 2031-11-30  | 2031-10-19 |
      Then the beliefs are:
        | recorded by | said by    | proposition    | likelihood |
        | 2031-10-31  | 2031-10-31 | "ships sailed" | likely     |
        | 2031-11-30  | 2031-10-31 | "ships sailed" | no basis   |
        | 2031-11-30  | 2031-10-19 | "ships sailed" | likely     |

  Rule: A restatement counts from when it was made, and what it restates until then

    Background:
      Given the claims:
        | recorded   | said       | origin     | stance | proposition    |
        | 2031-10-13 | 2031-10-12 | "Ministry" | denies | "ships sailed" |

    Example: The ministry changes its story
      When "Ministry" restates "ships sailed" as:
        | recorded   | said       | stance  |
        | 2031-11-05 | 2031-11-01 | affirms |
      Then the beliefs are:
        | recorded by | said by    | proposition    | likelihood | for | against |
        | 2031-11-04  | 2031-10-31 | "ships sailed" | unlikely   | 0   | 1       |
        | 2031-11-05  | 2031-10-31 | "ships sailed" | unlikely   | 0   | 1       |
        | 2031-11-05  | 2031-11-01 | "ships sailed" | likely     | 1   | 0       |

    Example: It grows less sure
      When "Ministry" restates "ships sailed" as:
        | recorded   | said       | hedge    |
        | 2031-11-05 | 2031-11-01 | possible |
      Then the belief in "ships sailed" rises
      And the beliefs are:
        | said by    | proposition    | probability | against |
        | 2031-10-31 | "ships sailed" | 0.33        | 1       |
        | 2031-11-01 | "ships sailed" | 0.43        | 1       |

    Example: A denial gives way to doubt
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition    |
        | 2031-10-14 | 2031-10-14 | "State W" | affirms | "ships sailed" |
      When "Ministry" restates "ships sailed" as:
        | recorded   | said       | stance |
        | 2031-11-05 | 2031-11-01 | unsure |
      Then the beliefs are:
        | recorded by | proposition    | for | against |
        | 2031-10-14  | "ships sailed" | 1   | 1       |
        | 2031-11-05  | "ships sailed" | 1   | 0       |

  Rule: Nothing is believed merely because time goes by

    Example: The end of the year
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "ships sailed" |
      When 2031-12-31 passes
      Then the belief in "ships sailed" is unchanged
      And nothing is recorded

  Rule: Dates that certainly contradict each other are refused

    Example: It was withdrawn at some time in the month in which it was said
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "ships sailed" |
      When the outlet "Wire" withdraws its report of "ships sailed" on 2031-10
      Then the beliefs are:
        | proposition    | likelihood |
        | "ships sailed" | no basis   |

    Example: It was withdrawn in the month before
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "ships sailed" |
      When the outlet "Wire" withdraws its report of "ships sailed" on 2031-09
      Then it is refused because "before it was said"
      And nothing is recorded
