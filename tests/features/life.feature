Feature: The life of an incident, by keyboard

  Scenario: From resolved to closed and back
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And the dispatcher has "412" selected
    When the dispatcher presses "V"
    And the open form is filled with "all quiet"
    And the dispatcher presses "Ctrl+Return"
    Then "412" is resolved
    When the dispatcher presses "C"
    And the open form is filled with "C05|searched twice"
    And the dispatcher presses "Ctrl+Return"
    Then "412" is closed
    And the log of "412" says "Closed, C05"
    When the dispatcher presses "O"
    And the open form is filled with "he is back"
    And the dispatcher presses "Ctrl+Return"
    Then "412" is open

  Scenario: A duplicate is merged, with its unit, and given its own life back
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And an open incident "413"
    And the dispatcher has "412" selected
    When Ben sends TV21 to "413"
    Then TV21 is on "413"
    When the dispatcher presses "Ctrl+M"
    And the open form is filled with "413"
    And the dispatcher presses "Ctrl+Return"
    Then "413" is merged into "412"
    And TV21 is on "412"
    And the log of "412" says "merged in"
    When the dispatcher presses "Ctrl+Shift+M"
    And the dispatcher presses "Ctrl+Return"
    Then "413" is open
    And TV21 is on "413"
    And the log of "413" says "taken back"

  Scenario: A wrong log entry is put right, and stays to be read
    Given an open incident "412"
    And the dispatcher has "412" selected
    When Ben writes "Red Ford" in "412"
    Then the log of "412" says "Red Ford"
    When the dispatcher presses "Ctrl+Shift+L"
    And the dispatcher presses "Ctrl+A"
    And the dispatcher types "Blue Ford"
    And the dispatcher presses "Ctrl+Return"
    Then the log of "412" says "Blue Ford"
    And the log of "412" says "Red Ford"

  Scenario: A photo is attached, and a file that lies about what it is is not
    Given an open incident "412"
    And the dispatcher has "412" selected
    When a file "scene.png" that is a picture is dropped on the incident
    Then the log of "412" says "Attached photo scene.png"
    And "412" has 1 file
    When a file "scene.jpg" that is a document is dropped on the incident
    Then the desk has said "is application/pdf by its content"
    And "412" has 1 file
