Feature: Two desks at one thing

  Scenario: Who has it open, and who writes in it
    Given an open incident "412"
    When Ben opens "412"
    Then the queue shows "Ben" for "412"
    When Ben begins to write in "412"
    Then the queue shows "Ben writes" for "412"
    When Ben turns to nothing
    Then the queue does not show "Ben" for "412"

  Scenario: Two desks in conflict, and mine is kept
    Given an open incident "412" of type ROBBERY, grade S, at "Pier 4"
    And the dispatcher has "412" selected
    When the dispatcher presses "E"
    And the open form is filled with " | Pier 5"
    And Ben moves "412" to "Pier 6"
    And the dispatcher presses "Ctrl+Return"
    Then the desk says "Ben changed this at "
    And the desk says "Place is now Pier 6"
    And the place of "412" is "Pier 6"
    When the dispatcher presses "Ctrl+Return"
    Then the place of "412" is "Pier 5"

  Scenario: Two desks in conflict, and theirs is taken
    Given an open incident "412" of type ROBBERY, grade S, at "Pier 4"
    And the dispatcher has "412" selected
    When the dispatcher presses "E"
    And the open form is filled with " | Pier 5 | Mrs Lee"
    And Ben moves "412" to "Pier 6"
    And the dispatcher presses "Ctrl+Return"
    Then the desk says "Ben changed this at "
    When the dispatcher presses "Ctrl+T"
    And the dispatcher presses "Ctrl+Return"
    Then the log of "412" says "Amended: caller Mrs Lee."
    And the place of "412" is "Pier 6"

  Scenario: Log entries never conflict
    Given an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher presses "L"
    And the dispatcher types "Door is open"
    And Ben writes "Door is closed" in "412"
    And the dispatcher presses "Return"
    Then the log of "412" says "Door is closed"
    And the log of "412" says "Door is open"
    And the desk refuses nothing

  Scenario: A transfer is offered and accepted
    Given an open incident "412"
    When Ben offers "412" to the Harbour desk because "their ground"
    Then the queue has "412" under "Offered to you"
    And the queue shows "from Ben" for "412"
    When the dispatcher presses "Ctrl+Shift+T"
    Then "412" is selected
    And the log of "412" says "Offered to Harbour desk: their ground"
    And the log of "412" says "Accepted: Harbour desk answers for it now."
    And the desk refuses nothing

  Scenario: A transfer is offered by key and declined with a reason
    Given an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher presses "Ctrl+T"
    And the open form is filled with "Desk Ben, Ben | Can you take it"
    And the dispatcher presses "Ctrl+Return"
    Then the queue shows "offered to Desk Ben" for "412"
    When Ben declines "412" because "no unit left"
    Then the log of "412" says "Transfer declined: no unit left"
    And the queue does not show "offered" for "412"

  Scenario: Two accept at once
    Given an open incident "412"
    When Cole sits down at another desk as dispatcher
    And Ben offers "412" to the Harbour desk because "their ground"
    Then the queue has "412" under "Offered to you"
    When Cole and the dispatcher accept "412" in the same moment
    Then one of them has "412" and the other is told who

  Scenario: A desk that is gone
    Given an open incident "412"
    And the dispatcher has "412" selected
    When Cole sits down at another desk as dispatcher
    And the dispatcher presses "Ctrl+T"
    And the open form is filled with "Desk Cole, Cole"
    And Cole leaves the desk
    And the dispatcher presses "Ctrl+Return"
    Then the desk says "Desk Cole is not in this room now. Nothing changed."

  Scenario: A message is delivered and read
    Given a room with unit HB14 (car, Harbour)
    When the dispatcher clicks the row of HB14 in the units
    And the dispatcher presses "M"
    And the open form is filled with "Come back"
    And the dispatcher presses "Ctrl+Return"
    And the dispatcher presses "Ctrl+8"
    Then the room panel says "sent, not delivered yet"
    When the radio of HB14 confirms the message
    Then the room panel says "not read yet"
    When the crew of HB14 reads the message
    Then the room panel says ", read "

  Scenario: A broadcast says how many it reaches before it is sent
    Given a room with unit HB14 (car, Harbour)
    When the dispatcher presses "Shift+R"
    And the open form is filled with "All units | Fog on the river"
    And the dispatcher presses "Ctrl+Return"
    Then the desk says "units on duty (all units)."
    And the desk says "Nothing was sent. Enter again sends it."
    When the dispatcher presses "Ctrl+Return"
    And the dispatcher presses "Ctrl+8"
    Then the room panel says "Fog on the river"

  Scenario: Words in the room are read by whom they are for
    When the dispatcher presses "Ctrl+S"
    And the open form is filled with "Desk Ben, Ben | <b>Yours</b>"
    And the dispatcher presses "Ctrl+Return"
    And the dispatcher presses "Ctrl+8"
    Then the room panel says "<b>Yours</b>"
    When Ben reads the message
    Then the room panel says "read by Ben"

  Scenario: What nobody opens is said
    Given an open incident "412" of type ROBBERY, grade A, at "Quay 9"
    Then the queue shows "nobody for" for "412"
    And the log of "412" says "Nobody has had it open for"
    When the dispatcher clicks the row of "412" in the queue
    Then the queue does not show "nobody for" for "412"
