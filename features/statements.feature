Feature: Statements
  What a statement says of a deal is often less than what is read out of it.

  Rule: A denial denies what it says, and nothing beside it

    Background:
      Given the propositions:
        | proposition              | stage       |
        | "munitions were sold"    | order       |
        | "munitions were shipped" | shipment    |
      And the claims:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State W" | affirms | "munitions were shipped" |

    Example: Asked about shipments, they deny a sale
      When these claims are recorded:
        | recorded   | said       | origin      | stance | proposition           |
        | 2031-10-14 | 2031-10-14 | "Recipient" | denies | "munitions were sold" |
      Then the belief in "munitions were shipped" is unchanged
      And "munitions were sold" is unlikely

    Example: "We do not comment on rumours"
      When these claims are recorded:
        | recorded   | said       | origin      | stance   | proposition              |
        | 2031-10-14 | 2031-10-14 | "Recipient" | declines | "munitions were shipped" |
      Then the belief in "munitions were shipped" is unchanged
      And the beliefs are:
        | proposition              | against | reports |
        | "munitions were shipped" | 0       | 2       |

    Example: "These allegations are baseless"
      When these claims are recorded:
        | recorded   | said       | origin      | stance     | proposition              |
        | 2031-10-14 | 2031-10-14 | "Recipient" | challenges | "munitions were shipped" |
      Then the belief in "munitions were shipped" is unchanged

    Example: The same spokesman, pressed, denies it outright
      Given the claims:
        | recorded   | said       | origin      | stance     | proposition              |
        | 2031-10-14 | 2031-10-14 | "Spokesman" | challenges | "munitions were shipped" |
      When "Spokesman" restates "munitions were shipped" as:
        | recorded   | said       | stance |
        | 2031-10-16 | 2031-10-16 | denies |
      Then the belief in "munitions were shipped" falls

    Example: A denial of one shipment says nothing of the next
      Given the propositions:
        | proposition              | stage    | period  |
        | "a second load was sent" | shipment | 2031-12 |
      And the claims:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-12-13 | 2031-12-13 | "State W" | affirms | "a second load was sent" |
      When these claims are recorded:
        | recorded   | said       | origin      | stance | proposition              |
        | 2031-12-14 | 2031-12-14 | "Recipient" | denies | "munitions were shipped" |
      Then the belief in "a second load was sent" is unchanged

  Rule: A joint statement is one statement

    Example: Three ministers sign one communique
      Given the claims:
        | recorded   | said       | origin       | occasion           | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Minister A" | "joint communique" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin       | occasion           | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Minister B" | "joint communique" | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Minister C" | "joint communique" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged

    Example: One of the signatories says it again at home
      Given the claims:
        | recorded   | said       | origin       | occasion           | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Minister A" | "joint communique" | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Minister B" | "joint communique" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin       | stance  | proposition             |
        | 2031-10-20 | 2031-10-20 | "Minister B" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged

    Example: One signatory withdraws, and the signature of the other stands
      Given the claims:
        | recorded   | said       | origin       | occasion           | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Minister A" | "joint communique" | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Minister B" | "joint communique" | affirms | "containers were moved" |
      When the origin "Minister A" withdraws what it said of "containers were moved" on 2031-10-25
      Then the belief in "containers were moved" is unchanged
      And the claims are:
        | source       | status    | counts |
        | "Minister A" | retracted | no     |
        | "Minister B" | standing  | yes    |

    Example: The bloc and one of its members
      Given the relations:
        | source    | relation  | other  |
        | "State V" | member of | "Bloc" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Bloc"    | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "State V" | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | origins | confidence |
        | "containers were moved" | 2       | low        |

    Example: Two members of a bloc, each on its own
      Given the relations:
        | source    | relation  | other  |
        | "State V" | member of | "Bloc" |
        | "State W" | member of | "Bloc" |
      And the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Bloc"    | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "State V" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-15 | 2031-10-15 | "State W" | affirms | "containers were moved" |
      Then the belief in "containers were moved" rises
      And the beliefs are:
        | proposition             | origins | confidence |
        | "containers were moved" | 3       | moderate   |

  Rule: A paragraph that was withdrawn was never a finding

    Example: The panel strikes paragraph 57 before the report is adopted
      Given the claims:
        | recorded   | said       | publisher | origin     | basis   | stance  | proposition             | statement      |
        | 2031-10-13 | 2031-10-01 | "Wire"    | "UN panel" | deduced | affirms | "containers were moved" | "paragraph 57" |
        | 2031-10-14 | 2031-10-01 | "Gazette" | "UN panel" | deduced | affirms | "containers were moved" | "paragraph 57" |
      When the origin "UN panel" withdraws what it said of "containers were moved" on 2031-10-28
      Then "containers were moved" has no basis
      And the beliefs are:
        | recorded by | proposition             | likelihood |
        | 2031-10-27  | "containers were moved" | likely     |

    Example: Another paragraph of the same report stands
      Given the claims:
        | recorded   | said       | origin     | basis   | stance  | proposition             | statement      |
        | 2031-10-13 | 2031-10-01 | "UN panel" | deduced | affirms | "containers were moved" | "paragraph 57" |
        | 2031-10-13 | 2031-10-01 | "UN panel" | deduced | affirms | "engines were tested"   | "paragraph 61" |
      When the origin "UN panel" withdraws what it said of "containers were moved" on 2031-10-28
      Then the belief in "engines were tested" is unchanged

    Example: The final report says it again
      Given the claims:
        | recorded   | said       | origin     | basis   | stance  | proposition             | statement      |
        | 2031-10-13 | 2031-10-01 | "UN panel" | deduced | affirms | "containers were moved" | "paragraph 57" |
      And the origin "UN panel" withdraws what it said of "containers were moved" on 2031-10-28
      When these claims are recorded:
        | recorded   | said       | origin     | basis   | stance  | proposition             | statement                   |
        | 2032-03-20 | 2032-03-15 | "UN panel" | deduced | affirms | "containers were moved" | "final report, paragraph 9" |
      Then "containers were moved" is likely

  Rule: An admission costs the one who makes it

    Background:
      Given the deal "engines for grain" between:
        | party       | role        | favours |
        | "State U"   | "supplier"  | denies  |
        | "Recipient" | "recipient" | denies  |

    Example: The recipient's general boasts of the new shells
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance  | proposition        |
        | 2031-10-17 | 2031-10-17 | "Recipient" | witnessed | affirms | "shells were fired" |
      Then "shells were fired" is very likely
      And the explanation of "shells were fired" is:
        | origin      | stance  | direction        |
        | "Recipient" | affirms | against interest |

    Example: The general is corrected by his own ministry
      Given the relations:
        | source     | relation   | other       |
        | "Ministry" | speaks for | "Recipient" |
      And the claims:
        | recorded   | said       | origin      | stance  | proposition        |
        | 2031-10-17 | 2031-10-17 | "Recipient" | affirms | "shells were fired" |
      When these claims are recorded:
        | recorded   | said       | origin     | stance | proposition        |
        | 2031-10-19 | 2031-10-19 | "Ministry" | denies | "shells were fired" |
      Then the belief in "shells were fired" falls
      And "shells were fired" is at least likely

    Example: A supplier that wants to be feared admits nothing
      Given the relations:
        | source       | relation   | other               | direction |
        | "Arms maker" | gains from | "engines for grain" | affirms   |
      And the claims:
        | recorded   | said       | origin       | stance  | proposition        |
        | 2031-10-17 | 2031-10-17 | "Arms maker" | affirms | "shells were sold" |
      When 12 more outlets repeat what "Arms maker" said of "shells were sold"
      Then "shells were sold" has no basis
      And the explanation of "shells were sold" is:
        | origin       | direction    | claims |
        | "Arms maker" | self-serving | 13     |
