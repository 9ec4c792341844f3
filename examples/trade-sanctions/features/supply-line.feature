Feature: A line of supply
  Machine tools under export control are said to reach a plant through a trader in a third country.

  Background:
    Given the deal "spindles for the plant" between:
      | party    | role        | favours |
      | "Maker"  | "exporter"  | denies  |
      | "Trader" | "consignee" | denies  |
      | "Plant"  | "end user"  | denies  |
    And the propositions:
      | proposition                 | stage    | implies                 |
      | "the trader ordered them"   | order    |                         |
      | "spindles were exported"    | shipment |                         |
      | "spindles reached a trader" | delivery | "spindles were exported" |
      | "spindles run at the plant" | use      | "spindles reached a trader" |

  Rule: A company's denial weighs nearly nothing, what it let slip weighs much

    Example: "We never sold to that plant"
      When these claims are recorded:
        | recorded   | said       | origin  | stance | proposition              |
        | 2031-03-02 | 2031-03-01 | "Maker" | denies | "spindles were exported" |
      Then "spindles were exported" has no basis
      And the beliefs are:
        | proposition              | against | interested |
        | "spindles were exported" | 1       | 1          |

    Example: "We comply with all regulations" is not even a denial
      When these claims are recorded:
        | recorded   | said       | origin  | stance   | proposition              | statement                        |
        | 2031-03-02 | 2031-03-01 | "Maker" | declines | "spindles were exported" | "we comply with all regulations" |
      Then "spindles were exported" has no basis
      And the beliefs are:
        | proposition              | against | reports |
        | "spindles were exported" | 0       | 1       |

    Example: An engineer of the plant thanks the maker in a trade journal
      Given the relations:
        | source     | relation        | other   |
        | "Engineer" | affiliated with | "Plant" |
      When these claims are recorded:
        | recorded   | said    | publisher       | origin     | basis     | stance  | proposition                 |
        | 2031-04-10 | 2031-04 | "Trade journal" | "Engineer" | witnessed | affirms | "spindles run at the plant" |
      Then "spindles run at the plant" is very likely
      And "spindles were exported" is very likely
      And the ladder stands at use
      And the explanation of "spindles run at the plant" is:
        | origin     | stance  | direction        |
        | "Engineer" | affirms | against interest |

  Rule: A register is one voice, however many copy it

    Example: Three data vendors sell one customs register
      Given the sources:
        | source             | kind    | class  |
        | "Customs register" | dataset | sensor |
      And the claims:
        | recorded   | said       | publisher  | origin             | basis | stance  | proposition              |
        | 2031-03-05 | 2031-02-28 | "Vendor A" | "Customs register" | read  | affirms | "spindles were exported" |
      When 2 more outlets repeat what "Customs register" said of "spindles were exported"
      Then the belief in "spindles were exported" is unchanged
      And the linchpin of "spindles were exported" is:
        | source             |
        | "Customs register" |

    Example: The register's office strikes the entry
      Given the claims:
        | recorded   | said       | publisher  | origin             | stance  | proposition              |
        | 2031-03-05 | 2031-02-28 | "Vendor A" | "Customs register" | affirms | "spindles were exported" |
        | 2031-03-06 | 2031-02-28 | "Vendor B" | "Customs register" | affirms | "spindles were exported" |
      When the analyst previews that the origin "Customs register" withdraws what it said of "spindles were exported" on 2031-04-01
      Then this would change:
        | what                     | from     | to       |
        | "spindles were exported" | likely   | no basis |
        | shipment                 | likely   | no basis |
        | the ladder               | shipment | no stage |
      And nothing is recorded

  Rule: Who owns the witness may be the accused

    Example: The freight agent who saw nothing belongs to the trader
      Given the claims:
        | recorded   | said       | origin          | basis     | stance | proposition                 |
        | 2031-03-10 | 2031-03-10 | "Freight agent" | witnessed | denies | "spindles reached a trader" |
      When these relations are recorded:
        | recorded   | source          | relation | other    |
        | 2031-06-01 | "Freight agent" | owned by | "Trader" |
      Then "spindles reached a trader" has no basis
      And the beliefs are:
        | recorded by | proposition                 | likelihood    | interested |
        | 2031-05-31  | "spindles reached a trader" | very unlikely | 0          |
        | 2031-06-01  | "spindles reached a trader" | no basis      | 1          |

    Example: Two shell companies turn out to be one
      Given the claims:
        | recorded   | said       | origin        | stance  | proposition               |
        | 2031-03-10 | 2031-03-10 | "Northlight"  | affirms | "the trader ordered them" |
        | 2031-03-11 | 2031-03-11 | "Polar Stars" | affirms | "the trader ordered them" |
      When these relations are recorded:
        | recorded   | source        | relation | other        |
        | 2031-06-01 | "Polar Stars" | same as  | "Northlight" |
      Then the belief in "the trader ordered them" is as it was recorded by 2031-03-10

    Example: The ship that was somewhere else had another name
      Given the claims:
        | recorded   | said       | origin        | basis     | stance | proposition              |
        | 2031-03-10 | 2031-03-10 | "Transponder" | witnessed | denies | "spindles were exported" |
      When the analyst voids the claim of "Transponder" on "spindles were exported" because "it was renamed in February, and the old name sailed on elsewhere"
      Then "spindles were exported" has no basis

  Rule: Figures of two countries are compared by what they count, and by when

    Background:
      Given the propositions:
        | proposition        | stage    | unit       | counted  |
        | "spindles shipped" | shipment | "spindles" | total by |

    Example: Mirror figures that do not mirror
      When these claims are recorded:
        | recorded   | said       | origin             | basis | stance  | proposition        | value | period  |
        | 2032-01-20 | 2032-01-15 | "Exporter customs" | read  | affirms | "spindles shipped" | 40    | 2031-12 |
        | 2032-02-20 | 2032-02-11 | "Importer customs" | read  | affirms | "spindles shipped" | 96    | 2031-12 |
      Then the answers for "spindles shipped" are:
        | value | origins | consistent |
        | 40    | 1       | no         |
        | 96    | 1       | no         |

    Example: A later, larger total takes nothing back
      When these claims are recorded:
        | recorded   | said       | origin             | basis | stance  | proposition        | value | period  |
        | 2032-01-20 | 2032-01-15 | "Exporter customs" | read  | affirms | "spindles shipped" | 40    | 2031-06 |
        | 2032-02-20 | 2032-02-11 | "Importer customs" | read  | affirms | "spindles shipped" | 96    | 2031-12 |
      Then the answers for "spindles shipped" are:
        | by      | value | consistent |
        | 2031-06 | 40    | yes        |
        | 2031-12 | 96    | yes        |

  Rule: A licence is no export, and a designation no delivery

    Example: A licence was granted and nothing is known of its use
      Given the propositions:
        | proposition            | stage     |
        | "a licence was issued" | agreement |
      When these claims are recorded:
        | recorded   | said       | origin                | stance  | mode | proposition            |
        | 2031-01-12 | 2031-01-12 | "Licensing authority" | affirms | act  | "a licence was issued" |
      Then the ladder stands at agreement
      And "spindles were exported" has no basis

    Example: The trader is put on a list
      Given the propositions:
        | proposition             | stage    |
        | "the trader was listed" | response |
      When these claims are recorded:
        | recorded   | said       | origin     | stance  | mode | proposition             |
        | 2031-09-12 | 2031-09-12 | "Treasury" | affirms | act  | "the trader was listed" |
      Then "the trader was listed" is very likely
      And the ladder stands at no stage
