Feature: A call is taken by keyboard, what happens first

  Scenario: From call to first unit without the mouse, in few keys
    Given a room with unit HB14 (car, Harbour)
    When the dispatcher presses "N"
    And the dispatcher types "Two males took a phone off a girl, one has a knife. "
    Then intake suggests "Robbery unless you choose: 'took a phone', 'knife'"
    And intake proposes "Immediate: 'knife'"
    And intake still asks for "V Vulnerability"
    When keystrokes are counted from here
    And the dispatcher presses "Tab"
    And the dispatcher types "pier"
    And the dispatcher sends the call and names it "501"
    Then "501" is of type ROBBERY and grade I
    When the dispatcher presses "1"
    And the dispatcher presses "Return"
    Then a unit is on "501"
    And it took at most 12 keystrokes

  Scenario: A suggestion never overrides what the operator chose
    When the dispatcher presses "N"
    And the dispatcher pastes "A fight, one is bleeding. "
    And the dispatcher presses "Tab Tab"
    And the dispatcher types "Theft"
    Then intake suggests "The words rather say Violence against the person"
    When the dispatcher sends the call and names it "502"
    Then "502" is of type THEFT and grade I

  Scenario: One key takes type and grade
    When the dispatcher presses "N"
    And the dispatcher pastes "There is a fight in progress. "
    And the dispatcher presses "Ctrl+G"
    Then the type field says "Violence against the person"
    When the dispatcher sends the call and names it "503"
    Then "503" is of type VIOLENCE and grade I

  Scenario: A further call is added to the incident that it is about
    Given an open incident "412" in the middle of the map where "a moped crashed into the red fence, rider down"
    When the dispatcher presses "N"
    And the dispatcher pastes "I saw a moped crash, the rider is down by the red fence. "
    And the dispatcher clicks the map where "412" is
    Then intake says that "412" is likely the same because "both say"
    When the dispatcher presses "Ctrl+Shift+D"
    Then "412" is selected
    And the log of "412" says "Further call: I saw a moped crash"
    And no form is open

  Scenario: A change asks for the risk again, and advice is recorded
    Given an open incident "412" of type ROBBERY, grade S, at "Quay 4"
    And the dispatcher has "412" selected
    When the dispatcher presses "Ctrl+I"
    And the dispatcher pastes "T: none H: none R: low I: cctv V: none E: yes"
    Then the form hints "Still to ask, THRIVE+: P Prevention"
    When the dispatcher pastes " P: locked"
    And the dispatcher presses "Ctrl+Return"
    Then the log of "412" says "THRIVE+: T: none"
    And nothing is still to ask about "412"
    When the dispatcher presses "Shift+G"
    And the open form is filled with "I"
    And the dispatcher presses "Ctrl+Return"
    Then it is asked again about "412" because "grade S to I"
    When the dispatcher presses "Ctrl+Shift+A"
    And the dispatcher types "Stay inside"
    And the dispatcher presses "Ctrl+Return"
    Then the log of "412" says "Advice given: Stay inside"

  Scenario: A million characters are pasted
    When the dispatcher presses "N"
    And the dispatcher pastes 1048576 letters
    Then the desk says "1,048,576 characters were pasted; What happens holds 4,000."
    And the narrative has 4000 letters
