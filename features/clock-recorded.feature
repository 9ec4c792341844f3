Feature: The third clock: when the ledger learned it
  An audit asks what we believed on a day, from what we had on record that day. No later insight changes that.

  Rule: What was believed on a day is what was on record by its end

    Example: Three days of reporting
      When these claims are recorded:
        | recorded   | said       | publisher | origin      | basis     | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U"   | told      | affirms | "ships sailed" |
        | 2031-10-14 | 2031-10-14 |           | "Ministry"  | told      | denies  | "ships sailed" |
        | 2031-10-16 | 2031-10-11 |           | "Institute" | witnessed | affirms | "ships sailed" |
      Then the beliefs are:
        | recorded by | proposition    | likelihood          | confidence | origins | reports |
        | 2031-10-12  | "ships sailed" | no basis            | low        | 0       | 0       |
        | 2031-10-13  | "ships sailed" | likely              | low        | 1       | 1       |
        | 2031-10-14  | "ships sailed" | roughly even chance | low        | 2       | 2       |
        | 2031-10-15  | "ships sailed" | roughly even chance | low        | 2       | 2       |
        | 2031-10-16  | "ships sailed" | likely              | moderate   | 3       | 3       |

    Example: The hour matters to an auditor
      When these claims are recorded:
        | recorded             | said       | origin    | stance  | proposition    |
        | 2031-10-13T09:00:00Z | 2031-10-12 | "State U" | affirms | "ships sailed" |
        | 2031-10-13T17:00:00Z | 2031-10-12 | "State W" | affirms | "ships sailed" |
      Then the beliefs are:
        | recorded by          | proposition    | origins |
        | 2031-10-13T08:59:59Z | "ships sailed" | 0       |
        | 2031-10-13T12:00:00Z | "ships sailed" | 1       |
        | 2031-10-13           | "ships sailed" | 2       |

  Rule: Our corrections obey this clock alone

    Example: We had taken a denial for support
      Given the claims:
        | recorded   | said       | origin     | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "Ministry" | affirms | "ships sailed" |
      When the analyst corrects the claim of "Ministry" on "ships sailed" to:
        | field  | value  |
        | stance | denies |
      Then the beliefs are:
        | recorded by | said by    | proposition    | likelihood | reports |
        | 2031-10-13  | 2031-10-12 | "ships sailed" | likely     | 1       |
        | 2031-10-14  | 2031-10-12 | "ships sailed" | unlikely   | 1       |

    Example: We had misdated a statement
      Given the claims:
        | recorded   | said       | origin     | stance | proposition    |
        | 2031-10-13 | 2031-10-12 | "Ministry" | denies | "ships sailed" |
      When the analyst corrects the claim of "Ministry" on "ships sailed" to:
        | field | value      |
        | said  | 2031-09-12 |
      Then the beliefs are:
        | recorded by | said by    | proposition    | likelihood |
        | 2031-10-13  | 2031-09-30 | "ships sailed" | no basis   |
        | 2031-10-14  | 2031-09-30 | "ships sailed" | unlikely   |
      And the belief in "ships sailed" is unchanged

  Rule: The changes tell news from echoes

    Example: A week of one story
      When these claims are recorded:
        | recorded   | said       | publisher | origin      | basis     | stance     | proposition    |
        | 2031-10-13 | 2031-10-12 |           | "State U"   | told      | affirms    | "ships sailed" |
        | 2031-10-14 | 2031-10-12 | "Wire"    | "State U"   | told      | affirms    | "ships sailed" |
        | 2031-10-15 | 2031-10-12 | "Gazette" | "State U"   | told      | affirms    | "ships sailed" |
        | 2031-10-16 | 2031-10-16 |           | "Recipient" | told      | challenges | "ships sailed" |
        | 2031-10-17 | 2031-10-16 |           | "Institute" | witnessed | affirms    | "ships sailed" |
      Then the changes are:
        | recorded   | event            | news | proposition    | from     | to          |
        | 2031-10-13 | "claim recorded" | news | "ships sailed" | no basis | likely      |
        | 2031-10-14 | "claim recorded" | echo |                |          |             |
        | 2031-10-15 | "claim recorded" | echo |                |          |             |
        | 2031-10-17 | "claim recorded" | news | "ships sailed" | likely   | very likely |

    Example: One withdrawal moves two stages
      Given the propositions:
        | proposition             | stage    | implies                 |
        | "containers were moved" | shipment |                         |
        | "containers arrived"    | delivery | "containers were moved" |
      And the claims:
        | recorded   | said       | origin    | stance  | proposition          |
        | 2031-10-13 | 2031-10-12 | "Customs" | affirms | "containers arrived" |
      When the origin "Customs" withdraws what it said of "containers arrived" on 2031-10-20
      Then the changes are:
        | recorded   | event             | proposition             | from     | to       |
        | 2031-10-13 | "claim recorded"  | "containers were moved" | no basis | likely   |
        | 2031-10-13 | "claim recorded"  | "containers arrived"    | no basis | likely   |
        | 2031-10-20 | "claim retracted" | "containers were moved" | likely   | no basis |
        | 2031-10-20 | "claim retracted" | "containers arrived"    | likely   | no basis |

    Example: A grade is news
      Given the claims:
        | recorded   | said       | origin    | basis     | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "State U" | witnessed | affirms | "ships sailed" |
      When the analyst grades the source "State U" as D because "it has an axe to grind"
      Then the changes are:
        | recorded   | event            | from        | to          | news |
        | 2031-10-13 | "claim recorded" | no basis    | very likely | news |
        | 2031-10-14 | "source graded"  | very likely | likely      | news |

  Rule: Recording the same again records nothing

    Example: Two analysts code one document
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "ships sailed" |
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition    |
        | 2031-10-14 | 2031-10-12 | "Wire"    | "State U" | affirms | "ships sailed" |
      Then nothing is recorded
      And the belief in "ships sailed" is unchanged
