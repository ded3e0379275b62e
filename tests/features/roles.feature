Feature: Each role does what the force's table gives it, and sees no more

  Scenario: An observer reads, and is told who may do the rest
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    When Olga sits down at another desk as observer
    And Olga sends TV21 to "412"
    Then Olga is told "As observer you may not do this. Who may: dispatcher, supervisor."
    And TV21 is on nothing
    When Olga writes "I was here" in "412"
    Then Olga is told "Who may: call taker, dispatcher, supervisor."
    And the log of "412" does not say "I was here"

  Scenario: A call taker opens and grades, and sends nobody
    Given a room with unit TV21 (car, Harbour)
    When Cat sits down at another desk as call_taker
    And Cat takes a call "433" of type ROBBERY, grade S, at "Pier 7"
    Then the queue shows "Pier 7" for "433"
    When Cat gives "433" grade I because "a knife was seen"
    Then the log of "433" says "a knife was seen"
    When Cat sends TV21 to "433"
    Then Cat is told "As call taker you may not do this. Who may: dispatcher, supervisor."
    And TV21 is on nothing
    When Cat resolves "433"
    Then Cat is told "Who may: dispatcher, supervisor."
    And "433" is open

  Scenario: A partner sees what is shared with it, and of that no caller and no words
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And Ben took a call "412" at "Mill 3" from "Mrs Lee", who says "He has a knife"
    And an open incident "433"
    And TV21 is on "412"
    And the dispatcher has "412" selected
    When Fay sits down at the desk of partner fire
    Then Fay's desk shows no incident and no unit
    When the dispatcher presses "Ctrl+Shift+P"
    And the open form is filled with "Fire control"
    And the dispatcher presses "Ctrl+Return"
    Then Fay's desk shows "412" at "Mill 3" and no other incident
    And Fay's desk shows TV21 and no other unit
    When Ben writes "Blood on the stairs" in "412"
    Then nothing on Fay's desk says "Mrs Lee", "knife" or "Blood"
    When Fay sends TV21 to "412"
    Then Fay is told "As partner you may not do this. Who may: dispatcher, supervisor."
    When Fay tells the room "Two pumps on the way" about "412"
    Then the log of "412" says "Two pumps on the way"
    When Fay tells the room "And this one" about "433"
    Then Fay is told "That incident is not shared with you."
    When Ben ends the sharing of "412" with fire
    Then Fay's desk shows no incident and no unit

  Scenario: Whoever sits down as less may do less, and is told so by every key
    Given an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher presses "Ctrl+Shift+I"
    And the open form is filled with "Observer"
    And the dispatcher presses "Ctrl+Return"
    Then the top bar says "Observer"
    When the dispatcher presses "E"
    Then the desk says ": not as observer."
    When the dispatcher presses "Esc Ctrl+Shift+I"
    And the open form is filled with "Call taker"
    And the dispatcher presses "Ctrl+Return"
    Then the top bar says "Call taker"
    When the dispatcher presses "V"
    Then the desk says ": not as call taker."
    And "412" is open
    When the dispatcher presses "Esc Ctrl+Shift+I"
    And the open form is filled with "Dispatcher"
    And the dispatcher presses "Ctrl+Return"
    Then the top bar says "Dispatcher"
