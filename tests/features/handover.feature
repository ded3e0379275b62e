Feature: What stands open goes to the next person, and nothing of it is lost

  Scenario: What stands open is ticked off by key, and who took what on stands there
    Given nothing stands open from before
    And an open incident "412" of type ROBBERY, grade S, at "Quay 4"
    And an open incident "433" of type ROBBERY, grade Q, at "Quay 9"
    And an open incident "444" of type ROBBERY, grade S, at "Mill 2"
    And Ben has set a bring-up of "412"
    And Ben has set a bring-up of "444"
    When the dispatcher presses "Ctrl+9"
    Then the handover panel says "CAD 412, Quay 4: bring up at"
    And the handover panel says "over its target"
    When the dispatcher enters "Begin the handover" in the command bar
    Then the handover panel says "left to take on"
    When Ben takes on "412"
    Then the handover panel shows "Ben, " for "412"
    When the dispatcher takes on "433" by key
    Then the handover panel shows "Ash, " for "433"
    And the handover panel says "left to take on"
    When the dispatcher takes on the rest by key
    Then the handover panel says "handed over at"
    And the handover holds who took on what: Ben "412", Ash "433"
    And the desk refuses nothing

  Scenario: What somebody took on is not taken on twice
    Given nothing stands open from before
    And an open incident "412" of type ROBBERY, grade S, at "Quay 4"
    And an open incident "433" of type ROBBERY, grade S, at "Quay 9"
    And Ben has set a bring-up of "412"
    And Ben has set a bring-up of "433"
    When the dispatcher presses "Ctrl+9"
    And the dispatcher enters "Begin the handover" in the command bar
    Then the handover panel says "left to take on"
    When the dispatcher takes on "412" by key
    And Ben takes on "412"
    Then Ben is told "Ash took that on at "
    And the handover panel shows "Ash, " for "412"
    When the dispatcher takes on the rest by key
    Then the handover panel says "handed over at"

  Scenario: Risks that nobody asked about are one line, not the whole pack
    Given nothing stands open from before
    And an open incident "412" of type ROBBERY, grade P, at "Quay 5"
    And an open incident "433" of type ROBBERY, grade P, at "Quay 9"
    When the dispatcher presses "Ctrl+9"
    Then the handover panel says "2 Prompt incidents without a recorded risk: CAD 412 and 433"
    When Ben records the risk "T: none" of "433"
    Then the handover panel says "CAD 412, Quay 5: risk was never recorded"

  Scenario: What a caller was promised is in the pack until it is kept
    Given nothing stands open from before
    And an open incident "412" of type ROBBERY, grade S, at "Quay 5"
    And an open incident "433" of type ROBBERY, grade S, at "Quay 9"
    And Ben has set a bring-up of "433"
    And the dispatcher has "412" selected
    When the dispatcher presses "Ctrl+Shift+N"
    And the open form is filled with "Ring Mrs Lee back"
    And the dispatcher presses "Ctrl+Return"
    Then the log of "412" says "Ring Mrs Lee back"
    When the dispatcher presses "Ctrl+9"
    Then the handover panel says ": Ring Mrs Lee back"
    When the dispatcher enters "Begin the handover" in the command bar
    Then the handover panel says "left to take on"
    And the handover panel shows ": Ring Mrs Lee back" for "412"
    When Ben takes on "412"
    Then the handover panel shows "Ben, " for "412"
    When the dispatcher takes on the rest by key
    Then the handover panel says "handed over at"
    When Ben keeps the promise of "412"
    Then the handover panel does not say "Ring Mrs Lee back"

  Scenario: Who leaves the desk is away on every other desk until back
    When the dispatcher presses "Ctrl+Shift+I"
    And the open form is filled with "Dispatcher | Harbour"
    And the dispatcher presses "Ctrl+Return"
    And Ben sits down for Central
    Then the top bar says "Ben Central"
    When the dispatcher presses "Ctrl+Shift+R"
    And the open form is filled with "Ben, Desk Ben"
    And the dispatcher presses "Ctrl+Return"
    Then Ben's desk knows that Ash is away, covered by Ben
    When the dispatcher presses "Ctrl+Shift+R"
    Then Ben's desk knows that Ash is back
    When Ben leaves the desk to nobody
    Then the top bar says "Ben away"
    And the top bar says "Nobody looks after Central"
    When Ben comes back to the desk
    Then the top bar says "Ben Central"
    And the desk refuses nothing
