Feature: What goes against a rule is refused in words, and nothing is changed

  Scenario: A unit that is committed is not sent twice
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And an open incident "412"
    And an open incident "433"
    And TV21 is on "412"
    And the dispatcher has "433" selected
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Return"
    Then the desk says "TV21 is committed to CAD 412 (Ben, "
    And the desk says "Nothing changed."
    And TV21 is on "412"
    And the log of "433" does not say "TV21"

  Scenario: The sentence stays until Esc and the next thing can be done
    Given a room with units TV21 (car, Harbour) and TV22 (car, Harbour)
    And an open incident "412"
    And an open incident "433"
    And TV21 is on "412"
    And the dispatcher has "433" selected
    When the dispatcher clicks the row of TV21 in the units
    And the dispatcher presses "Return"
    Then the desk says "Choose another unit, or stand TV21 down first."
    When the dispatcher presses "Esc"
    And the dispatcher clicks the row of TV22 in the units
    And the dispatcher presses "Return"
    Then TV22 is on "433"
    And the desk refuses nothing

  Scenario: Another desk is refused with the same words
    Given a room with unit TV21 (car, Harbour)
    And an open incident "412"
    And an open incident "433"
    And TV21 is on "412"
    When Eve sits down at another desk as dispatcher
    And Eve sends TV21 to "433"
    Then Eve is told "TV21 is committed to CAD 412 (Ben, "
    And TV21 is on "412"
