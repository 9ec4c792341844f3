Feature: Forgetting
  The law may make us erase what somebody wrote. What was claimed of it stays, and so does what is believed.

  Rule: Words are erased, and no belief with them

    Background:
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition              | note                      |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "munitions were shipped" | "told by the night guard" |

    Example: The note of a claim
      When the words kept with the claim of "State U" on "munitions were shipped" are forgotten because "the guard objects"
      Then the belief in "munitions were shipped" is unchanged
      And the explanation of "munitions were shipped" is:
        | origin    | stance  | claims | remark                                   |
        | "State U" | affirms | 1      | "words forgotten: position 7, 2031-10-14" |

    Example: The claim stands where its note stood, and other notes are left
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition              | note                        |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State W" | affirms | "munitions were shipped" | "told by the harbour pilot" |
      When the words kept with the claim of "State U" on "munitions were shipped" are forgotten because "the guard objects"
      Then the claims are:
        | source    | status   | counts | said       | note                        |
        | "State U" | standing | yes    | 2031-10-13 |                             |
        | "State W" | standing | yes    | 2031-10-13 | "told by the harbour pilot" |
      And the ledger verifies

    Example: Until then the note is there to be read
      When 2031-10-31 passes
      Then the claims are:
        | source    | note                      |
        | "State U" | "told by the night guard" |

    Example: A claim of whose words none are kept
      Given the claims:
        | recorded   | said       | publisher | origin    | stance | proposition              |
        | 2031-10-14 | 2031-10-14 | "Wire"    | "State W" | denies | "munitions were shipped" |
      When the words kept with the claim of "State W" on "munitions were shipped" are forgotten because "the guard objects"
      Then it is refused because "the vault holds nothing"
      And nothing is recorded

    Example: What was forgotten once is not forgotten twice
      Given the words kept with the claim of "State U" on "munitions were shipped" are forgotten because "the guard objects"
      When the words kept with the claim of "State U" on "munitions were shipped" are forgotten because "he objects again"
      Then nothing is recorded

  Rule: A document is forgotten whole, with every quote that was cut from it

    Background:
      Given the documents:
        | document         | publisher | published  | text                                          |
        | "Leaked minutes" | "Gazette" | 2031-10-13 | "Clerk N. told them that crates were loaded." |
      And the claims:
        | recorded   | publisher | origin    | stance  | proposition         | document         | at    |
        | 2031-10-14 | "Gazette" | "State U" | affirms | "crates were loaded" | "Leaked minutes" | 24-42 |

    Example: A court orders that the minutes be erased
      When the text of "Leaked minutes" is forgotten because "a court ordered it"
      Then the belief in "crates were loaded" is unchanged
      And the claims are:
        | source    | document         | held      | counts |
        | "State U" | "Leaked minutes" | forgotten | yes    |
      And the ledger verifies

    Example: Until then the words show
      When 2031-10-31 passes
      Then the claims are:
        | source    | document         | held     | quote                |
        | "State U" | "Leaked minutes" | captured | "crates were loaded" |

    Example: What a court had erased does not come back with the next delivery
      Given the text of "Leaked minutes" is forgotten because "a court ordered it"
      When these documents are recorded:
        | document         | held     | text                                          |
        | "Leaked minutes" | captured | "Clerk N. told them that crates were loaded." |
      Then it is refused because "a court ordered it"

    Example: Of what was only cited there is nothing to forget
      Given the documents:
        | document    | publisher |
        | "Web story" | "Wire"    |
      When the text of "Web story" is forgotten because "a court ordered it"
      Then it is refused because "no bytes were captured"
      And nothing is recorded
