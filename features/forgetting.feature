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

    Example: A claim of whose words none are kept
      Given the claims:
        | recorded   | said       | publisher | origin    | stance | proposition              |
        | 2031-10-14 | 2031-10-14 | "Wire"    | "State W" | denies | "munitions were shipped" |
      When the words kept with the claim of "State W" on "munitions were shipped" are forgotten because "the guard objects"
      Then it is refused because "the vault holds nothing"
      And nothing is recorded
