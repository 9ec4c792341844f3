Feature: Filing
  Not every sentence worth keeping answers a question that has been put already.

  Rule: A claim may be kept before anybody knows what it speaks to

    Background:
      Given the propositions:
        | proposition          | stage    | unit  | counted  |
        | "containers shipped" | shipment | "TEU" | total by |
      And the claims:
        | recorded   | said       | publisher | origin    | stance  | statement                          |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State U" | affirms | "a vessel took on military stores" |

    Example: Until it is filed it moves nothing
      When these propositions are recorded:
        | proposition            | stage    |
        | "stores were embarked" | shipment |
      Then "stores were embarked" has no basis
      And the claims are:
        | source    | statement                          | status   | counts |
        | "State U" | "a vessel took on military stores" | standing | no     |

    Example: Filed, it counts from when it was said
      Given the propositions:
        | proposition            | stage    |
        | "stores were embarked" | shipment |
      When these filings are recorded:
        | source    | statement                          | proposition            |
        | "State U" | "a vessel took on military stores" | "stores were embarked" |
      Then the beliefs are:
        | recorded by | said by    | proposition            | likelihood |
        | 2031-10-13  | 2031-10-12 | "stores were embarked" | no basis   |
        | 2031-10-14  | 2031-10-11 | "stores were embarked" | no basis   |
        | 2031-10-14  | 2031-10-12 | "stores were embarked" | likely     |
      And the claims are:
        | source    | proposition            | statement                          | said       | status   | counts |
        | "State U" | "stores were embarked" | "a vessel took on military stores" | 2031-10-12 | standing | yes    |

    Example: A sentence with a number answers a question of how many
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | statement                  | value |
        | 2031-10-14 | 2031-10-14 | "Wire"    | "State W" | affirms | "310 containers were seen" | 310   |
      When these filings are recorded:
        | source    | statement                  | proposition          |
        | "State W" | "310 containers were seen" | "containers shipped" |
      Then the answers for "containers shipped" are:
        | value | origins |
        | 310   | 1       |
      And the claims are:
        | source    | proposition          | statement                          | value |
        | "State W" | "containers shipped" | "310 containers were seen"         | 310   |
        | "State U" |                      | "a vessel took on military stores" |       |

    Example: It was filed under the wrong question
      Given the propositions:
        | proposition            | stage    |
        | "stores were embarked" | shipment |
        | "stores were landed"   | delivery |
      And these filings are recorded:
        | source    | statement                          | proposition          |
        | "State U" | "a vessel took on military stores" | "stores were landed" |
      When these filings are recorded:
        | source    | statement                          | proposition            |
        | "State U" | "a vessel took on military stores" | "stores were embarked" |
      Then it is refused because "void it and record it anew"
      And nothing is recorded

    Example: A sentence without a number answers no question of how many
      When these filings are recorded:
        | source    | statement                          | proposition          |
        | "State U" | "a vessel took on military stores" | "containers shipped" |
      Then it is refused because "says which value"
      And nothing is recorded

    Example: What is unfiled cannot be confirmed
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | statement                     |
        | 2031-10-14 | 2031-10-12 | "Gazette" | "State W" | affirms | "a vessel took on some stores" |
      When these claims are recorded:
        | recorded   | said       | origin      | credibility | stance  | statement                  |
        | 2031-10-15 | 2031-10-12 | "Institute" | 1           | affirms | "stores went to the pier" |
      Then it is refused because "an unfiled claim cannot be confirmed"
      And nothing is recorded
