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
    And the log of "412" says "TV21 stood down"
