Feature: The audit: what was on record stays, and beliefs follow from it
  An auditor trusts neither whoever keeps the ledger nor whoever serves it. The log is held to what was signed for, and
  every belief is worked out again from event 1.

  Background:
    Given the claims:
      | recorded   | said       | publisher | origin      | basis     | stance  | proposition    |
      | 2031-08-14 | 2031-08-12 | "Wire"    | "State U"   | told      | affirms | "ships sailed" |
      | 2031-08-31 | 2031-08-30 |           | "Ministry"  | told      | denies  | "ships sailed" |
      | 2031-09-16 | 2031-08-11 |           | "Institute" | witnessed | affirms | "ships sailed" |

  Rule: What the ledger held by a day stays what it held by that day

    Example: As recorded by the end of August the ledger held two reports
      When the outlet "Wire" withdraws its report of "ships sailed" on 2031-10-01
      Then the beliefs are:
        | recorded by | proposition    | likelihood          | origins | reports |
        | 2031-08-13  | "ships sailed" | no basis            | 0       | 0       |
        | 2031-08-31  | "ships sailed" | roughly even chance | 2       | 2       |
      And the ledger verifies

    Example: A report that is taken back is still on record
      When the outlet "Wire" withdraws its report of "ships sailed" on 2031-10-01
      Then the belief in "ships sailed" falls
      And the ledger verifies

  Rule: Whatever analysts do to claims, the log grows by it and loses nothing

    Example: A claim is corrected, graded and settled
      When the analyst corrects the claim of "Ministry" on "ships sailed" to:
        | field  | value   |
        | stance | affirms |
      Then the belief in "ships sailed" rises
      And the ledger verifies

    Example: A proposition is settled
      When the analyst settles "ships sailed" as true because "the port's log is public"
      Then the ledger verifies

    Example: What is refused leaves no trace
      When the analyst reopens "ships sailed" because "it was another port"
      Then it is refused because "settled"
      And nothing is recorded
      And the ledger verifies
