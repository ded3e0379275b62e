Feature: Units: their states, crews, requests and welfare

  Scenario: A state is set by one key and taken back by another
    Given a room with unit TV21 (car, Harbour)
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "3"
    Then TV21 is in state 3
    When the dispatcher presses "0"
    Then TV21 is in state 10
    When the dispatcher presses "Ctrl+Z"
    Then TV21 is in state 3

  Scenario: A key of a state is refused in words
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And TV21 is on "412"
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "-"
    Then the desk says "TV21 is committed to CAD 412 (Ben, "
    And the desk says "Nothing changed."
    And TV21 is in state 2

  Scenario: An urgent call back is answered by one key
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And TV21 is on "412"
    When the radio of TV21 says state 14
    Then TV21 waits for an answer
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Shift+T"
    Then TV21 waits for nothing
    And the log of "412" says "Answered TV21, who asks for an urgent call back (14)."
    When the dispatcher presses "Shift+T"
    Then the desk says "TV21 asks for nothing"

  Scenario: A crew is changed, and nobody sits in two units
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And an officer 7101 Adebayo who can search
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Shift+Q"
    And the open form is filled with "7101"
    And the dispatcher presses "Ctrl+Return"
    Then 7101 is in TV21, which can search
    When the dispatcher clicks the row of TV22 in the units
    And the dispatcher presses "Shift+Q"
    And the open form is filled with "7101"
    And the dispatcher presses "Ctrl+Return"
    Then the desk says "PC 7101 Adebayo is in TV21"
    And the desk says "Nothing changed."
    And 7101 is in TV21, which can search

  Scenario: A unit is booked off and on again, with the end of its shift
    Given a room with unit TV22 (car, Harbour)
    When the dispatcher clicks the row of TV22 in the units
    And the dispatcher presses "Ctrl+Shift+B"
    Then TV22 is in state 11
    When the dispatcher presses "Ctrl+Shift+B"
    And the open form is filled with " | +30 min"
    And the dispatcher presses "Ctrl+Return"
    Then TV22 is in state 1
    And the board says "sent now = overtime" of TV22

  Scenario: Contact with who is alone at a scene
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And an officer 7101 Adebayo who can search
    And 7101 alone is TV21's crew
    And TV21 is on "412"
    And TV21 is in state 6
    Then the board says "alone 0 min, last contact 0 min" of TV21
    And the queue orders "412" by the next welfare check
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Ctrl+Shift+W"
    Then the log of "412" says "Contact with TV21."
    And the next welfare check of "412" is later than before

  Scenario: The board is filtered by typing
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    When the dispatcher presses "Ctrl+7 Ctrl+7"
    And the dispatcher types "tv22"
    Then the board shows TV22 alone
    When the dispatcher presses "Esc"
    Then the board shows TV21 and TV22
