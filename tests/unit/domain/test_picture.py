"""The one reducer: whatever is said, in whatever order, the picture holds together."""

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.deadlines import watch_us
from controlroom.domain.decide.drawings import CORNERS_MOST, SHAPES
from controlroom.domain.entities import LogEntry, Outline
from controlroom.domain.errors import BugError, Refused
from controlroom.domain.events import Fact
from controlroom.domain.geo import is_place
from controlroom.domain.picture import Picture
from controlroom.domain.shapes import crosses_itself
from controlroom.domain.state import source_key
from tests.helpers.watch import (
    ASH,
    BODY_CAM,
    DEVICES,
    MARSH,
    SECOND_US,
    START_US,
    STREET_CAM,
    UNITS,
    Watch,
)


def test_facts_come_in_order() -> None:
    """A fact that is not after the last one is a fault of ours, and changes nothing."""
    picture = Picture(seq=7)
    event = e.DeviceEnabled(device_id="dev_1", enabled=True)
    for seq in (7, 6, 0):
        with pytest.raises(BugError, match=f"fact {seq} comes after 7"):
            picture.apply(Fact(seq=seq, at_us=1, actor="clock", event=event))

    assert 7 == picture.seq


def test_hidden_and_audit_rows_leave_gaps() -> None:
    """The order may skip: audit rows count, and touch nothing."""
    picture = Picture(seq=7)
    fact = Fact(seq=9, at_us=1, actor="x", event=e.SignedOn(person_id="p", desk="4"))

    assert () == picture.apply(fact)
    assert 9 == picture.seq
    assert msgspec.structs.replace(Picture(), seq=9) == picture


def test_pictures_share_nothing() -> None:
    """Two pictures in one process are two."""
    first, second = Picture(), Picture()
    first.sources["x"] = "y"

    assert {} == second.sources


UNIT_IDS = [unit.unit_id for unit in UNITS] + ["unit_gone"]
DEVICE_IDS = [device.device_id for device in DEVICES] + ["dev_gone"]
COLLARS = ["2187", "3340", "9"]
units = st.sampled_from(UNIT_IDS)
devices = st.sampled_from(DEVICE_IDS)
texts = st.text(max_size=12)
times = st.integers(-(2**62), 2**62) | st.integers(START_US, START_US + 10**11)
degrees = st.none() | st.floats(-91, 91)
pick = st.integers(0, 5)
outlines = st.builds(
    Outline,
    shape=st.sampled_from(["point", "line", "polygon", "circle"]),
    corners=st.lists(
        st.tuples(st.floats(-91, 91), st.floats(-181, 181))
        | st.tuples(st.floats(51.0, 51.1), st.floats(-0.1, 0.0)),
        max_size=6,
    ).map(tuple),
    radius_m=st.floats(-1, 1e5) | st.just(float("nan")),
)
drawing_kinds = st.sampled_from(
    ["inner_cordon", "outer_cordon", "rvp", "geofence", "annotation", "marker"]
)


class Shift(RuleBasedStateMachine):
    """Two people, their devices, other systems and the clock say whatever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.watch = Watch()
        self.logs: dict[str, tuple[LogEntry, ...]] = {}
        self.numbers: list[str] = []
        self.standing: set[str] = set()

    def incident_id(self, number: int) -> str:
        """Return one of the newest incidents, or one that is not there."""
        known = list(self.watch.picture.incidents)[-5:]
        return known[number] if number < len(known) else "inc_gone"

    def alarm_id(self, number: int) -> str:
        """Return one of the newest alarms, or one that is not there."""
        known = list(self.watch.picture.alarms)[-5:]
        return known[number] if number < len(known) else "alm_gone"

    def give(self, act: c.AnyAct, who: str = ASH, role: str = "supervisor") -> None:
        """Give a command; a refusal says its sentence and changes nothing."""
        before, sentence = self.watch.picture.seq, ""
        try:
            self.watch.do(act, who=who, role=role)
        except Refused as refused:
            sentence = refused.sentence
        if sentence:
            assert "Nothing changed." in sentence
            assert before == self.watch.picture.seq

    @rule(grade=st.sampled_from(["I", "S", "E", "R", ""]), place=texts, lat=degrees,
          lon=degrees)  # fmt: skip
    def open(
        self, grade: str, place: str, lat: float | None, lon: float | None
    ) -> None:
        """Open an incident."""
        self.give(
            c.OpenIncident(
                type_code="ROBBERY", grade=grade, place=place, lat=lat, lon=lon
            )
        )

    @rule(number=pick, grade=st.sampled_from(["I", "S", "R", "Z"]), text=texts)
    def change(self, number: int, grade: str, text: str) -> None:
        """Grade, amend, write."""
        incident_id = self.incident_id(number)
        self.give(c.GradeIncident(incident_id=incident_id, grade=grade, reason=text))
        self.give(c.AmendIncident(incident_id=incident_id, place=text))
        self.give(c.AddLogEntry(incident_id=incident_id, text=text))

    @rule(number=pick, chosen=st.lists(units, max_size=3), divert=st.booleans())
    def assign(self, number: int, chosen: list[str], divert: bool) -> None:
        """Send units, sometimes taking them from elsewhere."""
        self.give(
            c.AssignUnits(
                incident_id=self.incident_id(number),
                unit_ids=tuple(chosen),
                divert=divert,
            )
        )

    @rule(number=pick, unit_id=units)
    def stand_down(self, number: int, unit_id: str) -> None:
        """Release a unit."""
        self.give(c.StandDown(incident_id=self.incident_id(number), unit_id=unit_id))

    @rule(number=pick, at_us=st.none() | times)
    def finish(self, number: int, at_us: int | None) -> None:
        """Bring up, resolve, close."""
        incident_id = self.incident_id(number)
        self.give(c.SetBringUp(incident_id=incident_id, at_us=at_us))
        self.give(c.ResolveIncident(incident_id=incident_id))
        self.give(c.CloseIncident(incident_id=incident_id, closing_code="C01"))

    @rule(number=pick)
    def reopen(self, number: int) -> None:
        """Take an incident back."""
        self.give(c.ReopenIncident(incident_id=self.incident_id(number)))

    @rule(unit_id=units, state=st.integers(-1, 17))
    def set_state(self, unit_id: str, state: int) -> None:
        """Set a state at the desk."""
        self.give(c.SetUnitState(unit_id=unit_id, state=state))

    @rule(unit_id=units)
    def raise_emergency(self, unit_id: str) -> None:
        """Press the desk's key."""
        self.give(c.RaiseEmergency(unit_id=unit_id))

    @rule(number=pick, who=st.sampled_from([ASH, MARSH]),
          outcome=st.sampled_from(["ended", "false_alarm", "recovered"]))  # fmt: skip
    def handle_alarm(self, number: int, who: str, outcome: str) -> None:
        """Accept and end alarms, alone or together."""
        alarm_id = self.alarm_id(number)
        self.give(c.AcceptAlarm(alarm_id=alarm_id))
        self.give(c.EndAlarm(alarm_id=alarm_id, outcome=outcome), who=who)  # type: ignore[arg-type]  # sampled from outcomes

    @rule(number=pick, kind=drawing_kinds, outline=outlines, label=texts,
          expires=st.none() | st.integers(-5, 2_000))  # fmt: skip
    def draw(
        self, number: int, kind: str, outline: Outline, label: str, expires: int | None
    ) -> None:
        """Draw, draw the newest anew, sometimes for an incident."""
        at_us = None if expires is None else self.watch.now_us + expires * SECOND_US
        incident_id = self.incident_id(number) if number else None
        self.give(
            c.Draw(
                kind=kind,  # type: ignore[arg-type]  # sampled from kinds
                outline=outline, label=label, expires_at_us=at_us,
                incident_id=incident_id,
            )
        )  # fmt: skip
        self.give(
            c.Redraw(
                drawing_id=next(iter(self.watch.picture.drawings), "drw_gone"),
                kind=kind,  # type: ignore[arg-type]  # sampled from kinds
                outline=outline, label=label, expires_at_us=at_us,
                incident_id=incident_id,
            )
        )  # fmt: skip

    @rule(number=pick)
    def erase(self, number: int) -> None:
        """Erase one of the newest, or one that is not there."""
        known = list(self.watch.picture.drawings)[-5:]
        drawing_id = known[number] if number < len(known) else "drw_gone"
        self.give(c.Erase(drawing_id=drawing_id))

    @rule(unit_id=units, number=pick, text=texts)
    def message(self, unit_id: str, number: int, text: str) -> None:
        """Send words."""
        self.give(
            c.SendMessage(
                unit_ids=(unit_id,), text=text, incident_id=self.incident_id(number)
            )
        )

    @rule(device_id=devices, unit_id=st.none() | units, enabled=st.booleans())
    def connect(self, device_id: str, unit_id: str | None, enabled: bool) -> None:
        """Bind and switch devices."""
        self.give(c.BindDevice(device_id=device_id, unit_id=unit_id))
        self.give(c.SetEnabled(entity_id=device_id, enabled=enabled))

    @rule(camera_id=st.sampled_from([BODY_CAM, STREET_CAM, "cam_gone"]), reason=texts)
    def look(self, camera_id: str, reason: str) -> None:
        """Look through a camera."""
        self.give(c.StartViewing(camera_id=camera_id, reason=reason))

    @rule(device_id=devices, state=st.integers(-1, 17), at_us=times)
    def report_state(self, device_id: str, state: int, at_us: int) -> None:
        """Press a state, 0 and the requests included."""
        self.watch.see(o.StateReported(device_id=device_id, state=state, at_us=at_us))

    @rule(device_id=devices, cancelled=st.booleans(), lat=degrees, lon=degrees)
    def press(
        self, device_id: str, cancelled: bool, lat: float | None, lon: float | None
    ) -> None:
        """Press the emergency button, or take it back."""
        self.watch.see(
            o.EmergencyReported(
                device_id=device_id, at_us=0, cancelled=cancelled, lat=lat, lon=lon
            )
        )

    @rule(device_id=devices, number=pick, on_duty=st.booleans(),
          collars=st.lists(st.sampled_from(COLLARS), max_size=3))  # fmt: skip
    def report(
        self, device_id: str, number: int, on_duty: bool, collars: list[str]
    ) -> None:
        """Acknowledge, confirm, book on and off, say the crew."""
        incident_id = self.incident_id(number)
        message_id = next(iter(self.watch.picture.messages), "msg_gone")
        for seen in (
            o.AssignmentSeen(device_id=device_id, incident_id=incident_id, at_us=0),
            o.MessageSeen(device_id=device_id, message_id=message_id, at_us=0),
            o.DutyReported(device_id=device_id, on_duty=on_duty, at_us=0),
            o.CrewReported(device_id=device_id, collars=tuple(collars), at_us=0),
        ):
            self.watch.see(seen)

    @rule(source_id=st.sampled_from(["", "1", "2", "3"]), at_us=times, text=texts)
    def call(self, source_id: str, at_us: int, text: str) -> None:
        """Let another system hand over a call, sometimes again."""
        self.watch.see(
            o.CallReceived(source="csv", source_id=source_id, at_us=at_us, text=text)
        )

    @rule(lost=st.booleans(), camera=st.sampled_from(["recording", "off"]))
    def machines(self, lost: bool, camera: str) -> None:
        """Lose and find a feed, switch a camera."""
        self.watch.see(o.DoorChanged(door="cot", lost=lost, at_us=0))
        self.watch.see(
            o.CameraReported(camera_id=BODY_CAM, state=camera, at_us=0)  # type: ignore[arg-type]  # sampled from states
        )

    @rule(seconds=st.sampled_from([1, 60, 901, 3_700, 90_000]))
    def tick(self, seconds: int) -> None:
        """Let time pass."""
        self.watch.tick(seconds)

    @invariant()
    def both_sides_agree(self) -> None:
        """A unit is on an incident if and only if the incident lists it."""
        picture = self.watch.picture
        from_units = {
            (unit.unit_id, incident_id)
            for unit in picture.units.values()
            for incident_id in unit.incident_ids
        }
        from_incidents = [
            (assignment.unit_id, incident.incident_id)
            for incident in picture.incidents.values()
            for assignment in incident.assignments
        ]
        assert from_units == set(from_incidents)
        assert len(from_incidents) == len(from_units)
        for incident in picture.incidents.values():
            assert "open" == incident.status or not incident.assignments

    @invariant()
    def revisions_are_the_last_touch(self) -> None:
        """A revision is the seq of the last fact that touched the thing."""
        picture = self.watch.picture
        for held in (picture.units, picture.incidents, picture.alarms, picture.devices,
                     picture.people, picture.cameras, picture.drawings):  # fmt: skip
            for key, thing in held.items():
                assert self.watch.touched[key] == thing.revision

    @invariant()
    def logs_only_grow(self) -> None:
        """What was written stays as it was, in front of what came after."""
        for key, incident in self.watch.picture.incidents.items():
            before = self.logs.get(key, ())
            assert before == incident.log[: len(before)]
            assert [entry.seq for entry in incident.log] == sorted(
                {entry.seq for entry in incident.log}
            )
            if key not in self.logs:
                self.numbers.append(incident.cad)
            self.logs[key] = incident.log
        assert len(self.numbers) == len(set(self.numbers))

    @invariant()
    def emergencies_stand(self) -> None:
        """State 0 is a standing emergency; one a unit; none ends without a person."""
        picture = self.watch.picture
        standing = [
            alarm
            for alarm in picture.standing_alarms()
            if alarm.kind == "officer_emergency"
        ]
        in_danger = [alarm.unit_id for alarm in standing if alarm.unit_id]
        assert sorted(in_danger) == sorted(
            unit.unit_id for unit in picture.units.values() if unit.state == 0
        )
        for alarm_id in self.standing - {alarm.alarm_id for alarm in standing}:
            assert picture.alarms[alarm_id].ended_by in {ASH, MARSH}
        for alarm in standing:
            assert "open" == picture.incidents[alarm.incident_id or ""].status
        self.standing = {alarm.alarm_id for alarm in standing}

    @invariant()
    def look_ups_are_true(self) -> None:
        """Riders, voices, rows, sources and the watch follow from what is held."""
        picture = self.watch.picture
        assert picture.riders == {
            person_id: unit.unit_id
            for unit in picture.units.values()
            for person_id in unit.crew
        }
        voices = {
            (device.unit_id, device.device_id)
            for device in picture.devices.values()
            if device.unit_id
        }
        assert voices == {
            (unit_id, each)
            for unit_id, listed in picture.voices.items()
            for each in listed
        }
        for row, unit_id in enumerate(picture.unit_rows):
            assert row == picture.units[unit_id].row
        for row, device_id in enumerate(picture.device_rows):
            assert row == picture.devices[device_id].row
        assert picture.sources == {
            source_key(incident.source, incident.source_id): key
            for key, incident in picture.incidents.items()
            if incident.source_id
        }
        watched = {
            key: watch_us(incident, picture.codes)
            for key, incident in picture.incidents.items()
        }
        assert picture.watch == {
            key: at_us for key, at_us in watched.items() if at_us is not None
        }

    @invariant()
    def drawings_make_sense(self) -> None:
        """What is drawn has real corners, as many as its shape needs."""
        for drawing in self.watch.picture.drawings.values():
            outline = drawing.outline
            assert outline.shape in SHAPES[drawing.kind]
            assert all(is_place(*corner) for corner in outline.corners)
            assert 1 <= len(outline.corners) <= CORNERS_MOST
            assert (outline.radius_m > 0) == (outline.shape == "circle")
            if outline.shape == "polygon":
                assert not crosses_itself(outline.corners)

    def teardown(self) -> None:
        """A replay gives an equal picture, and a snapshot is the picture."""
        picture = self.watch.picture
        packed = msgspec.msgpack.encode(picture)
        assert picture == msgspec.msgpack.decode(packed, type=Picture)
        again = Picture()
        half = Picture()
        for number, fact in enumerate(self.watch.facts):
            kept = msgspec.msgpack.decode(msgspec.msgpack.encode(fact), type=Fact)
            again.apply(kept)
            if number == len(self.watch.facts) // 2:
                taken = msgspec.msgpack.encode(again)
                half = msgspec.msgpack.decode(taken, type=Picture)
            elif number > len(self.watch.facts) // 2:
                half.apply(kept)
        assert picture == again
        assert picture == half
        assert self.watch.now_us >= START_US + SECOND_US


TestShift = Shift.TestCase
TestShift.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
