Feature: Documents
  A claim stands in some publication. What we hold of it decides what anybody can check later.

  Rule: A quote is what stands in its document

    Background:
      Given the documents:
        | document         | publisher | published  | text                                                       |
        | "Tuesday report" | "Wire"    | 2031-10-13 | "The state said on Monday that 300 containers were moved." |

    Example: The words are there
      When these claims are recorded:
        | recorded   | publisher | origin    | stance  | proposition             | document         | quote                  |
        | 2031-10-14 | "Wire"    | "State U" | affirms | "containers were moved" | "Tuesday report" | "containers were moved" |
      Then the claims are:
        | source    | document         | held     | quote                   |
        | "State U" | "Tuesday report" | captured | "containers were moved" |

    Example: A quotation from memory
      When these claims are recorded:
        | recorded   | publisher | origin    | stance  | proposition             | document         | quote                     |
        | 2031-10-14 | "Wire"    | "State U" | affirms | "containers were moved" | "Tuesday report" | "containers were shipped" |
      Then it is refused because "the quote stands nowhere in document"
      And nothing is recorded

    Example: The place is given, and something else stands there
      When these claims are recorded:
        | recorded   | publisher | origin    | stance  | proposition             | document         | at   | quote        |
        | 2031-10-14 | "Wire"    | "State U" | affirms | "containers were moved" | "Tuesday report" | 4-13 | "containers" |
      Then it is refused because "not the quote"
      And nothing is recorded

    Example: The place alone is enough to show the words
      When these claims are recorded:
        | recorded   | publisher | origin    | stance  | proposition             | document         | at   |
        | 2031-10-14 | "Wire"    | "State U" | affirms | "containers were moved" | "Tuesday report" | 4-14 |
      Then the claims are:
        | document         | quote        |
        | "Tuesday report" | "state said" |

    Example: A place beyond the end of the text
      When these claims are recorded:
        | recorded   | publisher | origin    | stance  | proposition             | document         | at      |
        | 2031-10-14 | "Wire"    | "State U" | affirms | "containers were moved" | "Tuesday report" | 900-930 |
      Then it is refused because "does not lie in its document"
      And nothing is recorded

    Example: A place that ends before it begins
      When these claims are recorded:
        | recorded   | publisher | origin    | stance  | proposition             | document         | at    |
        | 2031-10-14 | "Wire"    | "State U" | affirms | "containers were moved" | "Tuesday report" | 30-12 |
      Then it is refused because "ends at 12, at or before its start 30"
      And nothing is recorded

  Rule: One bad quotation, and nothing of that document is recorded

    Example: The third of three claims
      Given the documents:
        | document      | text                                               |
        | "Panel annex" | "Two ships left. Both unloaded. No crew was seen." |
      When these claims are recorded:
        | recorded   | origin  | stance  | proposition           | document      | quote             |
        | 2031-10-14 | "Panel" | affirms | "two ships left"      | "Panel annex" | "Two ships left"  |
        | 2031-10-14 | "Panel" | affirms | "both ships unloaded" | "Panel annex" | "Both unloaded"   |
        | 2031-10-14 | "Panel" | denies  | "a crew was seen"     | "Panel annex" | "No crew at all"  |
      Then it is refused because "the quote stands nowhere"
      And nothing is recorded
      And "two ships left" has no basis

  Rule: What was cited is attached only as it was cited

    Background:
      Given the documents:
        | document    | publisher | held  | text                                |
        | "Web story" | "Gazette" | cited | "Sources say the ships have sailed." |

    Example: The page as it was
      When these documents are recorded:
        | document    | held     | text                                |
        | "Web story" | captured | "Sources say the ships have sailed." |
      Then the ledger verifies

    Example: The page was edited since
      When these documents are recorded:
        | document    | held     | text                               |
        | "Web story" | captured | "Sources say the ships may sail." |
      Then it is refused because "exactly as it was coded"
      And nothing is recorded

    Example: A locator is held to the length of a text that we do not hold
      When these claims are recorded:
        | recorded   | publisher | stance  | proposition    | document    | at    |
        | 2031-10-14 | "Gazette" | affirms | "ships sailed" | "Web story" | 20-90 |
      Then it is refused because "34 code points"
      And nothing is recorded

    Example: A claim may cite what nobody here has read
      Given the documents:
        | document       | held    | seen by     |
        | "Sealed annex" | seen-by | "Inspector" |
      When these claims are recorded:
        | recorded   | publisher   | origin  | stance  | proposition    | document       |
        | 2031-10-14 | "Inspector" | "Panel" | affirms | "ships sailed" | "Sealed annex" |
      Then the claims are:
        | publisher   | document       | held    |
        | "Inspector" | "Sealed annex" | seen-by |

  Rule: A document keeps its particulars

    Example: Two colleagues enter one report with two dates
      Given the documents:
        | document         | publisher | published  |
        | "Monthly review" | "Mission" | 2031-10-31 |
      When these documents are recorded:
        | document         | publisher | published  |
        | "Monthly review" | "Mission" | 2031-11-03 |
      Then it is refused because "on record with other particulars"
      And nothing is recorded

    Example: The same report entered twice
      Given the documents:
        | document         | publisher | published  |
        | "Monthly review" | "Mission" | 2031-10-31 |
      When these documents are recorded:
        | document         | publisher | published  |
        | "Monthly review" | "Mission" | 2031-10-31 |
      Then nothing is recorded

    Example: An erratum is a document of its own
      Given the documents:
        | document         | publisher | published  | text                        |
        | "Monthly review" | "Mission" | 2031-10-31 | "Eleven ships left in May." |
      When these documents are recorded:
        | document  | publisher | published  | corrects         | text                      |
        | "Erratum" | "Mission" | 2031-11-09 | "Monthly review" | "Read: one ship in May."  |
      Then the ledger verifies

    Example: Another text under a title that is taken
      Given the documents:
        | document         | publisher | text                        |
        | "Monthly review" | "Mission" | "Eleven ships left in May." |
      When these documents are recorded:
        | document         | publisher | text                       |
        | "Monthly review" | "Mission" | "Eleven ships left in June." |
      Then it is refused because "other particulars or bytes"
      And nothing is recorded
