Feature: Figures
  Numbers travel faster than the words around them, and lose their dates, their units and their doubts.

  Rule: Two figures contradict each other only where both cannot be true

    Background:
      Given the propositions:
        | proposition          | stage    | unit         | counted  |
        | "containers shipped" | shipment | "containers" | total by |

    Scenario Outline: Two states give a figure for the same day
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition          | value   | period     |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "containers shipped" | <one>   | 2031-10-13 |
        | 2031-10-14 | 2031-10-14 | "State W" | affirms | "containers shipped" | <other> | 2031-10-13 |
      Then the answers for "containers shipped" are:
        | value   | consistent |
        | <one>   | <agree>    |
        | <other> | <agree>    |

      Examples:
        | one     | other   | agree |
        | 1000    | ~1050   | yes   |
        | 1000    | ~1200   | no    |
        | >1000   | <900    | no    |
        | >=1000  | <=1000  | yes   |
        | 900/1100 | 1100   | yes   |
        | 900/1100 | 1101   | no    |

    Example: A range that was narrowed later
      Given the claims:
        | recorded   | said       | origin      | stance  | proposition          | value     | period     |
        | 2031-10-13 | 2031-10-13 | "Institute" | affirms | "containers shipped" | 500/2000  | 2031-10-13 |
      When "Institute" restates "containers shipped" as:
        | recorded   | said       | value    |
        | 2031-11-02 | 2031-11-01 | 900/1100 |
      Then the answers for "containers shipped" are:
        | value    | origins | consistent |
        | 900/1100 | 1       | yes        |

    Example: An embargoed figure comes out twice
      Given the claims:
        | recorded   | said       | publisher | origin  | occasion             | stance  | proposition          | value | period  |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Panel" | "embargoed briefing" | affirms | "containers shipped" | 1800  | 2031-09 |
      When these claims are recorded:
        | recorded   | said       | publisher | origin  | occasion             | stance  | proposition          | value | period  |
        | 2031-10-15 | 2031-10-13 | "Gazette" | "Panel" | "embargoed briefing" | affirms | "containers shipped" | 1800  | 2031-09 |
      Then the answers for "containers shipped" are:
        | value | origins | reports | consistent |
        | 1800  | 1       | 2       | yes        |

    Example: A typist's zero
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition          | value | period     |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "containers shipped" | 3000  | 2031-10-13 |
        | 2031-10-13 | 2031-10-13 | "Gazette" | "State W" | affirms | "containers shipped" | 300   | 2031-10-13 |
      When the analyst corrects the claim of "State U" on "containers shipped" to:
        | field | value |
        | value | 300   |
      Then the answers for "containers shipped" are:
        | value | origins | consistent |
        | 300   | 2       | yes        |

    Example: A total without a date is taken to speak of the same time as any other
      When these claims are recorded:
        | recorded   | said       | origin       | stance  | proposition          | value | period  |
        | 2031-10-13 | 2031-10-13 | "State U"    | affirms | "containers shipped" | 300   |         |
        | 2033-05-23 | 2033-05-22 | "Joint team" | affirms | "containers shipped" | 4000  | 2033-05 |
      Then the answers for "containers shipped" are:
        | by      | value | consistent |
        |         | 300   | no         |
        | 2033-05 | 4000  | no         |

    Example: Without the wire there is no figure at all
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition          | value | period  |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "containers shipped" | 1800  | 2031-09 |
      When the origin "State U" withdraws what it said of "containers shipped" on 2031-10-20
      Then the beliefs are:
        | proposition          | origins | reports |
        | "containers shipped" | 0       | 0       |

  Rule: A figure is given where one is asked for, and nowhere else

    Example: A yes-no question gets a number
      Given the propositions:
        | proposition      | stage    |
        | "shells arrived" | delivery |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition      | value |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "shells arrived" | 300   |
      Then it is refused because "a claim on it has no value"
      And nothing is recorded

    Example: A question of how many gets a yes
      Given the propositions:
        | proposition       | unit     |
        | "shells that came" | "shells" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition       |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "shells that came" |
      Then it is refused because "says which value"
      And nothing is recorded

    Example: No comment on a figure needs none
      Given the propositions:
        | proposition       | unit     |
        | "shells that came" | "shells" |
      When these claims are recorded:
        | recorded   | said       | origin    | stance   | proposition       |
        | 2031-10-13 | 2031-10-13 | "State U" | declines | "shells that came" |
      Then the beliefs are:
        | proposition       | reports | origins |
        | "shells that came" | 1       | 0       |

  Rule: Questions that have several answers take several

    Example: Two ports of call
      Given the propositions:
        | proposition      | stage    | answers |
        | "ports of call" | shipment | several |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition     | value        |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "ports of call" | {Rajin,...}  |
        | 2031-10-14 | 2031-10-14 | "State W" | affirms | "ports of call" | {Dunai,...}  |
      Then the answers for "ports of call" are:
        | value       | origins | consistent |
        | {Rajin,...} | 1       | yes        |
        | {Dunai,...} | 1       | yes        |

    Example: An open list and one that is closed without it
      Given the propositions:
        | proposition        | answers |
        | "kinds of weapons" | several |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition        | value            |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "kinds of weapons" | {rockets,...}    |
        | 2031-10-14 | 2031-10-14 | "State W" | affirms | "kinds of weapons" | {rifles,shells}  |
      Then the answers for "kinds of weapons" are:
        | value           | consistent |
        | {rockets,...}   | no         |
        | {rifles,shells} | no         |
