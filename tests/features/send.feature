Feature: The right unit is sent, and everybody knows what that costs

  Scenario: A run card says what is missing, and one key chooses the best for it
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And an open incident "412" of type BURGLARYNOW, grade I, at "Pier 4"
    And the dispatcher has "412" selected
    Then the assign panel says "Short of 2 cars and 1 dog unit"
    When the dispatcher presses "Q"
    Then the assign panel says "Short of 1 dog unit"
    And "412" has 0 units
    When the dispatcher presses "Return"
    Then "412" has 2 units
    And the log of "412" says "assigned, as recommended."
    When the dispatcher presses "Shift+S Ctrl+Return"
    Then "412" has 0 units
    And "412" is open

  Scenario: A committed unit is diverted, and what it leaves is said before Enter
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And an open incident "433" of type ROBBERY, grade I, at "Pier 4"
    And TV21 is on "412"
    And the dispatcher has "433" selected
    When the dispatcher clicks TV21 in the assign list
    Then the assign panel says "leaves CAD 412 for CAD 433."
    And the assign panel says "CAD 412 has no unit then."
    When the dispatcher presses "Return"
    Then TV21 is on "433"
    And the log of "412" says "TV21 diverted to CAD 433."

  Scenario: The rule holds a unit; why, and what would be accepted, is said
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412" of type ROBBERY, grade I, at "Pier 4"
    And an open incident "433" of type THEFT, grade E, at "Mill Street"
    And TV21 is on "412"
    And TV21 is in state 6
    And the dispatcher has "433" selected
    When the dispatcher clicks TV21 in the assign list
    Then the assign panel says "is held on CAD 412, grade I"
    When the dispatcher presses "Return"
    Then the desk says "it is not taken for anything else. Nothing changed."
    And the desk says "a supervisor may divert it with a reason."
    And TV21 is on "412"

  Scenario: A busy unit has an incident next, and one key sends it when it is free
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And an open incident "433" of type ROBBERY, grade I, at "Pier 4"
    And TV21 is on "412"
    And the dispatcher has "433" selected
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Shift+P"
    Then the log of "433" says "TV21 has this next, once it is free."
    And TV21 is on "412"
    When Ben stands TV21 down from "412"
    Then the desk announces "TV21 is free."
    And "433" has 0 units
    When the dispatcher presses "Shift+P"
    Then TV21 is on "433"

  Scenario: Silence is an alarm, and an answer ends it; the briefing went along
    Given a room with unit HB14 (car, Harbour)
    And an open incident "412" of type ROBBERY, grade A, at "Pier 4"
    And HB14 is on "412"
    Then an alarm says that "412" is not acknowledged
    And the device of HB14 was sent "Pier 4"
    And the device of HB14 was sent "Opened: Robbery"
    When the device of HB14 acknowledges "412"
    Then no alarm says that "412" is not acknowledged
    When the dispatcher clicks the row of HB14 in the units
    And the dispatcher presses "Shift+B"
    Then the briefing says "Pier 4"
    And the briefing says "Acknowledged "

  Scenario: A unit is dragged from the list onto an incident of the queue
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    When the dispatcher drags TV21 from the units onto "412" in the queue
    Then TV21 is on "412"
