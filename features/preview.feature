Feature: Previews
  Before a withdrawal or a correction is recorded, an editor wants to know what hangs on it.

  Background:
    Given the propositions:
      | proposition             | stage       | implies                 |
      | "talks are going on"    | negotiation |                         |
      | "containers were moved" | shipment    |                         |
      | "containers arrived"    | delivery    | "containers were moved" |
    And the claims:
      | recorded   | said       | publisher | origin    | basis     | stance  | proposition             |
      | 2031-08-31 | 2031-08-30 | "Wire"    | "State U" | told      | affirms | "talks are going on"    |
      | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | told      | affirms | "containers were moved" |
      | 2031-10-14 | 2031-10-13 | "Gazette" | "State U" | told      | affirms | "containers were moved" |
      | 2031-11-02 | 2031-11-01 |           | "Customs" | witnessed | affirms | "containers arrived"    |

  Rule: A preview tells every proposition, stage and rung that would be otherwise, and records nothing

    Example: The only witness of the arrival is about to withdraw
      When the analyst previews that the origin "Customs" withdraws what it said of "containers arrived" on 2031-11-20
      Then this would change:
        | what                    | from        | to       |
        | "containers were moved" | very likely | likely   |
        | "containers arrived"    | very likely | no basis |
        | shipment                | very likely | likely   |
        | delivery                | very likely | no basis |
        | the ladder              | delivery    | shipment |
      And nothing is recorded
      And the belief in "containers arrived" is unchanged

    Example: One of two outlets is about to withdraw, and the other carries it still
      When the analyst previews that the outlet "Gazette" withdraws its report of "containers were moved" on 2031-11-20
      Then this would change:
        | what                    | from        | to          |
        | "containers were moved" | very likely | very likely |
      And nothing is recorded

    Example: The denial that was coded as support
      When the analyst previews that the analyst corrects the claim of "Customs" on "containers arrived" to:
        | field  | value  |
        | stance | denies |
      Then this would change:
        | what                    | from        | to            |
        | "containers were moved" | very likely | likely        |
        | "containers arrived"    | very likely | very unlikely |
        | shipment                | very likely | likely        |
        | delivery                | very likely | very unlikely |
        | the ladder              | delivery    | shipment      |
      And nothing is recorded

    Example: A claim that was coded from the wrong document
      When the analyst previews that the analyst voids the claim of "State U" on "talks are going on" because "another deal"
      Then this would change:
        | what                 | from   | to       |
        | "talks are going on" | likely | no basis |
        | negotiation          | likely | no basis |
      And nothing is recorded

  Rule: What is previewed is what then happens

    Example: The witness does withdraw
      When the origin "Customs" withdraws what it said of "containers arrived" on 2031-11-20
      Then "containers were moved" is likely
      And "containers arrived" has no basis
      And the ladder stands at shipment

  Rule: A preview is refused as recording would be

    Example: A withdrawal before it was said
      When the analyst previews that the origin "Customs" withdraws what it said of "containers arrived" on 2031-10-01
      Then it is refused because "before it was said"
      And nothing is recorded

    Example: It was withdrawn already
      Given the origin "Customs" withdraws what it said of "containers arrived" on 2031-11-10
      When the analyst previews that the origin "Customs" withdraws what it said of "containers arrived" on 2031-11-20
      Then it is refused because "stands already"
      And nothing is recorded
