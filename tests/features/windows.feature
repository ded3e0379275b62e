Feature: A window shows each role what is theirs, and offers nothing that it refuses

  Scenario: A partner's window before anything is shared with it
    Given a room with unit TV21 (car, Harbour)
    And Ben took a call "412" at "Mill 3" from "Mrs Lee", who says "He has a knife"
    When Fay sits down at the window of partner fire
    Then Fay's window says "Nothing is shared with Fire control"
    And Fay's window says "Alarms stay in the control room."
    And Fay's window says "No unit is on what is shared"
    And nothing in Fay's window says "Mill 3", "Mrs Lee", "knife" or "TV21"
    And Fay's menus are "Desk, Incident, Unit, Map, View, Help"
    And Fay's menus offer nothing that a role forbids
    And Fay's window has no button

  Scenario: A partner's window with an incident that is shared
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And Ben took a call "412" at "Mill 3" from "Mrs Lee", who says "He has a knife"
    And Ben took a call "433" at "Pier 7" from "Mr Poe", who says "A fire bomb"
    And TV21 is on "412"
    And TV22 is on "433"
    And Fay sits at the window of partner fire
    When Ben shares "412" with fire
    And Ben writes "Blood on the stairs" in "412"
    Then Fay's window says "Mill 3"
    When Fay clicks "412" in the queue
    Then Fay's window says "sent "
    And Fay's window says "Write to the control room"
    And nothing in Fay's window says "Mrs Lee", "knife", "Blood" or "Pier 7"
    And nothing in Fay's window says "TV22", "Mr Poe", "bomb" or "System"
    And nothing in Fay's window says "Ben", "Ash", "acknowledged" or "Alarms:"
    And Fay's menus offer nothing that a role forbids
    And Fay's window has no button
    When Fay presses "L"
    And Fay types "Two pumps on the way"
    And Fay presses "Return Esc"
    Then the log of "412" says "Fire control: Two pumps on the way"
    And Fay's window says "Fire control Fire control: Two pumps on the way"
    When Ben tells fire "Gas is shut off" about "412"
    Then Fay's window says "Control room To Fire control: Gas is shut off"
    And nothing in Fay's window says "Ben", "Ash", "System" or "Mrs Lee"
    When Fay enters "log 412 Pumps are there" in the command bar
    Then the log of "412" says "Fire control: Pumps are there"
    When Fay looks for "pier" in the command bar
    Then nothing in Fay's window says "Pier 7", "Mr Poe", "TV22" or "bomb"
    When Fay looks for "tv" in the command bar
    Then Fay's command bar finds "TV21" and not "TV22"
    When Fay looks for "send" in the command bar
    Then Fay's command bar finds nothing that a role forbids
    When Fay presses "N"
    Then Fay's window says "Open an incident: not as partner."
    When Fay presses "Ctrl+P"
    Then Fay's window says "Print as a PDF, a disclosure: not as partner."
    When Fay presses "Ctrl+9"
    Then Fay's window says "Handover: not as partner."
    When Ben ends the sharing of "412" with fire
    Then Fay's window says "Nothing is shared with Fire control"
    And nothing in Fay's window says "Mill 3", "TV21", "pumps" or "Pumps"
    And Fay has saved nothing

  Scenario: An observer's window reads everything and writes nothing
    Given a room with units TV21 (car, Harbour) and HB14 (car, Harbour)
    And Ben took a call "412" at "Mill 3" from "Mrs Lee", who says "He has a knife"
    And TV21 is on "412"
    And Olga sits at a window as observer
    When Olga clicks "412" in the queue
    Then Olga's window says "Mrs Lee"
    And Olga's window says "He has a knife"
    And Olga's window says "not acknowledged"
    And nothing in Olga's window says "choose by number", "Add to log", "All reasons" or "Assign"
    And Olga's menus are "Desk, Incident, Unit, Map, View, Help"
    And Olga's menus offer nothing that a role forbids
    And Olga's window has no button
    When Olga presses "L"
    Then Olga's window says "Add to the log: not as observer."
    When Olga presses "1 Return"
    Then Olga's window says "Assign the chosen units: not as observer."
    When Olga looks for "hb" in the command bar
    Then Olga's command bar finds "HB14" and not "Mill 3"
    When Olga looks for "resolve" in the command bar
    Then Olga's command bar finds nothing that a role forbids
    When Olga presses "Ctrl+9"
    Then Olga's window says "Handover"
    And Olga's window has no button
    When Olga presses "Ctrl+8"
    Then nothing in Olga's window says "Write to the room", "Broadcast to units", "Begin handover" or "Ctrl+S"
    And "412" is open
    And Olga has saved nothing
