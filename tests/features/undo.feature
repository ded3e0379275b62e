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
