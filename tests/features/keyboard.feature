Feature: From the call to the end without a mouse

  Scenario: Call, dispatch, scene and close by keys alone
    When keystrokes are counted from here
    And the dispatcher presses "N"
    And the dispatcher types what the caller says, "Robbery, two males with a knife"
    And the dispatcher presses "Tab"
    And the dispatcher types "Quay 9"
    And the dispatcher presses "Ctrl+Return"
    And this incident is called "412" from now on
    Then the first unit is offered for "412"
    When the dispatcher presses "1 Return"
    Then a unit is on "412"
    And it took at most 12 keystrokes
    And the log of "412" says "two males with a knife"
    When the sent unit says state 5
    And the sent unit says state 6
    Then the log of "412" says "at scene (6)"
    When the dispatcher presses "L"
    And the dispatcher types "One detained, knife found"
    And the dispatcher presses "Return Esc"
    Then the log of "412" says "One detained, knife found"
    When the dispatcher enters "grade 412 S No danger any more" in the command bar
    Then the log of "412" says "to S: No danger any more"
    When the dispatcher presses "V"
    And the open form is filled with "Detained, taken in"
    And the dispatcher presses "Ctrl+Return"
    Then "412" is resolved
    And no unit is on "412"
    When the dispatcher enters "close 412 C01" in the command bar
    Then "412" is closed
    And no mouse was touched

  Scenario: The same by the command bar alone
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And an open incident "412"
    When the dispatcher enters "assign tv21 tv22 412" in the command bar
    Then TV21 is on "412"
    And TV22 is on "412"
    When the dispatcher enters "standdown tv22 not needed" in the command bar
    Then TV22 is on nothing
    When the dispatcher enters "tv21 6" in the command bar
    Then TV21 is in state 6
    When the dispatcher enters "resolve 412 Words of advice" in the command bar
    Then "412" is resolved
    When the dispatcher enters "close 412 C01" in the command bar
    Then "412" is closed
    And no mouse was touched
