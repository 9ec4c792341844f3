Feature: Law 10: Confirmed means confirmed by independent origins
  Credibility 1 says that other, independent sources confirm a claim. The ledger holds analysts to it.

  Rule: Grade 1 needs two origins that are known and independent of each other

    Example: Two states that have nothing to do with each other
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "munitions were shipped" |
        | 2031-10-14 | 2031-10-14 | "State W" | affirms | "munitions were shipped" |
      When the analyst grades the claim of "State U" on "munitions were shipped" as 1
      Then the belief in "munitions were shipped" is unchanged
      And the claims are:
        | source    | credibility |
        | "State U" | 1           |
        | "State W" |             |

    Example: One origin alone
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "munitions were shipped" |
        | 2031-10-13 | 2031-10-13 | "Gazette" | "Mission" | denies  | "munitions were shipped" |
      When the analyst grades the claim of "State U" on "munitions were shipped" as 1
      Then it is refused because "its origins are not independent"
      And nothing is recorded

    Example: A joint body and its member
      Given the relations:
        | source    | relation  | other        |
        | "State U" | member of | "Joint team" |
      And the claims:
        | recorded   | said       | origin       | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State U"    | affirms | "munitions were shipped" |
        | 2033-05-22 | 2033-05-22 | "Joint team" | affirms | "munitions were shipped" |
      When the analyst grades the claim of "Joint team" on "munitions were shipped" as 1
      Then it is refused because "its origins are not independent"
      And nothing is recorded

    Example: A joint body, its member, and a stranger
      Given the relations:
        | source    | relation  | other        |
        | "State U" | member of | "Joint team" |
      And the claims:
        | recorded   | said       | origin       | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State U"    | affirms | "munitions were shipped" |
        | 2033-05-22 | 2033-05-22 | "Joint team" | affirms | "munitions were shipped" |
        | 2033-05-23 | 2033-05-22 | "Institute"  | affirms | "munitions were shipped" |
      When the analyst grades the claim of "Joint team" on "munitions were shipped" as 1
      Then the belief in "munitions were shipped" is unchanged
      And the claims are:
        | source       | credibility |
        | "State U"    |             |
        | "Joint team" | 1           |
        | "Institute"  |             |

    Scenario Outline: Two sources that hang together, as far as is <degree>: the one <relation> the other
      Given the relations:
        | source   | relation   | other  | degree   |
        | "Herald" | <relation> | "Wire" | <degree> |
      And the claims:
        | recorded   | said       | origin   | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "Wire"   | affirms | "munitions were shipped" |
        | 2031-10-14 | 2031-10-14 | "Herald" | affirms | "munitions were shipped" |
      When the analyst grades the claim of "Herald" on "munitions were shipped" as 1
      Then it is refused because "its origins are not independent"
      And nothing is recorded

      Examples:
        | relation        | degree      |
        | owned by        | established |
        | affiliated with | established |
        | speaks for      | established |
        | depends on      | established |
        | same as         | established |
        | member of       | established |
        | owned by        | suspected   |
        | affiliated with | suspected   |
        | depends on      | suspected   |
        | same as         | suspected   |

    Example: Two speakers of one occasion
      Given the claims:
        | recorded   | said       | origin     | occasion           | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "General"  | "Tuesday briefing" | affirms | "munitions were shipped" |
        | 2031-10-13 | 2031-10-13 | "Minister" | "Tuesday briefing" | affirms | "munitions were shipped" |
      When the analyst grades the claim of "General" on "munitions were shipped" as 1
      Then it is refused because "its origins are not independent"
      And nothing is recorded

    Example: A second report whose origin is unknown
      Given the claims:
        | recorded   | said       | publisher | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "Wire"    | "State U" | affirms | "munitions were shipped" |
        | 2031-10-13 | 2031-10-13 | "Gazette" |           | affirms | "munitions were shipped" |
      When the analyst grades the claim of "State U" on "munitions were shipped" as 1
      Then it is refused because "found 1"
      And nothing is recorded

    Example: A claim recorded with grade 1 from the start
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "munitions were shipped" |
      When these claims are recorded:
        | recorded   | said       | publisher | origin    | credibility | stance  | proposition              |
        | 2031-10-14 | 2031-10-13 | "Wire"    | "State U" | 1           | affirms | "munitions were shipped" |
      Then it is refused because "its origins are not independent"
      And nothing is recorded

  Rule: When fewer independent origins stand later, grade 1 counts as 2 and says so

    Example: The confirming state withdraws
      Given the claims:
        | recorded   | said       | origin    | credibility | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State W" |             | affirms | "munitions were shipped" |
        | 2031-10-14 | 2031-10-14 | "State U" | 1           | affirms | "munitions were shipped" |
      When the origin "State W" withdraws what it said of "munitions were shipped" on 2031-10-20
      Then the explanation of "munitions were shipped" is:
        | origin    | remark                                                                   |
        | "State U" | "credibility 1 counts as 2: 1 of the 2 independent origins it needs stand" |
      And "munitions were shipped" is likely

    Example: Where a policy weighs the two grades differently, the weight falls with the confirmation
      Given the policy "grade 2 counts half" is in force:
        | number                        | is  | because                              |
        | credibility of probably true  | 0.5 | "a claim that nobody confirmed is half a claim" |
      And the claims:
        | recorded   | said       | origin    | credibility | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State W" |             | affirms | "munitions were shipped" |
        | 2031-10-14 | 2031-10-14 | "State U" | 1           | affirms | "munitions were shipped" |
        | 2031-10-14 | 2031-10-14 | "State U" | 2           | affirms | "engines were tested"    |
      When the origin "State W" withdraws what it said of "munitions were shipped" on 2031-10-20
      Then the beliefs are:
        | recorded by | proposition              | probability |
        | 2031-10-14  | "munitions were shipped" | 0.7705      |
        | 2031-10-20  | "munitions were shipped" | 0.5890      |
        | 2031-10-20  | "engines were tested"    | 0.5890      |

    Example: The two turn out to be affiliated
      Given the claims:
        | recorded   | said       | origin   | credibility | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "Wire"   |             | affirms | "munitions were shipped" |
        | 2031-10-14 | 2031-10-14 | "Herald" | 1           | affirms | "munitions were shipped" |
      When these relations are recorded:
        | source   | relation        | other  |
        | "Herald" | affiliated with | "Wire" |
      Then the explanation of "munitions were shipped" is:
        | origin   | remark                                                                   |
        | "Herald" | "credibility 1 counts as 2: 1 of the 2 independent origins it needs stand" |
        | "Wire"   |                                                                          |

  Rule: Grades 2 and 3 do not multiply what corroboration already counts, 4 and 5 take away

    Background:
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "munitions were shipped" |

    Scenario Outline: A claim is graded <grade>
      When the analyst grades the claim of "State U" on "munitions were shipped" as <grade>
      Then the belief in "munitions were shipped" <effect>
      And the beliefs are:
        | proposition              | probability   |
        | "munitions were shipped" | <probability> |

      Examples:
        | grade | effect       | probability |
        | 2     | is unchanged | 0.6726      |
        | 3     | is unchanged | 0.6726      |
        | 4     | falls        | 0.5715      |
        | 5     | falls        | 0.5270      |

    Scenario Outline: What is doubtful (4) or improbable (5) is still support, and no denial: <grade>
      When the analyst grades the claim of "State U" on "munitions were shipped" as <grade>
      Then "munitions were shipped" is at least roughly even chance
      And the beliefs are:
        | proposition              | for | against |
        | "munitions were shipped" | 1   | 0       |

      Examples:
        | grade |
        | 4     |
        | 5     |

  Rule: What cannot be judged is neither bad nor ungraded

    Example: A source graded F
      Given the claims:
        | recorded   | said       | origin    | basis     | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State U" | witnessed | affirms | "munitions were shipped" |
      When the analyst grades the source "State U" as F because "nothing is known of how it knows"
      Then the belief in "munitions were shipped" falls
      And the beliefs are:
        | proposition              | probability | likelihood |
        | "munitions were shipped" | 0.7858      | likely     |
      And the explanation of "munitions were shipped" is:
        | origin    | remark                            |
        | "State U" | "reliability F: cannot be judged" |

    Example: The same source graded E
      Given the claims:
        | recorded   | said       | origin    | basis     | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State U" | witnessed | affirms | "munitions were shipped" |
      When the analyst grades the source "State U" as E because "it made things up before"
      Then the beliefs are:
        | proposition              | probability | likelihood |
        | "munitions were shipped" | 0.6271      | likely     |

    Example: A claim graded 6
      Given the claims:
        | recorded   | said       | origin    | stance  | proposition              |
        | 2031-10-13 | 2031-10-13 | "State U" | affirms | "munitions were shipped" |
      When the analyst grades the claim of "State U" on "munitions were shipped" as 6
      Then the belief in "munitions were shipped" falls
      And "munitions were shipped" is likely
      And the explanation of "munitions were shipped" is:
        | origin    | remark                            |
        | "State U" | "credibility 6: cannot be judged" |
