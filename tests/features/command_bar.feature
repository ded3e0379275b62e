Feature: A whole order in one line, said in plain words before Enter

  Scenario: Two units are sent with one line
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And an open incident "412"
    When the dispatcher presses "/"
    And the dispatcher types "assign tv21 tv22 412"
    Then the command bar says "Assign TV21 and TV22 to CAD 412"
    When the dispatcher presses "Return"
    Then the command bar is closed
    And TV21 is on "412"
    And TV22 is on "412"

  Scenario: A diversion says what it leaves behind, and is taken back
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And an open incident "433" of type ROBBERY, grade I, at "Pier 4"
    And TV21 is on "412"
    When the dispatcher presses "/"
    And the dispatcher types "divert tv21 433"
    Then the command bar says "leaves CAD 412 for CAD 433."
    And the command bar says "CAD 412 has no unit then."
    When the dispatcher presses "Return"
    Then TV21 is on "433"
    When the dispatcher presses "Ctrl+Z"
    Then TV21 is on "412"

  Scenario: A state with a callsign and a digit
    Given a room with unit TV21 (car, Harbour)
    When the dispatcher enters "TV21 8" in the command bar
    Then TV21 is in state 8
    And Ben's desk has TV21 in state 8

  Scenario: A callsign of several words, as it is written and as it is spoken
    Given a room with units HOTEL BRAVO 14 (van, Central) and TV21 (car, Harbour)
    And an open incident "412"
    When the dispatcher enters "assign hotel bravo 14 412" in the command bar
    Then HOTEL BRAVO 14 is on "412"
    When the dispatcher enters "tango victor 21 to 412" in the command bar
    Then TV21 is on "412"

  Scenario: A bad line is never half done
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And an open incident "412"
    When the dispatcher enters "assign tv21 tv99 412" in the command bar
    Then the command bar says "tv99 is no callsign here"
    And TV21 is on nothing
    When the dispatcher presses "Esc"
    Then the command bar is closed
    And TV21 is on nothing

  Scenario: What the gateway would refuse is said in its own words, and nothing is sent
    Given an open incident "412"
    When the dispatcher enters "close 412 C01" in the command bar
    Then the command bar says "CAD 412 is still open. Nothing changed. Resolve it first."
    And the log of "412" does not say "Closed"

  Scenario: Words go into a log as they were typed
    Given an open incident "412"
    When the dispatcher enters "log 412: 2 males, <b>bold</b>" in the command bar
    Then the log of "412" says "2 males, <b>bold</b>"

  Scenario: A book that is pasted is cut, said and never done
    Given an open incident "412"
    When the dispatcher presses "/"
    And the dispatcher pastes 1000000 letters
    Then the command bar says "Cut: a line holds 1,000 letters."
    When the dispatcher presses "Return"
    Then the desk refuses nothing

  Scenario: A mark that turns a line round loses its power on the screen
    Given an open incident "412"
    When the dispatcher presses "/"
    And the dispatcher pastes a line that turns round, for the log of "412"
    Then the command bar says "�"
    When the dispatcher presses "Return"
    Then the desk refuses nothing

  Scenario: An incident is graded, resolved and closed without a form
    Given an open incident "412"
    When the dispatcher enters "grade 412 R Calm now" in the command bar
    Then the log of "412" says "Grade S to R: Calm now"
    When the dispatcher enters "resolve 412 All quiet" in the command bar
    Then "412" is resolved
    When the dispatcher enters "close 412 C01" in the command bar
    Then "412" is closed

  Scenario: The last line is repeated after it was read
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    When the dispatcher enters "tv21 3" in the command bar
    Then TV21 is in state 3
    Given TV21 is in state 2
    When the dispatcher presses "Ctrl+."
    Then the command bar says "Set TV21 to"
    When the dispatcher presses "Return"
    Then TV21 is in state 3

  Scenario: A line that somebody else made wrong is refused by the gateway
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And an open incident "433"
    When the dispatcher presses "/"
    And the dispatcher types "assign tv21 412"
    And Ben sends TV21 to "433"
    And the dispatcher presses "Return"
    Then the desk says "TV21 is committed to CAD 433 (Ben, "
    And TV21 is on "433"
