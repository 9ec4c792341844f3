Feature: Linchpins
  A finding that rests on one photograph should say so before its reader finds out.

  Rule: The linchpin is the fewest sources without which something else would be believed

    Example: Two states, one news agency
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Wire"    | "State W" | affirms | "containers were moved" |
      Then the linchpin of "containers were moved" is:
        | source |
        | "Wire" |
      And the beliefs are:
        | proposition             | origins | likelihood |
        | "containers were moved" | 2       | likely     |

    Example: One origin in two papers
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-13 | "Gazette" | "State U" | affirms | "containers were moved" |
      Then the linchpin of "containers were moved" is:
        | source    |
        | "State U" |

    Example: A satellite company that two think tanks read
      When these claims are recorded:
        | recorded   | said       | speaker       | origin             | basis   | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Institute"   | "Satellite vendor" | deduced | affirms | "containers were moved" |
        | 2031-10-20 | 2031-10-20 | "Observatory" | "Satellite vendor" | deduced | affirms | "containers were moved" |
      Then the linchpin of "containers were moved" is:
        | source             |
        | "Satellite vendor" |

    Example: Two witnesses, either of whom would do
      When these claims are recorded:
        | recorded   | said       | origin      | basis     | stance  | proposition        |
        | 2031-10-13 | 2031-10-13 | "Institute" | witnessed | affirms | "debris was found" |
        | 2031-10-14 | 2031-10-14 | "Customs"   | witnessed | affirms | "debris was found" |
      Then the linchpin of "debris was found" is:
        | source                 |
        | "Institute", "Customs" |

    Example: The one denial that keeps it open
      When these claims are recorded:
        | recorded   | said       | origin        | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "State U"     | affirms | "containers were moved" |
        | 2031-10-14 | 2031-10-14 | "Port agency" | denies  | "containers were moved" |
      Then the linchpin of "containers were moved" is:
        | source        |
        | "State U"     |
        | "Port agency" |

  Rule: Who rests on the same image is left out with it

    Example: Without the image
      Given the claims:
        | recorded   | said       | publisher | speaker       | origin             | basis   | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Institute"   | "Satellite vendor" | deduced | affirms | "containers were moved" |
        | 2031-10-20 | 2031-10-20 | "Gazette" | "Observatory" | "Satellite vendor" | deduced | affirms | "containers were moved" |
        | 2031-10-21 | 2031-10-21 | "Wire"    |               | "State W"          | told    | affirms | "containers were moved" |
      When the analyst asks what was believed:
        | without            |
        | "Satellite vendor" |
      Then the beliefs are:
        | proposition             | origins | reports |
        | "containers were moved" | 1       | 1       |

    Example: Without the agency and the vendor nothing is left
      Given the claims:
        | recorded   | said       | publisher | origin             | stance  | proposition             |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State W"          | affirms | "containers were moved" |
        | 2031-10-20 | 2031-10-20 | "Gazette" | "Satellite vendor" | affirms | "containers were moved" |
      When the analyst asks what was believed:
        | without                    |
        | "Wire"                     |
        | "Wire", "Satellite vendor" |
      Then the beliefs are:
        | without                    | proposition             | likelihood |
        | "Wire"                     | "containers were moved" | likely     |
        | "Wire", "Satellite vendor" | "containers were moved" | no basis   |
