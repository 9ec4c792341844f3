Feature: The flood picture
  A picture of a shark in a flooded street is shared again, as after every storm.

  Background:
    Given the policy "what readers send us" is in force:
      | number | is  | because                                                              |
      | base   | 0.2 | "of five things that we were asked to check last year, one was true" |
    And the sources:
      | source         | kind         | class    | reliability |
      | "First poster" | account      | social   | F           |
      | "Archive"      | organisation | research | A           |

  Rule: A thousand shares are one post, and a post by nobody in particular proves little

    Background:
      Given the claims:
        | recorded   | said       | publisher   | origin         | stance  | proposition                    |
        | 2031-09-02 | 2031-09-01 | "Re-poster" | "First poster" | affirms | "a shark swam down the street" |

    Example: Nobody else saw it
      When 2031-09-03 passes
      Then "a shark swam down the street" is unlikely

    Example: It goes round
      When 1000 more outlets repeat what "First poster" said of "a shark swam down the street"
      Then the belief in "a shark swam down the street" is unchanged
      And the beliefs are:
        | proposition                    | likelihood | confidence | origins | reports |
        | "a shark swam down the street" | unlikely   | low        | 1       | 1001    |

    Example: The first poster deletes it and says why
      When the origin "First poster" withdraws what it said of "a shark swam down the street" on 2031-09-04
      Then "a shark swam down the street" has no basis
      And the beliefs are:
        | said by    | proposition                    | likelihood |
        | 2031-09-03 | "a shark swam down the street" | unlikely   |

    Example: A paper takes its story down, and the post stays up
      Given the claims:
        | recorded   | said       | publisher | origin         | stance  | proposition                    |
        | 2031-09-03 | 2031-09-01 | "Courier" | "First poster" | affirms | "a shark swam down the street" |
      When the outlet "Courier" withdraws its report of "a shark swam down the street" on 2031-09-05
      Then the belief in "a shark swam down the street" is unchanged
      And the claims are:
        | publisher   | source         | status    | counts |
        | "Re-poster" | "First poster" | standing  | yes    |
        | "Courier"   | "First poster" | retracted | no     |

  Rule: An old picture takes away what the post rested on, and denies nothing

    Example: The same shark, six years ago
      Given the documents:
        | document           | publisher | published  | text                                                      |
        | "Picture agency 1" | "Archive" | 2025-10-12 | "Composite: a shark, and a street in another town, 2025." |
      And the claims:
        | recorded   | said       | origin         | basis     | stance  | proposition                    | period     | document           | quote                 |
        | 2031-09-02 | 2031-09-01 | "First poster" |           | affirms | "a shark swam down the street" | 2031-09-01 |                    |                       |
        | 2031-09-03 | 2025-10-12 | "Archive"      | witnessed | affirms | "the picture is of 2025"       | 2025       | "Picture agency 1" | "another town, 2025." |
      When the analyst grades the claim of "First poster" on "a shark swam down the street" as 5
      Then "a shark swam down the street" has no basis
      And "the picture is of 2025" is likely
      And the beliefs are:
        | recorded by | said by    | proposition                    | likelihood | reports |
        | 2031-09-02  | 2031-09-02 | "a shark swam down the street" | unlikely   | 1       |
        | 2031-09-03  | 2025-12-31 | "the picture is of 2025"       | likely     | 1       |
        | 2031-09-03  | 2025-12-31 | "a shark swam down the street" | no basis   | 0       |

    Example: The archive entry that is quoted does not say so
      Given the documents:
        | document           | publisher | text                            |
        | "Picture agency 1" | "Archive" | "A street under water, 2025."   |
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition              | document           | quote       |
        | 2031-09-03 | 2025-10-12 | "Archive" | affirms | "the picture is of 2025" | "Picture agency 1" | "Composite" |
      Then it is refused because "the quote stands nowhere"
      And nothing is recorded

  Rule: A verdict is given with its reasons, and can be reopened

    Background:
      Given the claims:
        | recorded   | said       | origin         | stance  | proposition                    |
        | 2031-09-02 | 2031-09-01 | "First poster" | affirms | "a shark swam down the street" |

    Example: False, and shared on all the same
      Given the analyst settles "a shark swam down the street" as false because "the picture is put together of two"
      When 50 more outlets repeat what "First poster" said of "a shark swam down the street"
      Then "a shark swam down the street" is settled as false
      And the belief in "a shark swam down the street" is unchanged

    Example: This time there was a shark
      Given the analyst settles "a shark swam down the street" as false because "there is one every year"
      When the analyst reopens "a shark swam down the street" because "the aquarium misses one"
      Then the belief in "a shark swam down the street" is as it was recorded by 2031-09-02

  Rule: Doubt is not denial, and a joke is no report

    Example: "Where is your proof?"
      Given the claims:
        | recorded   | said       | origin  | stance  | proposition                |
        | 2031-09-02 | 2031-09-01 | "Mayor" | affirms | "the dam had been checked" |
      When these claims are recorded:
        | recorded   | said       | origin       | stance     | proposition                |
        | 2031-09-03 | 2031-09-03 | "Opposition" | challenges | "the dam had been checked" |
      Then the belief in "the dam had been checked" is unchanged

    Example: A satirical column
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | mode    | proposition                    |
        | 2031-09-03 | 2031-09-03 | "Weekly"  | "Jester"  | affirms | opinion | "a shark swam down the street" |
      Then "a shark swam down the street" has no basis

  Rule: A quotation grows at each hand

    Example: "I would not rule it out" becomes "she confirmed"
      When these claims are recorded:
        | recorded   | said       | publisher | publisher words | origin         | hedge    | origin words              | stance  | proposition                |
        | 2031-09-02 | 2031-09-01 | "Courier" | "she confirmed" | "Hydrologist"  | possible | "I would not rule it out" | affirms | "the dam had been checked" |
      Then the hedge on "the dam had been checked" grew at "Courier" from "I would not rule it out" to "she confirmed"
