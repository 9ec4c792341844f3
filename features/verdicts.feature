Feature: Verdicts
  A verdict ends an argument for as long as it stands. It is given with its reasons, and can be reopened.

  Rule: A verdict stands above all evidence until it is reopened

    Background:
      Given the claims:
        | recorded   | said       | origin    | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "State U" | witnessed | affirms | "containers were moved" |

    Example: What comes in later changes nothing that is settled
      Given the analyst settles "containers were moved" as true because "the minutes were published"
      When these claims are recorded:
        | recorded   | said       | origin       | basis     | stance | proposition             |
        | 2031-12-13 | 2031-12-13 | "Inspectors" | witnessed | denies | "containers were moved" |
      Then the belief in "containers were moved" is unchanged
      And "containers were moved" is settled as true

    Example: Reopened, it is believed with all that came in meanwhile
      Given the analyst settles "containers were moved" as true because "the minutes were published"
      And the claims:
        | recorded   | said       | origin       | basis     | stance | proposition             |
        | 2031-12-13 | 2031-12-13 | "Inspectors" | witnessed | denies | "containers were moved" |
      When the analyst reopens "containers were moved" because "the minutes were forged"
      Then "containers were moved" is roughly even chance
      And the belief in "containers were moved" falls

    Example: Settled again, the other way
      Given the analyst settles "containers were moved" as true because "the minutes were published"
      And the analyst reopens "containers were moved" because "the minutes were forged"
      When the analyst settles "containers were moved" as false because "the crane log shows none"
      Then "containers were moved" is settled as false
      And the beliefs are:
        | recorded by | proposition             | likelihood       |
        | 2031-10-13  | "containers were moved" | very likely      |
        | 2031-10-14  | "containers were moved" | settled as true  |
        | 2031-10-15  | "containers were moved" | very likely      |
        | 2031-10-16  | "containers were moved" | settled as false |

    Example: A court leaves it open
      When the analyst settles "containers were moved" as undeterminable because "the log burnt with the harbour office"
      Then the belief in "containers were moved" is unchanged
      And "containers were moved" is very likely

    Example: The changes show when it was settled and when that fell
      Given the analyst settles "containers were moved" as false because "another harbour"
      When the analyst reopens "containers were moved" because "it was this one after all"
      Then the changes are:
        | recorded   | event                  | from             | to               |
        | 2031-10-13 | "claim recorded"       | no basis         | very likely      |
        | 2031-10-14 | "proposition settled"  | very likely      | settled as false |
        | 2031-10-15 | "proposition reopened" | settled as false | very likely      |

  Rule: A question of how many is settled with its answer

    Background:
      Given the propositions:
        | proposition          | stage    | unit         | counted  |
        | "containers shipped" | shipment | "containers" | total by |
      And the claims:
        | recorded   | said       | origin    | stance  | proposition          | value | period     |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "containers shipped" | >300  | 2031-10-13 |

    Example: The panel publishes the figure
      When the analyst settles "containers shipped" as 4127 because "the panel counted the manifests"
      Then the ledger verifies

    Example: True is no number
      When the analyst settles "containers shipped" as true because "the panel counted the manifests"
      Then it is refused because "says which value"
      And nothing is recorded

    Example: A number is no answer to yes or no
      Given the propositions:
        | proposition     | stage    |
        | "a ship sailed" | shipment |
      When the analyst settles "a ship sailed" as 4127 because "the panel counted the manifests"
      Then it is refused because "its verdict has no value"
      And nothing is recorded
