Feature: Law 1: The order of recording does not matter
  An analyst who codes the evening's documents from the last to the first must believe what a colleague believes who
  coded them from the first to the last.

  Rule: The same claims give the same beliefs, in whatever order the ledger learned of them

    Example: Support and denial from four places
      When these claims are recorded:
        | recorded   | said       | publisher | origin      | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U"   | told      | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-13 |           | "Institute" | witnessed | affirms | "containers were moved" |
        | 2031-10-15 | 2031-10-14 | "Gazette" | "Ministry"  | told      | denies  | "containers were moved" |
        | 2031-10-16 | 2031-10-11 | "Gazette" |             |           | affirms | "containers were moved" |
      Then the same claims in any other order give the same beliefs

    Example: The echo comes in before the voice itself
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-12 |           | "State U" | affirms | "containers were moved" |
        | 2031-10-15 | 2031-10-12 | "Gazette" | "State U" | affirms | "containers were moved" |
      Then the same claims in any other order give the same beliefs
      And the beliefs are:
        | proposition             | origins | reports |
        | "containers were moved" | 1       | 3       |

    Example: Two ministries of one government, of which one saw it and the other was told
      Given the relations:
        | source     | relation        | other     |
        | "Ministry" | affiliated with | "State W" |
        | "Customs"  | affiliated with | "State W" |
      When these claims are recorded:
        | recorded   | said       | origin     | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Ministry" | told      | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-12 | "Customs"  | witnessed | affirms | "containers were moved" |
        | 2031-10-15 | 2031-10-14 | "Herald"   | told      | denies  | "containers were moved" |
      Then the same claims in any other order give the same beliefs

    Example: Stages that imply one another, of which one voice was withdrawn
      Given the propositions:
        | proposition             | stage    | implies                 |
        | "containers were moved" | shipment |                         |
        | "containers arrived"    | delivery | "containers were moved" |
      And the claims:
        | recorded   | said       | origin      | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "State U"   | affirms | "containers arrived"    |
        | 2031-10-14 | 2031-10-13 | "Institute" | affirms | "containers were moved" |
        | 2031-10-15 | 2031-10-14 | "Ministry"  | denies  | "containers were moved" |
        | 2031-10-16 | 2031-10-15 | "Customs"   | affirms | "containers arrived"    |
      When the origin "Customs" withdraws what it said of "containers arrived" on 2031-10-17
      Then the same claims in any other order give the same beliefs

    Example: Witnesses of one briefing, coded at different depths
      When these claims are recorded:
        | recorded   | said       | publisher | speaker    | origin    | occasion           | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Official" | "State U" | "Tuesday briefing" | affirms | "talks are going on" |
        | 2031-10-13 | 2031-10-13 | "Gazette" | "Official" |           | "Tuesday briefing" | affirms | "talks are going on" |
        | 2031-10-14 | 2031-10-13 | "Herald"  |            |           | "Tuesday briefing" | affirms | "talks are going on" |
      Then the same claims in any other order give the same beliefs
      And the beliefs are:
        | proposition          | for | origins | reports |
        | "talks are going on" | 1   | 1       | 3       |
