"""A touched entity knows its revision, who and when; an incident its watch."""

from controlroom.domain.entities import Incident, LogEntry, Unit
from controlroom.domain.events import BroughtUp, Fact
from controlroom.domain.reduce.stamp import keep_incident, log_line, log_to, stamped
from controlroom.domain.state import State

FACT = Fact(
    seq=9, at_us=70, actor="per_ash", desk="4", event=BroughtUp(incident_id="inc_1")
)


def test_a_stamp_says_who_when_and_which_fact() -> None:
    """The revision is the seq; the rest is for a conflict's sentence."""
    unit = stamped(Unit(unit_id="u", callsign="TV21"), FACT, state=2)

    assert (9, "per_ash", 70, 2) == (
        unit.revision, unit.changed_by, unit.changed_at_us, unit.state,
    )  # fmt: skip


def test_a_line_carries_its_fact() -> None:
    """Seq, time, actor and desk come from the fact, never from a clock."""
    line = log_line(FACT, "entry", "Caller safe.")

    assert LogEntry(
        seq=9, at_us=70, by="per_ash", desk="4", kind="entry", text="Caller safe."
    ) == line  # fmt: skip


def test_a_log_only_grows() -> None:
    """The line is appended, the fields change, the id is returned."""
    state = State()
    first = log_line(FACT, "opened", "Opened.")
    keep_incident(
        state,
        Incident(incident_id="inc_1", cad="1", type_code="x", grade="", log=(first,)),
    )

    assert ("inc_1",) == log_to(state, FACT, "inc_1", "entry", "More.", place="Quay")
    incident = state.incidents["inc_1"]
    assert first == incident.log[0]
    assert ["Opened.", "More."] == [entry.text for entry in incident.log]
    assert ("Quay", 9) == (incident.place, incident.revision)


def test_an_incident_that_has_gone_is_not_touched() -> None:
    """A message about an archived incident writes nowhere, and fails nowhere."""
    state = State()

    assert () == log_to(state, FACT, "inc_gone", "entry", "x")
    assert () == log_to(state, FACT, None, "entry", "x")
    assert {} == state.incidents


def test_the_watch_follows_the_incident() -> None:
    """What time can bring is watched; what it cannot is not."""
    state = State()
    due = Incident(
        incident_id="inc_1", cad="1", type_code="x", grade="", bring_up_at_us=99
    )
    keep_incident(state, due)

    assert {"inc_1": 99} == state.watch
    keep_incident(state, stamped(due, FACT, bring_up_at_us=None))
    assert {} == state.watch
