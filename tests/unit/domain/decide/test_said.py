"""Each command and each observation reaches the file of its subject."""

import typing

import pytest

from controlroom.domain import commands as c
from controlroom.domain import observations as o
from controlroom.domain.decide.said import NEVER_CONFLICTS
from controlroom.domain.entities import Audience, Outline, Party
from controlroom.domain.errors import Conflict, Refused
from tests.helpers.watch import (
    BODY_CAM,
    PHONE,
    RADIO,
    STREET_CAM,
    TV21,
    Watch,
)

NO_OUTLINE = Outline(shape="point", corners=())
GONE: dict[type[c.Act], dict[str, object]] = {
    c.OpenIncident: {"type_code": "NOPE"},
    c.AmendIncident: {"incident_id": "x"},
    c.GradeIncident: {"incident_id": "x", "grade": "I"},
    c.AddLogEntry: {"incident_id": "x", "text": "x"},
    c.AssignUnits: {"incident_id": "x", "unit_ids": ("x",)},
    c.OverrideDivert: {"incident_id": "x", "unit_ids": ("x",), "reason": "x"},
    c.PreAssign: {"incident_id": "x", "unit_id": "x"},
    c.StandDown: {"incident_id": "x", "unit_id": "x"},
    c.StandDownAll: {"incident_id": "x"},
    c.SetUnitState: {"unit_id": "x", "state": 2},
    c.SetCrew: {"unit_id": "x", "person_ids": ()},
    c.BookOn: {"unit_id": "x"},
    c.BookOff: {"unit_id": "x"},
    c.AnswerRequest: {"unit_id": "x"},
    c.RecordContact: {"unit_id": "x"},
    c.ResolveIncident: {"incident_id": "x"},
    c.CloseIncident: {"incident_id": "x", "closing_code": "x"},
    c.ReopenIncident: {"incident_id": "x"},
    c.SetBringUp: {"incident_id": "x", "at_us": None},
    c.ScheduleIncident: {"incident_id": "x", "at_us": None},
    c.CorrectLogEntry: {"incident_id": "x", "seq": 1, "text": "x"},
    c.AttachFile: {
        "incident_id": "x",
        "sha256": "x",
        "name": "x",
        "media_type": "x",
        "size": 1,
    },
    c.LinkIncidents: {"incident_id": "x", "other_id": "y"},
    c.UnlinkIncidents: {"incident_id": "x", "other_id": "y"},
    c.MergeIncidents: {"incident_id": "x", "duplicate_id": "y"},
    c.UnmergeIncident: {"duplicate_id": "x"},
    c.RaiseEmergency: {"unit_id": "x"},
    c.AcceptAlarm: {"alarm_id": "x"},
    c.EndAlarm: {"alarm_id": "x"},
    c.RecordRisk: {"incident_id": "x", "text": "x"},
    c.RecordAdvice: {"incident_id": "x", "text": "x"},
    c.SendMessage: {"unit_ids": ("x",), "text": "x"},
    c.Broadcast: {
        "audience": Audience(kind="sector", name="x"),
        "text": "x",
        "reaches": 1,
    },
    c.SendRoomMessage: {"to": Party(kind="sector", name="x"), "text": "x"},
    c.ReadMessage: {"message_id": "x"},
    c.OfferTransfer: {"incident_id": "x", "to": Party(kind="all")},
    c.AcceptTransfer: {"incident_id": "x"},
    c.DeclineTransfer: {"incident_id": "x", "reason": "x"},
    c.WithdrawTransfer: {"incident_id": "x"},
    c.StartViewing: {"camera_id": "x", "reason": "x"},
    c.TakePosition: {"role": "officer"},
    c.SetAway: {"away": True},
    c.RecordPromise: {"incident_id": "x", "text": "x", "due_us": 1},
    c.KeepPromise: {"incident_id": "x", "promise_id": "x"},
    c.BeginHandover: {"sectors": ("x",)},
    c.TickHandover: {"handover_id": "x", "key": "x"},
    c.ShareIncident: {"incident_id": "x", "partner": "fire"},
    c.TellPartner: {"incident_id": "x", "partner": "fire", "text": "x"},
    c.EndViewing: {"camera_id": "x", "viewing_id": "x"},
    c.Draw: {"kind": "rvp", "outline": NO_OUTLINE},
    c.Redraw: {"drawing_id": "x", "kind": "rvp", "outline": NO_OUTLINE},
    c.Erase: {"drawing_id": "x"},
    c.BindDevice: {"device_id": "x", "unit_id": None},
    c.BindContact: {"door": "x", "uid": "x", "kind": "radio", "unit_id": "x"},
    c.SetEnabled: {"entity_id": "x", "enabled": True},
    c.Undo: {"command_id": "x"},
}
"""Every act about something that is not there."""


@pytest.mark.parametrize("kind", typing.get_args(c.AnyAct))
def test_every_act_about_nothing_is_refused(kind: type[c.Act]) -> None:
    """In words, by its own rule, and without a trace; an empty enrolment is none."""
    watch = Watch()
    role = "administrator" if kind is c.Enrol else "supervisor"
    before = watch.picture.seq
    act = typing.cast("c.AnyAct", kind(**GONE.get(kind, {})))
    if kind is c.Enrol:
        assert [] == watch.do(act, role=role)
        return
    with pytest.raises(Refused) as refused:
        watch.do(act, role=role)

    assert "Nothing changed." in refused.value.sentence
    assert before == watch.picture.seq


@pytest.mark.parametrize("kind", typing.get_args(c.AnyAct))
def test_only_what_changes_something_meets_conflicts(kind: type[c.Act]) -> None:
    """Log entries, messages, alarms, viewings never do; least a call for help."""
    watch = Watch()
    act = typing.cast("c.AnyAct", kind(**GONE.get(kind, {})))
    role = "administrator" if kind is c.Enrol else "supervisor"
    with pytest.raises(Refused) as refused:
        watch.do(act, role=role, expects={TV21: 1})

    assert isinstance(refused.value, Conflict) != issubclass(kind, NEVER_CONFLICTS)


def test_every_observation_reaches_its_rule() -> None:
    """Each kind brings about what it says."""
    watch = Watch()
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.do(c.SendMessage(unit_ids=(TV21,), text="x"))
    message_id = next(iter(watch.picture.messages))
    heard = {
        type(seen): [type(event).__name__ for event in watch.see(seen)]
        for seen in (
            o.AssignmentSeen(device_id=RADIO, incident_id=incident_id, at_us=0),
            o.StateReported(device_id=RADIO, state=5, at_us=0),
            o.MessageSeen(device_id=RADIO, message_id=message_id, at_us=0),
            o.MessageRead(device_id=RADIO, message_id=message_id, at_us=0),
            o.IncidentNoticed(incident_id=incident_id),
            o.IncidentForsaken(incident_id=incident_id, since_us=0),
            o.CrewReported(device_id=RADIO, collars=("3340",), at_us=0),
            o.DutyReported(device_id=PHONE, on_duty=False, at_us=0),
            o.CameraReported(camera_id=BODY_CAM, state="recording", at_us=0),
            o.CallReceived(source="csv", source_id="1", at_us=0),
            o.DoorChanged(door="cot", lost=True, at_us=0),
            o.EmergencyReported(device_id=RADIO, at_us=0),
        )
    }

    assert {
        o.AssignmentSeen: ["AssignmentAcknowledged"],
        o.StateReported: ["UnitStateChanged"],
        o.MessageSeen: ["MessageDelivered"],
        o.MessageRead: ["MessageRead"],
        o.IncidentNoticed: ["IncidentLookedAt"],
        o.IncidentForsaken: ["IncidentUnattended"],
        o.CrewReported: ["CrewChanged"],
        o.DutyReported: ["UnitStateChanged"],
        o.CameraReported: ["CameraChanged"],
        o.CallReceived: ["IncidentOpened"],
        o.DoorChanged: ["AlarmRaised"],
        o.EmergencyReported: ["UnitStateChanged", "IncidentOpened", "AlarmRaised"],
    } == heard
    assert ["AlarmRaised"] * 2 == [type(event).__name__ for event in watch.tick(3_601)]
    assert "recording" == watch.picture.cameras[STREET_CAM].state


def test_a_device_of_nobody_reports_into_the_void() -> None:
    """Unbound, only its call for help is heard."""
    watch = Watch()
    watch.do(c.BindDevice(device_id=RADIO, unit_id=None), role="supervisor")

    assert [] == watch.see(o.DutyReported(device_id=RADIO, on_duty=False, at_us=0))
    assert [] == watch.see(o.StateReported(device_id=RADIO, state=5, at_us=0))
    assert 2 == len(watch.see(o.StateReported(device_id=RADIO, state=0, at_us=0)))
