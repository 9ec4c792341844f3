Feature: The offer
  Two papers report that a bidder has approached a target. Both companies are listed, and bound to say what is true.

  Background:
    Given the sources:
      | source  | kind         | class   | reliability |
      | "Birch" | organisation | company | A           |
      | "Alder" | organisation | company | A           |
    And the deal "the offer for Alder" between:
      | party   | role     |
      | "Birch" | "bidder" |
      | "Alder" | "target" |
    And the propositions:
      | proposition               | about | stage       |
      | "an approach was made"    | deed  | contact     |
      | "talks are under way"     | deed  | negotiation |
      | "an agreement was signed" | deed  | agreement   |
      | "the offer was completed" | deed  |             |
      | "an offer is planned"     | plan  | agreement   |

  Rule: People familiar with the matter are nobody in particular

    Example: Two papers, no names
      When these claims are recorded:
        | recorded   | said       | publisher | origin  | stance  | proposition            |
        | 2031-05-04 | 2031-05-04 | "Ledger"  | unnamed | affirms | "an approach was made" |
        | 2031-05-04 | 2031-05-04 | "Courier" | unnamed | affirms | "an approach was made" |
      Then the beliefs are:
        | proposition            | likelihood | confidence | origins | for |
        | "an approach was made" | likely     | low        | 0       | 2   |

    Example: They had it from one dinner
      Given the claims:
        | recorded   | said       | publisher | origin  | occasion             | stance  | proposition            |
        | 2031-05-04 | 2031-05-04 | "Ledger"  | unnamed | "the bankers' dinner" | affirms | "an approach was made" |
      When these claims are recorded:
        | recorded   | said       | publisher | origin  | occasion             | stance  | proposition            |
        | 2031-05-04 | 2031-05-04 | "Courier" | unnamed | "the bankers' dinner" | affirms | "an approach was made" |
      Then the belief in "an approach was made" is unchanged

    Example: The banker turns out to be paid by the result
      Given the claims:
        | recorded   | said       | publisher | origin   | stance  | proposition            |
        | 2031-05-04 | 2031-05-04 | "Ledger"  | "Banker" | affirms | "an approach was made" |
      When these relations are recorded:
        | recorded   | source   | relation   | other                 | direction |
        | 2031-05-20 | "Banker" | gains from | "the offer for Alder" | affirms   |
      Then "an approach was made" has no basis
      And the beliefs are:
        | recorded by | proposition            | likelihood | interested |
        | 2031-05-19  | "an approach was made" | likely     | 0          |
        | 2031-05-20  | "an approach was made" | no basis   | 1          |

  Rule: A listed company is bound to say what is true, and what it signs is settled by an analyst

    Example: "We do not comment on market rumours"
      Given the claims:
        | recorded   | said       | publisher | origin  | stance  | proposition            |
        | 2031-05-04 | 2031-05-04 | "Ledger"  | unnamed | affirms | "an approach was made" |
      When these claims are recorded:
        | recorded   | said       | origin  | stance   | proposition            |
        | 2031-05-05 | 2031-05-05 | "Birch" | declines | "an approach was made" |
      Then the belief in "an approach was made" is unchanged
      And the matrix is:
        | voice    | proposition            | stance   | claims |
        | "Ledger" | "an approach was made" | affirms  | 1      |
        | "Birch"  | "an approach was made" | declines | 1      |
        | "Alder"  |                        | silent   |        |

    Example: The target confirms that it was approached
      Given the claims:
        | recorded   | said       | publisher | origin  | stance  | proposition            |
        | 2031-05-04 | 2031-05-04 | "Ledger"  | unnamed | affirms | "an approach was made" |
      When these claims are recorded:
        | recorded   | said       | origin  | basis     | stance  | proposition            |
        | 2031-05-06 | 2031-05-06 | "Alder" | witnessed | affirms | "an approach was made" |
      Then "an approach was made" is very likely
      And the beliefs are:
        | recorded by | proposition            | likelihood  | origins |
        | 2031-05-04  | "an approach was made" | likely      | 0       |
        | 2031-05-06  | "an approach was made" | very likely | 1       |

    Example: The bidder confirms to the exchange what it had denied to the press
      Given the claims:
        | recorded   | said       | publisher | origin  | stance | proposition            |
        | 2031-05-05 | 2031-05-05 | "Ledger"  | "Birch" | denies | "an approach was made" |
      When "Birch" restates "an approach was made" as:
        | recorded   | said       | publisher  | basis     | stance  |
        | 2031-05-11 | 2031-05-11 | "Exchange" | witnessed | affirms |
      Then "an approach was made" is very likely
      And the beliefs are:
        | said by    | proposition            | likelihood |
        | 2031-05-10 | "an approach was made" | unlikely   |
      And the ladder stands at contact

    Example: Both sign one announcement
      Given the claims:
        | recorded   | said       | origin  | occasion           | stance  | mode | proposition               |
        | 2031-07-01 | 2031-07-01 | "Birch" | "the announcement" | affirms | act  | "an agreement was signed" |
        | 2031-07-01 | 2031-07-01 | "Alder" | "the announcement" | affirms | act  | "an agreement was signed" |
      When the analyst settles "an agreement was signed" as true because "both filed it with the exchange"
      Then "an agreement was signed" is settled as true
      And the ladder stands at agreement
      And the beliefs are:
        | recorded by | proposition               | for | likelihood  |
        | 2031-07-01  | "an agreement was signed" | 1   | very likely |

  Rule: What is planned, expected or advised has not happened

    Example: The broker expects a closing by autumn
      When these claims are recorded:
        | recorded   | said       | origin   | stance  | mode     | proposition               |
        | 2031-07-02 | 2031-07-02 | "Broker" | affirms | forecast | "the offer was completed" |
        | 2031-07-02 | 2031-07-02 | "Broker" | affirms | opinion  | "talks are under way"     |
      Then "the offer was completed" has no basis
      And "talks are under way" has no basis

    Example: A firm intention to make an offer
      When these claims are recorded:
        | recorded   | said       | origin  | basis     | stance  | mode      | proposition           |
        | 2031-05-20 | 2031-05-20 | "Birch" | witnessed | affirms | intention | "an offer is planned" |
      Then "an offer is planned" is very likely
      And the ladder stands at no stage

    Example: The deadline for an offer passes in silence
      Given the claims:
        | recorded   | said       | origin  | stance  | mode      | proposition           |
        | 2031-05-20 | 2031-05-20 | "Birch" | affirms | intention | "an offer is planned" |
      When 2031-06-17 passes
      Then the belief in "an offer is planned" is unchanged
      And nothing is recorded

  Rule: A price is the price of its day

    Background:
      Given the propositions:
        | proposition         | unit    |
        | "pence for a share" | "pence" |

    Example: The papers have a range, the bidder a number
      When these claims are recorded:
        | recorded   | said       | publisher | origin  | stance  | proposition         | value   |
        | 2031-05-04 | 2031-05-04 | "Ledger"  | unnamed | affirms | "pence for a share" | 410/430 |
        | 2031-05-20 | 2031-05-20 |           | "Birch" | affirms | "pence for a share" | 425     |
      Then the answers for "pence for a share" are:
        | value   | origins | consistent |
        | 410/430 | 0       | yes        |
        | 425     | 1       | yes        |

    Example: The offer is raised
      Given the claims:
        | recorded   | said       | origin  | stance  | proposition         | value |
        | 2031-05-20 | 2031-05-20 | "Birch" | affirms | "pence for a share" | 425   |
      When "Birch" restates "pence for a share" as:
        | recorded   | said       | value |
        | 2031-06-02 | 2031-06-02 | 450   |
      Then the answers for "pence for a share" are:
        | value | origins | consistent |
        | 450   | 1       | yes        |
