Feature: What became of a claim
  Nothing is taken off the file. Each claim shows what it was, what happened to it and whether it still counts.

  Rule: A claim keeps its place, with what became of it

    Background:
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "munitions were shipped" |
        | 2031-10-13 | 2031-10-12 | "Gazette" | "State U" | affirms | "munitions were shipped" |

    Example: The origin withdraws, and the second report falls without a word of its own
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-20
      Then the claims are:
        | publisher | source    | status    | counts |
        | "Wire"    | "State U" | retracted | no     |
        | "Gazette" | "State U" | standing  | no     |

    Example: An outlet withdraws, and the other report counts on
      When the outlet "Wire" withdraws its report of "munitions were shipped" on 2031-10-20
      Then the claims are:
        | publisher | status    | counts |
        | "Wire"    | retracted | no     |
        | "Gazette" | standing  | yes    |

    Example: A correction stands beside what it corrects
      Given the claims:
        | recorded   | said       | origin     | stance  | proposition        |
        | 2031-10-14 | 2031-10-14 | "Ministry" | affirms | "a ship was loaded" |
      When the analyst corrects the claim of "Ministry" on "a ship was loaded" to:
        | field  | value  |
        | stance | denies |
      Then the claims are:
        | source     | proposition              | stance  | status    | counts |
        | "State U"  | "munitions were shipped" | affirms | standing  | yes    |
        | "State U"  | "munitions were shipped" | affirms | standing  | yes    |
        | "Ministry" | "a ship was loaded"      | affirms | corrected | no     |
        | "Ministry" | "a ship was loaded"      | denies  | standing  | yes    |

    Example: What was voided stays to be seen
      Given the claims:
        | recorded   | said       | origin     | stance  | proposition        |
        | 2031-10-14 | 2031-10-14 | "Ministry" | affirms | "a ship was loaded" |
      When the analyst voids the claim of "Ministry" on "a ship was loaded" because "it was a question, not a statement"
      Then the claims are:
        | source     | status   | counts |
        | "State U"  | standing | yes    |
        | "State U"  | standing | yes    |
        | "Ministry" | voided   | no     |
      And the ledger verifies

    Example: A statement that was replaced by the next
      Given the claims:
        | recorded   | said       | origin     | stance | proposition        |
        | 2031-10-14 | 2031-10-14 | "Ministry" | denies | "a ship was loaded" |
      When "Ministry" restates "a ship was loaded" as:
        | recorded   | said       | stance  |
        | 2031-10-25 | 2031-10-24 | affirms |
      Then the claims are:
        | source     | stance  | status   | counts |
        | "State U"  | affirms | standing | yes    |
        | "State U"  | affirms | standing | yes    |
        | "Ministry" | denies  | restated | no     |
        | "Ministry" | affirms | standing | yes    |

    Example: A bad grade takes no claim off the file
      When the analyst grades the source "Gazette" as D because "it reprints what it is sent"
      Then the claims are:
        | publisher | status   |
        | "Wire"    | standing |
        | "Gazette" | standing |
      And the belief in "munitions were shipped" is unchanged

  Rule: What is gone cannot be changed again

    Background:
      Given the claims:
        | recorded   | said       | origin     | stance  | proposition        |
        | 2031-10-14 | 2031-10-14 | "Ministry" | affirms | "a ship was loaded" |
      And the analyst voids the claim of "Ministry" on "a ship was loaded" because "another port"

    Example: Correcting what was voided
      When the analyst corrects the claim of "Ministry" on "a ship was loaded" to:
        | field  | value  |
        | stance | denies |
      Then it is refused because "corrected already"
      And nothing is recorded

    Example: Restating what was voided
      When "Ministry" restates "a ship was loaded" as:
        | recorded   | said       | stance |
        | 2031-10-25 | 2031-10-24 | denies |
      Then it is refused because "corrected already"
      And nothing is recorded

    Example: Withdrawing what was voided
      When the origin "Ministry" withdraws what it said of "a ship was loaded" on 2031-10-25
      Then it is refused because "corrected already"
      And nothing is recorded

    Example: Voiding a withdrawal that was voided
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition        |
        | 2031-10-15 | 2031-10-15 | "Customs" | affirms | "a ship was loaded" |
      When the analyst previews that the analyst voids the claim of "Customs" on "a ship was loaded" because "a namesake"
      Then this would change:
        | what               | from   | to       |
        | "a ship was loaded" | likely | no basis |
      And nothing is recorded

  Rule: Claims are listed by the time that they speak of, however they came in

    Example: The August shipment is learnt after the October one
      When these claims are recorded:
        | recorded   | said       | origin      | stance  | proposition         | period     |
        | 2031-10-20 | 2031-10-19 | "State U"   | affirms | "a second ship left" | 2031-10-12 |
        | 2031-11-20 | 2031-11-19 | "Institute" | affirms | "a first ship left"  | 2031-08    |
        | 2031-11-21 | 2031-11-20 | "Customs"   | denies  | "a first ship left"  | 2031-08-30 |
      Then the claims are:
        | period     | source      | stance  | proposition         |
        | 2031-08    | "Institute" | affirms | "a first ship left"  |
        | 2031-08-30 | "Customs"   | denies  | "a first ship left"  |
        | 2031-10-12 | "State U"   | affirms | "a second ship left" |

    Example: A question's own period serves where the claim has none
      Given the propositions:
        | proposition        | stage    | period  |
        | "a first ship left" | shipment | 2031-08 |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition        | period     |
        | 2031-10-20 | 2031-10-19 | "State U" | affirms | "a first ship left" | 2031-08-14 |
        | 2031-10-21 | 2031-10-19 | "State W" | affirms | "a first ship left" |            |
      Then the claims are:
        | period     | source    |
        | 2031-08    | "State W" |
        | 2031-08-14 | "State U" |
