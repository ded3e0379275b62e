"""The words of every line that an event writes into a log."""

import pytest

from controlroom.domain import events as e
from controlroom.domain.reduce import sentences as s
from tests.helpers.watch import HOUR_US, OKAFOR, START_US, TV21, TV22, Watch


@pytest.fixture
def watch() -> Watch:
    """A room with the UK codes and one incident, CAD 1, of 21 Nov."""
    watch = Watch()
    watch.opened("ROBBERY", grade="I")
    return watch


def inc(watch: Watch) -> str:
    """Return the id of the only incident."""
    return next(iter(watch.picture.incidents))


def test_names_of_what_is_gone(watch: Watch) -> None:
    """What the picture does not hold is still said, by its id or in general."""
    state = watch.picture

    assert "TV21" == s.callsign(state, TV21)
    assert "unit_gone" == s.callsign(state, "unit_gone")
    assert "nobody" == s.callsign(state, None)
    assert "TV21 and TV22" == s.callsigns(state, (TV21, TV22))
    assert "CAD 1" == s.cad_of(state, inc(watch))
    assert "another incident" == s.cad_of(state, "inc_gone")
    assert "Unknown type" == s.type_words(state, "")
    assert "NATURE 7" == s.type_words(state, "NATURE 7")
    assert "at scene (6)" == s.state_words(state, 6)
    assert "state 40" == s.state_words(state, 40)


def test_opened(watch: Watch) -> None:
    """Type, grade, place and where the call came from."""
    event = e.IncidentOpened(
        incident_id="i", cad="2", cad_day="2026-11-21", cad_count=2,
        type_code="BURGLARY", grade="S", opened_at_us=0, place="Mill Street",
        source="csv", source_id="77",
    )  # fmt: skip

    assert "Opened: Burglary" in s.opened(watch.picture, event)
    assert ", grade S, Mill Street, from csv 77." in s.opened(watch.picture, event)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"place": "Quay"}, "Amended: place Quay."),
        ({"place": ""}, "Amended: place none."),
        (
            {"lat": 51.0, "lon": 1.0, "sector": "H"},
            "Amended: position moved, sector H.",
        ),
        ({"sector": "", "caller": ""}, "Amended: sector none, caller none."),
        ({"caller": "Mrs Hale"}, "Amended: caller Mrs Hale."),
        ({"type_code": "X"}, "Amended: type X."),
        ({}, "Amended: nothing."),
    ],
)
def test_amended(watch: Watch, fields: dict[str, object], said: str) -> None:
    """Each field that was given a new value, and no other."""
    event = e.IncidentAmended(incident_id="i", **fields)  # type: ignore[arg-type]  # as the case says

    assert said == s.amended(watch.picture, event)


def test_graded() -> None:
    """From, to, and why."""

    assert "Grade S to I: knife seen" == s.graded(
        e.IncidentGraded(incident_id="i", grade="I", reason="knife seen"), "S"
    )
    assert "Grade none to I." == s.graded(
        e.IncidentGraded(incident_id="i", grade="I"), ""
    )


def test_assigned_and_stood_down(watch: Watch) -> None:
    """Who went, whether it was recommended, where to instead and why."""
    state = watch.picture

    assert "TV21 assigned." == s.assigned(
        state, e.UnitAssigned(incident_id="i", unit_id=TV21)
    )
    assert "TV21 assigned, as recommended." == s.assigned(
        state, e.UnitAssigned(incident_id="i", unit_id=TV21, recommended=True)
    )
    assert "TV21 stood down: meal" == s.stood_down(
        state, e.UnitStoodDown(incident_id="i", unit_id=TV21, reason="meal")
    )
    assert "TV21 diverted to CAD 1." == s.stood_down(
        state, e.UnitStoodDown(incident_id="i", unit_id=TV21, diverted_to=inc(watch))
    )


def test_states_and_requests(watch: Watch) -> None:
    """A state by its name and number; a request by what is asked for."""
    state = watch.picture

    assert "TV21 at scene (6)." == s.unit_state(
        state, e.UnitStateChanged(unit_id=TV21, state=6)
    )
    assert "TV21 asks for an urgent call back (14)." == s.request(
        state, e.RequestReceived(unit_id=TV21, request=14)
    )
    assert "TV21 sent a request (99)." == s.request(
        state, e.RequestReceived(unit_id=TV21, request=99)
    )


def test_closed(watch: Watch) -> None:
    """The code with its meaning, or as typed."""
    state = watch.picture
    known = state.codes.closing[0]

    assert f"Closed, {known.code} {known.name}." == s.closed(
        state, e.IncidentClosed(incident_id="i", closing_code=known.code)
    )
    assert "Closed, Z9: done" == s.closed(
        state, e.IncidentClosed(incident_id="i", closing_code="Z9", note="done")
    )


@pytest.mark.parametrize(
    ("at_us", "note", "said"),
    [
        (START_US + HOUR_US, "", "Bring up at 15:00."),
        (
            START_US + 12 * HOUR_US,
            "call back",
            "Bring up at 02:00 on 22 Nov 2026: call back",
        ),
        (None, "", "Bring-up taken away."),
    ],
)
def test_bring_up(watch: Watch, at_us: int | None, note: str, said: str) -> None:
    """In the force's time, with the date when it is not today."""
    event = e.BringUpSet(incident_id="i", at_us=at_us, note=note)

    assert said == s.bring_up(watch.picture, event, START_US)


def test_alarms(watch: Watch) -> None:
    """What is wrong, with whom, and how it ended."""
    state = watch.picture

    def raised(**fields: object) -> str:
        event = e.AlarmRaised(alarm_id="a", kind="officer_emergency",
                              priority="emergency", **fields)  # type: ignore[arg-type]  # fmt: skip  # as the case says
        return s.alarm_raised(state, event)

    assert "Officer emergency TV21." == raised(unit_id=TV21, person_id=OKAFOR)
    assert "Officer emergency Okafor: shots" == raised(person_id=OKAFOR, text="shots")
    assert "Officer emergency." == raised()
    assert "Feed lost: accepted." == s.alarm_accepted("feed_lost")
    assert "Officer emergency ended as a false alarm: knocked" == s.alarm_ended(
        "officer_emergency",
        e.AlarmEnded(alarm_id="a", outcome="false_alarm", note="knocked"),
    )


def test_messages_are_logged_as_typed(watch: Watch) -> None:
    """HTML and quotes are words."""
    event = e.MessageSent(message_id="m", unit_ids=(TV21,), text="<b>come</b> back")

    assert "To TV21: <b>come</b> back" == s.message(watch.picture, event)
