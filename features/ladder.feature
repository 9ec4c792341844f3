Feature: The ladder
  Talks, an agreement, a shipment, a delivery: each step is believed on its own evidence.

  Background:
    Given the propositions:
      | proposition              | stage       | implies                  |
      | "an envoy came"          | visit       |                          |
      | "talks were held"        | negotiation |                          |
      | "a contract was signed"  | agreement   |                          |
      | "munitions were shipped" | shipment    |                          |
      | "munitions arrived"      | delivery    | "munitions were shipped" |

  Rule: The ladder stands at the highest stage that is likely, whatever lies between

    Example: A shipment without a known contract
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-08-31 | 2031-08-30 | "State W"   | told      | affirms | "talks were held"        |
        | 2031-10-16 | 2031-10-16 | "Institute" | witnessed | affirms | "munitions were shipped" |
      Then the ladder stands at shipment
      And "a contract was signed" has no basis

    Example: A contract that is as likely as not is no rung
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-08-31 | 2031-08-30 | "State W" | affirms | "an envoy came"         |
        | 2031-09-10 | 2031-09-09 | "State W" | affirms | "a contract was signed" |
        | 2031-09-11 | 2031-09-10 | "State V" | denies  | "a contract was signed" |
      Then the ladder stands at visit
      And "a contract was signed" is roughly even chance

    Example: A stage is as likely as the likeliest of its deeds
      Given the propositions:
        | proposition              | stage       |
        | "a ship was loaded"      | shipment    |
        | "an aircraft was loaded" | shipment    |
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance  | proposition              |
        | 2031-10-16 | 2031-10-16 | "Institute" | witnessed | affirms | "a ship was loaded"      |
        | 2031-10-16 | 2031-10-16 | "Institute" | witnessed | denies  | "an aircraft was loaded" |
      Then the ladder stands at shipment

    Example: When the official's claim is withdrawn
      Given the claims:
        | recorded   | said       | origin     | stance  | proposition              |
        | 2031-08-31 | 2031-08-30 | "Official" | affirms | "talks were held"        |
        | 2031-10-01 | 2031-10-01 | "Official" | affirms | "munitions were shipped" |
      When the origin "Official" withdraws what it said of "munitions were shipped" on 2031-10-05
      Then the ladder stands at most at negotiation
      And the explanation of "talks were held" is:
        | origin     | stance  | claims |
        | "Official" | affirms | 1      |

    Example: A sanction is no step of the deal
      Given the propositions:
        | proposition              | stage    |
        | "sanctions were imposed" | response |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | mode | proposition              |
        | 2031-11-30 | 2031-11-30 | "State W" | affirms | act  | "sanctions were imposed" |
      Then "sanctions were imposed" is very likely
      And the ladder stands at no stage

    Example: A verdict takes the ladder up, and reopening takes it down
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition       |
        | 2031-08-31 | 2031-08-30 | "State W" | affirms | "talks were held" |
      And the analyst settles "munitions arrived" as true because "the panel saw them"
      When the analyst reopens "munitions arrived" because "the panel saw others"
      Then the ladder stands at negotiation
      And "munitions arrived" has no basis
      And the beliefs are:
        | recorded by | proposition              | likelihood      |
        | 2031-09-01  | "munitions arrived"      | settled as true |
        | 2031-09-01  | "munitions were shipped" | settled as true |
