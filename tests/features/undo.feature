Feature: What was done in haste is taken back

  Scenario: An assignment is taken back within eight seconds
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Return"
    Then TV21 is on "412"
    And the desk says "TV21"
    When the dispatcher presses "Ctrl+Z"
    Then TV21 is on nothing
    And the log of "412" says "TV21 assigned"
    And the log of "412" says "TV21 stood down: taken back"

  Scenario: A device that was told is told again
    Given a room with unit HB14 (car, Harbour)
    And an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher clicks the row of HB14 in the units
    And the dispatcher presses "Return"
    Then the radio of HB14 is told of "412"
    When the dispatcher presses "Ctrl+Z"
    Then the radio of HB14 is told that it is off "412"

  Scenario: What somebody changed since is not taken back, and who it was is said
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Return"
    Then TV21 is on "412"
    When Ben stands TV21 down from "412"
    And the dispatcher presses "Ctrl+Z"
    Then the desk says "TV21 was changed by Ben at "
    And the desk says "Nothing changed."
    And TV21 is on nothing
    And the log of "412" does not say "taken back"

  Scenario: A state is taken back
    Given a room with unit TV21 (car, Harbour)
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "T"
    And the open form is filled with "8"
    And the dispatcher presses "Ctrl+Return"
    Then TV21 is in state 8
    When the dispatcher presses "Ctrl+Z"
    Then TV21 is in state 2

  Scenario: A grade is taken back, and what was written meanwhile stays
    Given an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher presses "Shift+G"
    And the open form is filled with "R | Calm now"
    And the dispatcher presses "Ctrl+Return"
    Then the log of "412" says "Grade S to R: Calm now"
    When Ben writes "Caller rang again" in "412"
    And the dispatcher presses "Ctrl+Z"
    Then the log of "412" says "Grade R to S: taken back"
    And the log of "412" says "Caller rang again"

  Scenario: Resolving is taken back, with the unit that was on it
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And TV21 is on "412"
    And the dispatcher has "412" selected
    When the dispatcher presses "V"
    And the open form is filled with "All quiet"
    And the dispatcher presses "Ctrl+Return"
    Then "412" is resolved
    And TV21 is on nothing
    When the dispatcher presses "Ctrl+Z"
    Then "412" is open
    And TV21 is on "412"
    And the log of "412" says "TV21 assigned again: taken back"

  Scenario: A log entry is never taken back
    Given an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher presses "L"
    And the dispatcher types "Door is open"
    And the dispatcher presses "Return"
    Then the log of "412" says "Door is open"
    When the dispatcher presses "Esc Ctrl+Z"
    Then the desk says "nothing was sent just now"
    And the log of "412" says "Door is open"

  Scenario: An amendment is taken back
    Given an open incident "412" of type ROBBERY, grade S, at "Mill 3"
    And the dispatcher has "412" selected
    When the dispatcher presses "E"
    And the open form is filled with "| Pier 7 | Lee"
    And the dispatcher presses "Ctrl+Return"
    Then the queue shows "Pier 7" for "412"
    When the dispatcher presses "Ctrl+Z"
    Then the queue shows "Mill 3" for "412"
    And the log of "412" says "place Mill 3, caller none: taken back"

  Scenario: An amendment stays where a colleague has changed the same since
    Given an open incident "412" of type ROBBERY, grade S, at "Mill 3"
    And the dispatcher has "412" selected
    When the dispatcher presses "E"
    And the open form is filled with "| Pier 7"
    And the dispatcher presses "Ctrl+Return"
    Then the queue shows "Pier 7" for "412"
    When Ben amends the place of "412" to "Quay 2"
    And the dispatcher presses "Ctrl+Z"
    Then the desk says "was changed by Ben at "
    And the desk says "Nothing changed."
    And the queue shows "Quay 2" for "412"

  Scenario: Closing and reopening are taken back with how it had ended
    Given an open incident "412"
    And the dispatcher has "412" selected
    And Ben has resolved "412"
    When the dispatcher presses "C"
    And the open form is filled with "C01 | Done"
    And the dispatcher presses "Ctrl+Return"
    Then "412" is closed
    When the dispatcher presses "Ctrl+Z"
    Then "412" is resolved
    And the log of "412" says "Resolved again: taken back"
    When Ben closes "412" with C01 and D01
    And the dispatcher presses "O"
    And the open form is filled with "The wrong one"
    And the dispatcher presses "Ctrl+Return"
    Then "412" is open
    When the dispatcher presses "Ctrl+Z"
    Then "412" is closed
    And "412" ended with C01 and D01

  Scenario: Booking off by mistake is taken back with crew and shift
    Given a room with unit TV21 (car, Harbour)
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Ctrl+Shift+B"
    Then TV21 is in state 11
    When the dispatcher presses "Ctrl+Z"
    Then TV21 is in state 2

  Scenario: A crew is taken back, unless one of them sits elsewhere by now
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And PC 2187 sits in TV21
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Shift+Q"
    And the crew is changed to ""
    And the dispatcher presses "Ctrl+Return"
    Then nobody sits in TV21
    When the dispatcher presses "Ctrl+Z"
    Then PC 2187 is seen in TV21
    When the dispatcher presses "Shift+Q"
    And the crew is changed to ""
    And the dispatcher presses "Ctrl+Return"
    Then nobody sits in TV21
    When Ben seats PC 2187 in TV22
    And the dispatcher presses "Ctrl+Z"
    Then the desk says "Okafor is in TV22"
    And nobody sits in TV21
