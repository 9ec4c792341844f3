Feature: Law 4: Taking back restores
  Whatever is taken back leaves the belief as if it had never been said. The history keeps it all the same.

  Rule: When an origin withdraws, every echo falls

    Background:
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "munitions were shipped" |
        | 2031-10-13 | 2031-10-13 | "Gazette" | "State U" | affirms | "munitions were shipped" |
        | 2031-10-14 | 2031-10-13 | "Herald"  | "State U" | affirms | "munitions were shipped" |

    Example: The state withdraws
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      Then "munitions were shipped" has no basis

    Example: One outlet withdraws its own report
      When the outlet "Wire" withdraws its report of "munitions were shipped" on 2031-10-15
      Then the belief in "munitions were shipped" is unchanged
      And the beliefs are:
        | proposition              | origins | reports |
        | "munitions were shipped" | 1       | 2       |

    Example: What others say of their own stands
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-10-14 | 2031-10-14 | "State W" | affirms | "munitions were shipped" |
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      Then the beliefs are:
        | proposition              | likelihood | origins | reports |
        | "munitions were shipped" | likely     | 1       | 1       |

    Example: Saying it again after the withdrawal
      Given the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      When these claims are recorded:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-10-20 | 2031-10-20 | "State U" | affirms | "munitions were shipped" |
      Then the beliefs are:
        | proposition              | likelihood | origins | reports |
        | "munitions were shipped" | likely     | 1       | 1       |

    Example: A late echo of what was withdrawn before
      Given the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | stance  | proposition              |
        | 2031-10-20 | 2031-10-13 | "Weekly"  | "State U" | affirms | "munitions were shipped" |
      Then "munitions were shipped" has no basis

    Example: What it said of something else stands
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition           |
        | 2031-10-14 | 2031-10-14 | "State U" | affirms | "engines were tested" |
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      Then the belief in "engines were tested" is unchanged

    Example: A second withdrawal of the same
      Given the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-17
      Then it is refused because "a retraction of scope origin stands already"
      And nothing is recorded

    Example: A withdrawal before it was said
      When the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-01
      Then it is refused because "before it was said"
      And nothing is recorded

  Rule: A withdrawal takes down what was heard of whoever withdraws, and nothing that others said

    Example: Two officials at one briefing, of whom one withdraws
      Given the claims:
        | recorded   | said       | origin     | occasion           | stance  | proposition           |
        | 2031-10-13 | 2031-10-13 | "Minister" | "Tuesday briefing" | affirms | "talks are advancing" |
        | 2031-10-14 | 2031-10-13 | "General"  | "Tuesday briefing" | affirms | "talks are advancing" |
      When the origin "General" withdraws what it said of "talks are advancing" on 2031-10-15
      Then the belief in "talks are advancing" is as it was recorded by 2031-10-13

    Example: An unnamed official at that briefing may have been the one
      Given the claims:
        | recorded   | said       | publisher | speaker | origin    | occasion           | stance  | proposition           |
        | 2031-10-13 | 2031-10-13 | "Wire"    |         |           | "Tuesday briefing" | affirms | "talks are advancing" |
        | 2031-10-14 | 2031-10-13 | "Gazette" |         | "General" | "Tuesday briefing" | affirms | "talks are advancing" |
        | 2031-10-14 | 2031-10-13 | "Herald"  | unnamed | "State U" | "Tuesday briefing" | affirms | "talks are advancing" |
      When the origin "General" withdraws what it said of "talks are advancing" on 2031-10-15
      Then "talks are advancing" has no basis

    Example: The general withdraws, who was heard resting on another, and not who rests on the same
      Given the claims:
        | recorded   | said       | publisher | speaker    | origin    | stance  | proposition           |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "Minister" | "State U" | affirms | "talks are advancing" |
        | 2031-10-14 | 2031-10-13 | "Gazette" | "General"  | "State U" | affirms | "talks are advancing" |
        | 2031-10-14 | 2031-10-14 | "Herald"  |            | "General" | affirms | "talks are advancing" |
      When the origin "General" withdraws what it said of "talks are advancing" on 2031-10-15
      Then the belief in "talks are advancing" is as it was recorded by 2031-10-13
      And the beliefs are:
        | proposition           | origins | reports |
        | "talks are advancing" | 1       | 1       |

    Scenario Outline: <who> withdraws, where one <relation> the other
      Given the relations:
        | source      | relation   | other      |
        | "Spokesman" | <relation> | "Ministry" |
      And the claims:
        | recorded   | said       | origin      | stance  | proposition           |
        | 2031-10-13 | 2031-10-13 | "Ministry"  | affirms | "talks are advancing" |
        | 2031-10-14 | 2031-10-14 | "Spokesman" | affirms | "talks are advancing" |
      When the origin "<who>" withdraws what it said of "talks are advancing" on 2031-10-15
      Then "talks are advancing" <belief>

      Examples:
        | relation   | who       | belief       |
        | speaks for | Spokesman | is likely    |
        | speaks for | Ministry  | has no basis |
        | depends on | Spokesman | is likely    |
        | depends on | Ministry  | has no basis |
        | same as    | Spokesman | has no basis |

  Rule: What is withdrawn, voided or corrected leaves exactly the belief of a ledger that never had it

    Background:
      Given the claims:
        | recorded   | said       | publisher | origin      | basis     | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U"   | told      | affirms | "munitions were shipped" |
        | 2031-10-14 | 2031-10-14 |           | "Ministry"  | told      | denies  | "munitions were shipped" |
        | 2031-10-20 | 2031-10-19 |           | "Institute" | witnessed | affirms | "munitions were shipped" |

    Example: The witness withdraws
      When the origin "Institute" withdraws what it said of "munitions were shipped" on 2031-10-21
      Then the belief in "munitions were shipped" is as it was recorded by 2031-10-14

    Example: We had misread the witness
      When the analyst voids the claim of "Institute" on "munitions were shipped" because "another port"
      Then the belief in "munitions were shipped" is as it was recorded by 2031-10-14
      And the beliefs are:
        | recorded by | proposition              | origins |
        | 2031-10-20  | "munitions were shipped" | 3       |

    Example: We had taken a denial for support, and believe what we would if we had not
      Given the claims:
        | recorded   | said       | publisher | origin      | basis     | stance  | proposition           |
        | 2031-10-20 | 2031-10-13 | "Wire"    | "State U"   | told      | affirms | "engines were tested" |
        | 2031-10-20 | 2031-10-14 |           | "Ministry"  | told      | denies  | "engines were tested" |
        | 2031-10-20 | 2031-10-19 |           | "Institute" | witnessed | denies  | "engines were tested" |
      When the analyst corrects the claim of "Institute" on "munitions were shipped" to:
        | field  | value  |
        | stance | denies |
      Then the beliefs are:
        | recorded by | proposition              | probability | for | against | origins | reports |
        | 2031-10-20  | "munitions were shipped" | 0.7828      | 2   | 1       | 3       | 3       |
        | 2031-10-21  | "munitions were shipped" | 0.1974      | 1   | 2       | 3       | 3       |
        | 2031-10-21  | "engines were tested"    | 0.1974      | 1   | 2       | 3       | 3       |

    Example: We had heard rightly, and take our correction back
      Given the analyst corrects the claim of "Institute" on "munitions were shipped" to:
        | field  | value  |
        | stance | denies |
      When the analyst corrects the claim of "Institute" on "munitions were shipped" to:
        | field  | value   |
        | stance | affirms |
      Then the belief in "munitions were shipped" rises
      And the belief in "munitions were shipped" is as it was recorded by 2031-10-20
      And the beliefs are:
        | proposition              | reports |
        | "munitions were shipped" | 3       |

    Example: A change of story that we had misheard
      Given "Ministry" restates "munitions were shipped" as:
        | recorded   | said       | stance  |
        | 2031-10-22 | 2031-10-22 | affirms |
      When the analyst voids the claim of "Ministry" on "munitions were shipped" because "the interpreter misspoke"
      Then the belief in "munitions were shipped" is as it was recorded by 2031-10-20
      And the belief in "munitions were shipped" falls

    Example: We had taken doubt for support
      Given the claims:
        | recorded   | said       | origin   | stance  | proposition           |
        | 2031-10-20 | 2031-10-19 | "Herald" | affirms | "engines were tested" |
      When the analyst corrects the claim of "Herald" on "engines were tested" to:
        | field  | value  |
        | stance | unsure |
      Then "engines were tested" has no basis
      And the beliefs are:
        | proposition           | reports |
        | "engines were tested" | 1       |

    Example: What was voided is not corrected afterwards
      Given the analyst voids the claim of "Institute" on "munitions were shipped" because "another port"
      When the analyst corrects the claim of "Institute" on "munitions were shipped" to:
        | field  | value  |
        | stance | denies |
      Then it is refused because "was corrected already"
      And nothing is recorded

  Rule: A withdrawal that we recorded by mistake counts no longer once it is voided

    Example: A namesake withdrew
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "munitions were shipped" |
      And the origin "State U" withdraws what it said of "munitions were shipped" on 2031-10-15
      When the analyst voids the withdrawal of "State U" on "munitions were shipped" because "a namesake withdrew"
      Then the belief in "munitions were shipped" is as it was recorded by 2031-10-13
      And the beliefs are:
        | recorded by | proposition              | likelihood |
        | 2031-10-13  | "munitions were shipped" | likely     |
        | 2031-10-14  | "munitions were shipped" | likely     |
