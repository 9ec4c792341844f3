Feature: Law 7: What implies another is never believed more than it
  Nothing that arrived was not sent. Nothing that was sent has thereby arrived.

  Background:
    Given the propositions:
      | proposition             | stage       | implies                 |
      | "talks are going on"    | negotiation |                         |
      | "containers were moved" | shipment    |                         |
      | "containers arrived"    | delivery    | "containers were moved" |
      | "shells were fired"     | use         | "containers arrived"    |

  Rule: Who affirms a stage affirms what it implies

    Example: A customs officer saw the arrival
      When these claims are recorded:
        | recorded   | said       | origin    | basis     | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Customs" | witnessed | affirms | "containers arrived" |
      Then the beliefs are:
        | proposition             | likelihood  | origins | probability |
        | "containers arrived"    | very likely | 1       | 0.8264      |
        | "containers were moved" | very likely | 1       | 0.8264      |
        | "shells were fired"     | no basis    | 0       | no basis    |
        | "talks are going on"    | no basis    | 0       | no basis    |

    Example: It goes down more than one step
      When these claims are recorded:
        | recorded   | said       | origin       | basis     | stance  | proposition         |
        | 2031-12-13 | 2031-12-13 | "Inspectors" | witnessed | affirms | "shells were fired" |
      Then "containers were moved" is very likely
      And the ladder stands at use

    Example: One voice at two stages is one voice
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Customs" | affirms | "containers arrived" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Customs" | affirms | "containers were moved" |
      Then the belief in "containers were moved" is unchanged
      And the beliefs are:
        | proposition             | for | origins | reports |
        | "containers were moved" | 1   | 1       | 2       |

    Scenario Outline: One voice at two stages counts once, at its heaviest: <arrived> of the arrival, <moved> of the move
      When these claims are recorded:
        | recorded   | said       | origin    | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Customs" | <arrived> | affirms | "containers arrived"    |
        | 2031-10-14 | 2031-10-14 | "Customs" | <moved>   | affirms | "containers were moved" |
      Then the beliefs are:
        | proposition             | probability | for | reports |
        | "containers were moved" | 0.8264      | 1   | 2       |
        | "containers arrived"    | <belief>    | 1   | 1       |

      Examples:
        | arrived   | moved     | belief |
        | told      | witnessed | 0.6726 |
        | witnessed | told      | 0.8264 |

  Rule: Who denies a stage denies whatever implies it

    Example: The harbour master saw nothing leave
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Customs" | affirms | "containers arrived" |
      When these claims are recorded:
        | recorded   | said       | origin           | basis     | stance | proposition             |
        | 2031-10-14 | 2031-10-14 | "Harbour master" | witnessed | denies | "containers were moved" |
      Then the belief in "containers arrived" falls
      And the beliefs are:
        | proposition             | likelihood | for | against |
        | "containers were moved" | unlikely   | 1   | 1       |
        | "containers arrived"    | unlikely   | 1   | 1       |
        | "shells were fired"     | very unlikely | 0 | 1      |

    Example: That it did not arrive says nothing of its leaving
      Given the claims:
        | recorded   | said       | origin           | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Harbour master" | affirms | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance | proposition          |
        | 2031-10-14 | 2031-10-14 | "Customs" | denies | "containers arrived" |
      Then the belief in "containers were moved" is unchanged

  Rule: Nothing of a low stage raises a higher one

    Example: More and more witnesses of the shipment
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Customs" | affirms | "containers arrived" |
      When these claims are recorded:
        | recorded   | said       | origin           | basis     | stance  | proposition             |
        | 2031-10-14 | 2031-10-14 | "Harbour master" | witnessed | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Institute"      | witnessed | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "State W"        | deduced   | affirms | "talks are going on"    |
      Then the belief in "containers arrived" is unchanged
      And the belief in "shells were fired" is unchanged
      And "containers were moved" is at least very likely

    Example: Talks alone leave the ladder at talks
      When these claims are recorded:
        | recorded   | said       | origin    | basis     | stance  | proposition          |
        | 2031-08-31 | 2031-08-30 | "State U" | witnessed | affirms | "talks are going on" |
        | 2031-08-31 | 2031-08-30 | "State W" | witnessed | affirms | "talks are going on" |
      Then the ladder stands at negotiation
      And "containers were moved" has no basis

  Rule: An implication may not climb the ladder

    Example: Moving does not imply arriving
      When these propositions are recorded:
        | proposition           | stage    | implies             |
        | "a ship left harbour" | shipment | "shells were fired" |
      Then it is refused because "imply only what is of the same stage or lower"
      And nothing is recorded

    Example: A plan implies no deed
      When these propositions are recorded:
        | proposition             | about | stage    | implies                 |
        | "a delivery is planned" | plan  | delivery | "containers were moved" |
      Then it is refused because "a plan implies no deed"
      And nothing is recorded

    Example: What stands on no rung implies nothing that stands on one
      When these propositions are recorded:
        | proposition                | implies                 |
        | "the two states are close" | "containers were moved" |
      Then it is refused because "an implication may not climb the ladder"

  Rule: A verdict settles what follows from it, and none is given against what follows

    Example: What arrived was sent
      When the analyst settles "containers arrived" as true because "the recipient showed them"
      Then "containers were moved" is settled as true
      And "shells were fired" has no basis
      And the ladder stands at delivery

    Example: What was never sent never arrived
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition         |
        | 2031-10-13 | 2031-10-13 | "Customs" | affirms | "shells were fired" |
      When the analyst settles "containers were moved" as false because "the port had burnt down"
      Then "containers arrived" is settled as false
      And "shells were fired" is settled as false
      And the belief in "shells were fired" falls

    Example: Arrived, though settled as never sent
      Given 2031-10-31 passes
      And the analyst settles "containers were moved" as false because "the port had burnt down"
      When the analyst settles "shells were fired" as true because "debris was found"
      Then it is refused because "which is settled as false"
      And nothing is recorded

    Example: Never sent, though settled as arrived
      Given 2031-10-31 passes
      And the analyst settles "containers arrived" as true because "the recipient showed them"
      When the analyst settles "containers were moved" as false because "the port had burnt down"
      Then it is refused because "the verdict contradicts another"
      And nothing is recorded

    Example: Undeterminable settles nothing else
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Customs" | affirms | "containers arrived" |
      When the analyst settles "containers were moved" as undeterminable because "no record survives"
      Then the belief in "containers arrived" is unchanged
      And the belief in "containers were moved" is unchanged
