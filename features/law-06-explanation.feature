Feature: Law 6: The explanation adds up
  A number that cannot say why is no finding. Every voice has a term, the terms make the belief, each names its claims.

  Rule: One term for each voice and stance, and together they make the belief

    Example: A state with its echoes, a witness and a denial
      When these claims are recorded:
        | recorded   | said       | publisher | origin      | basis     | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U"   | told      | affirms | "containers were moved" |
        | 2031-10-13 | 2031-10-13 | "Gazette" | "State U"   | told      | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 |           | "Institute" | witnessed | affirms | "containers were moved" |
        | 2031-10-15 | 2031-10-15 |           | "Ministry"  | told      | denies  | "containers were moved" |
        | 2031-10-15 | 2031-10-15 | "Herald"  |             |           | affirms | "containers were moved" |
      Then the explanation of "containers were moved" is:
        | origin      | voice       | stance  | claims | remark           |
        | "State U"   | "State U"   | affirms | 2      | "echoes: 1"      |
        | "Institute" | "Institute" | affirms | 1      |                  |
        |             | "Herald"    | affirms | 1      | "origin unknown" |
        | "Ministry"  | "Ministry"  | denies  | 1      |                  |
      And the reason for "containers were moved" names the claim of "State U"
      And the reason for "containers were moved" names the claim of "Institute"
      And the reason for "containers were moved" names the claim of "Ministry"
      And the reason for "containers were moved" names the claim of "Herald"

    Example: So much support that the scale ends
      When these claims are recorded:
        | recorded   | said       | origin        | basis     | stance  | proposition           |
        | 2031-10-13 | 2031-10-13 | "Institute"   | witnessed | affirms | "debris was found"    |
        | 2031-10-14 | 2031-10-14 | "Inspectors"  | witnessed | affirms | "debris was found"    |
        | 2031-10-15 | 2031-10-15 | "Laboratory"  | witnessed | affirms | "debris was found"    |
        | 2031-10-16 | 2031-10-16 | "Joint panel" | witnessed | affirms | "debris was found"    |
        | 2031-10-17 | 2031-10-17 | "Auditors"    | witnessed | affirms | "debris was found"    |
      Then the explanation of "debris was found" is:
        | origin        | stance  |
        | "Institute"   | affirms |
        | "Inspectors"  | affirms |
        | "Laboratory"  | affirms |
        | "Joint panel" | affirms |
        | "Auditors"    | affirms |
      And the beliefs are:
        | proposition        | likelihood     | probability | confidence | origins |
        | "debris was found" | almost certain | 0.9900      | high       | 5       |

  Rule: The explanation says what a reader should know of a voice

    Example: What a party says in its own interest and against it
      Given the deal "engines for grain" between:
        | party       | role        | favours |
        | "State U"   | "supplier"  | denies  |
        | "Recipient" | "recipient" | denies  |
      When these claims are recorded:
        | recorded   | said       | origin      | stance  | proposition              |
        | 2031-10-17 | 2031-10-17 | "Recipient" | denies  | "munitions were shipped" |
        | 2031-10-18 | 2031-10-18 | "State U"   | affirms | "munitions were shipped" |
      Then the explanation of "munitions were shipped" is:
        | origin      | stance  | remark                         |
        | "Recipient" | denies  | "interested: self-serving"     |
        | "State U"   | affirms | "interested: against interest" |

    Example: What the analyst could not judge
      Given the sources:
        | source   | class | reliability |
        | "Herald" | press | F           |
      When these claims are recorded:
        | recorded   | said       | origin   | stance  | proposition              |
        | 2031-10-17 | 2031-10-17 | "Herald" | affirms | "munitions were shipped" |
      Then the explanation of "munitions were shipped" is:
        | origin   | remark                            |
        | "Herald" | "reliability F: cannot be judged" |

    Example: Support that comes from a higher stage
      Given the propositions:
        | proposition             | stage    | implies                 |
        | "containers were moved" | shipment |                         |
        | "containers arrived"    | delivery | "containers were moved" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition          |
        | 2031-10-13 | 2031-10-13 | "Customs" | affirms | "containers arrived" |
      Then the explanation of "containers were moved" is:
        | origin    | stance  | remark                              |
        | "Customs" | affirms | "inherited from containers-arrived" |
