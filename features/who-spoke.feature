Feature: Who has spoken, and who has not
  A silence can be the loudest entry of a file. It is not a claim, and it is not nothing.

  Background:
    Given the deal "engines for grain" between:
      | party       | role        | favours |
      | "State U"   | "supplier"  | denies  |
      | "Recipient" | "recipient" | denies  |

  Rule: The matrix shows each voice by what it says, and the parties that say nothing

    Example: The recipient keeps silent
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State W" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "State U" | denies  | "containers were moved" |
      Then the matrix is:
        | voice       | proposition             | stance  | claims |
        | "State W"   | "containers were moved" | affirms | 1      |
        | "State U"   | "containers were moved" | denies  | 1      |
        | "Recipient" |                         | silent  |        |

    Example: A refusal to comment is no silence
      When these claims are recorded:
        | recorded   | said       | origin      | stance   | proposition             |
        | 2031-10-13 | 2031-10-13 | "State W"   | affirms  | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Recipient" | declines | "containers were moved" |
      Then the matrix is:
        | voice       | proposition             | stance   | claims |
        | "State W"   | "containers were moved" | affirms  | 1      |
        | "Recipient" | "containers were moved" | declines | 1      |
        | "State U"   |                         | silent   |        |

    Example: A spokesman breaks the silence of his government
      Given the relations:
        | source      | relation   | other     |
        | "Spokesman" | speaks for | "State U" |
      When these claims are recorded:
        | recorded   | said       | origin      | stance     | proposition             |
        | 2031-10-14 | 2031-10-14 | "Spokesman" | challenges | "containers were moved" |
      Then the matrix is:
        | voice       | proposition             | stance     | claims |
        | "Spokesman" | "containers were moved" | challenges | 1      |
        | "Recipient" |                         | silent     |        |

    Example: From when to when one voice said so
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "Wire"    | "State W" | affirms | "containers were moved" |
        | 2031-11-20 | 2031-11-19 | "Gazette" | "State W" | affirms | "containers were moved" |
      Then the matrix is:
        | voice       | proposition             | stance  | claims | first      | last       |
        | "State W"   | "containers were moved" | affirms | 2      | 2031-10-12 | 2031-11-19 |
        | "State U"   |                         | silent  |        |            |            |
        | "Recipient" |                         | silent  |        |            |            |

    Example: What was taken back is shown as that
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-12 | "State W" | affirms | "containers were moved" |
      When the origin "State W" withdraws what it said of "containers were moved" on 2031-10-20
      Then the matrix is:
        | voice       | proposition             | stance  | claims | taken back |
        | "State W"   | "containers were moved" | affirms | 0      | 1          |
        | "State U"   |                         | silent  |        |            |
        | "Recipient" |                         | silent  |        |            |

    Example: From denying to declining, as a row of its own
      Given the claims:
        | recorded   | said       | origin    | stance | proposition             |
        | 2031-10-13 | 2031-10-12 | "State U" | denies | "containers were moved" |
      When "State U" restates "containers were moved" as:
        | recorded   | said       | stance   |
        | 2031-10-20 | 2031-10-19 | declines |
      Then the matrix is:
        | voice       | proposition             | stance   | claims | taken back |
        | "State U"   | "containers were moved" | denies   | 0      | 1          |
        | "State U"   | "containers were moved" | declines | 1      | 0          |
        | "Recipient" |                         | silent   |        |            |

  Rule: Silence on one question is no answer to another

    Example: Asked about shells, they spoke of tractors
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State W" | affirms | "shells were delivered" |
      When these claims are recorded:
        | recorded   | said       | origin      | stance  | proposition               |
        | 2031-10-14 | 2031-10-14 | "Recipient" | affirms | "tractors were delivered" |
      Then the belief in "shells were delivered" is unchanged
      And the matrix is:
        | voice       | proposition               | stance  | claims |
        | "State W"   | "shells were delivered"   | affirms | 1      |
        | "Recipient" | "tractors were delivered" | affirms | 1      |
        | "State U"   |                           | silent  |        |

    Example: As said by an earlier day, a later voice is not there yet
      Given the claims:
        | recorded   | said       | origin      | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State W"   | affirms | "shells were delivered" |
        | 2031-11-14 | 2031-11-14 | "Recipient" | denies  | "shells were delivered" |
      When the analyst asks what was believed:
        | said by    |
        | 2031-10-31 |
      Then the matrix is:
        | voice       | proposition             | stance  | claims |
        | "State W"   | "shells were delivered" | affirms | 1      |
        | "State U"   |                         | silent  |        |
        | "Recipient" |                         | silent  |        |
      And the beliefs are:
        | said by    | proposition             | against |
        | 2031-10-31 | "shells were delivered" | 0       |
