Feature: On what is on record already
  A scenario may go on from a ledger as it was on some day. The ledger itself stays as it is.

  Rule: When an origin withdraws, every echo falls, wherever it was carried

    Example: The state withdraws, on the record
      Given the ledger "earlier history" as recorded by 2031-10-14
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      Then "munitions were shipped" has no basis
      And the beliefs are:
        | recorded by | proposition              | likelihood |
        | 2031-10-14  | "munitions were shipped" | likely     |

    Example: The ladder stands lower, and the reason names the claim
      Given the ledger "earlier history" as recorded by 2031-10-14
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      Then the ladder stands at most at negotiation
      And the reason names the claim of "State U", withdrawn on 2031-10-15

    Example: Before it does, the editor looks at what hangs on it
      Given the ledger "earlier history" as recorded by 2031-10-14
      When the analyst previews that the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      Then this would change:
        | what                     | from     | to          |
        | "munitions were shipped" | likely   | no basis    |
        | "containers were moved"  | likely   | no basis    |
        | shipment                 | likely   | no basis    |
        | the ladder               | shipment | negotiation |
      And nothing is recorded

  Rule: What is believed says on whose claims it rests

    Example: The talks rest on what the state said, and so does the ladder when its later claim is gone
      Given the ledger "earlier history" as recorded by 2031-10-14
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      Then the ladder stands at negotiation
      And the reason names the claim of "State U"
      And the reason for "talks are advancing" names the claim of "State U"
      And the reason for "containers were moved" names the claim of "State U", withdrawn on 2031-10-15

    Example: Shipment is carried by images and by what follows from a larger claim
      Given the ledger "earlier history" as recorded by 2031-10-16
      When 2031-10-31 passes
      Then the ladder stands at shipment
      And the reason names the claim of "Institute"
      And the reason names the claim of "State U"
      And the reason for "munitions were shipped" names the claim of "Supplier"

  Rule: Complaining of missing proof is not a denial, on real history either

    Example: The recipient's spokesman complains
      Given the ledger "earlier history" as recorded by 2031-10-16
      When these claims are recorded:
        | recorded   | said       | origin      | stance     | proposition              |
        | 2031-10-17 | 2031-10-17 | "Recipient" | challenges | "munitions were shipped" |
      Then the belief in "munitions were shipped" is unchanged

  Rule: A ledger as it was on a day knows nothing of the next

    Example: The images are not there yet
      Given the ledger "earlier history" as recorded by 2031-10-15
      And the deal "munitions for engines" on record
      When 2031-10-31 passes
      Then the beliefs are:
        | proposition              | likelihood | confidence | origins | interested |
        | "containers were moved"  | likely     | low        | 1       | 0          |
        | "munitions were shipped" | likely     | low        | 2       | 1          |
      And the ladder stands at shipment

    Example: With the images it is another picture
      Given the ledger "earlier history" as recorded by 2031-10-16
      When 2031-10-31 passes
      Then the beliefs are:
        | proposition              | likelihood  | confidence | origins |
        | "containers were moved"  | very likely | moderate   | 2       |
        | "munitions were shipped" | likely      | low        | 2       |

    Example: A grade of November is not one of October
      Given the ledger "earlier history" as recorded by 2031-11-20T12:00:00Z
      When the analyst asks what was believed:
        | recorded by |
        | 2031-10-14  |
        | 2031-11-20  |
      Then the beliefs are:
        | recorded by | proposition           | probability |
        | 2031-10-14  | "talks are advancing" | 0.67        |
        | 2031-11-20  | "talks are advancing" | 0.73        |

  Rule: What was only cited then may be found since

    Example: The report is found, and is the one that was cited
      Given the ledger "earlier history" as recorded by 2031-10-16
      When these documents are recorded:
        | document                    | held     | text                                                               |
        | "Wire report of 13 October" | captured | "More than 300 containers of munitions were shipped, State U said." |
      Then the belief in "munitions were shipped" is unchanged
      And the ledger verifies

    Example: A later version of it is not the one that was cited
      Given the ledger "earlier history" as recorded by 2031-10-16
      When these documents are recorded:
        | document                    | held     | text                                                                |
        | "Wire report of 13 October" | captured | "More than 3000 containers of munitions were shipped, State U said." |
      Then it is refused because "exactly as it was coded"
      And nothing is recorded

  Rule: What somebody brings up years later is weighed with what was on record then

    Example: The joint team's total
      Given the ledger "earlier history" as recorded by 2031-11-20T12:00:00Z
      When these claims are recorded:
        | recorded   | said       | origin       | stance  | proposition          | value | period  |
        | 2033-05-23 | 2033-05-22 | "Joint team" | affirms | "containers shipped" | >4000 | 2033-05 |
      Then the answers for "containers shipped" are:
        | by         | value | origins | consistent |
        | 2031-10-13 | >300  | 1       | yes        |
        | 2033-05    | >4000 | 1       | yes        |
      And the ledger verifies

    Example: Without the agency that carried most of it
      Given the ledger "earlier history" as recorded by 2031-11-20T12:00:00Z
      When the analyst asks what was believed:
        | without            |
        | "Wire"             |
        | "Wire", "State W"  |
      Then the beliefs are:
        | without           | proposition              | likelihood  | origins |
        | "Wire"            | "munitions were shipped" | very likely | 3       |
        | "Wire", "State W" | "munitions were shipped" | likely      | 2       |
        | "Wire", "State W" | "containers were moved"  | likely      | 1       |
