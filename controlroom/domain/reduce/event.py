"""Sends each event to the reducer of its subject; one without a reducer fails mypy."""

from controlroom.domain import events as e
from controlroom.domain.events.audit import AuditEvent
from controlroom.domain.events.partners import PartnerEvent
from controlroom.domain.events.watchkeeping import WatchEvent
from controlroom.domain.reduce.alarms import reduce_alarm
from controlroom.domain.reduce.attaching import reduce_attaching
from controlroom.domain.reduce.drawings import reduce_drawing
from controlroom.domain.reduce.duty import reduce_duty
from controlroom.domain.reduce.exposure import keep_exposure
from controlroom.domain.reduce.force import reduce_force
from controlroom.domain.reduce.incidents import reduce_incident
from controlroom.domain.reduce.joining import reduce_joining
from controlroom.domain.reduce.messages import reduce_message
from controlroom.domain.reduce.partners import reduce_partner
from controlroom.domain.reduce.risk import reduce_risk
from controlroom.domain.reduce.transfers import reduce_transfer
from controlroom.domain.reduce.watchkeeping import reduce_watch
from controlroom.domain.state import State


def reduce_event(state: State, fact: e.Fact) -> tuple[str, ...]:
    """Change the state by one fact and return the ids of what it touched."""
    return keep_exposure(state, fact.at_us, _by_subject(state, fact))


def _by_subject(  # noqa: C901, PLR0911 - one case a subject, all of them
    state: State, fact: e.Fact
) -> tuple[str, ...]:
    match fact.event:
        case (
            e.CodesPublished() | e.PersonAdded() | e.PersonEnabled() | e.UnitAdded()
            | e.DeviceEnrolled() | e.DeviceBound() | e.DeviceEnabled() | e.CameraAdded()
            | e.CameraChanged() | e.UnitStateChanged() | e.RequestReceived()
            | e.CrewChanged()
        ):  # fmt: skip
            return reduce_force(state, fact, fact.event)
        case (
            e.IncidentOpened() | e.IncidentAmended() | e.IncidentGraded()
            | e.LogEntryAdded() | e.LogEntryCorrected() | e.UnitAssigned()
            | e.PreAssigned() | e.PreAssignmentEnded() | e.AssignmentAcknowledged()
            | e.UnitStoodDown() | e.IncidentResolved() | e.IncidentClosed()
            | e.IncidentReopened() | e.EndingPutBack() | e.IncidentArchived()
            | e.BringUpSet() | e.BroughtUp() | e.IncidentScheduled() | e.IncidentDue()
        ):  # fmt: skip
            return reduce_incident(state, fact, fact.event)
        case (
            e.IncidentsLinked() | e.IncidentsUnlinked() | e.IncidentsMerged()
            | e.IncidentUnmerged()
        ):  # fmt: skip
            return reduce_joining(state, fact, fact.event)
        case e.AttachmentAdded():
            return reduce_attaching(state, fact, fact.event)
        case e.AlarmRaised() | e.AlarmAccepted() | e.AlarmEnded():
            return reduce_alarm(state, fact, fact.event)
        case (
            e.MessageSent() | e.RoomMessageSent() | e.MessageDelivered()
            | e.MessageRead()
        ):  # fmt: skip
            return reduce_message(state, fact, fact.event)
        case (
            e.TransferOffered() | e.TransferAccepted() | e.TransferDeclined()
            | e.TransferWithdrawn() | e.TransferLapsed() | e.IncidentLookedAt()
            | e.IncidentUnattended()
        ):  # fmt: skip
            return reduce_transfer(state, fact, fact.event)
        case e.RiskRecorded() | e.AdviceRecorded():
            return reduce_risk(state, fact, fact.event)
        case e.ShiftPlanned() | e.ShiftPutBack():
            return reduce_duty(state, fact, fact.event)
        case e.RequestAnswered() | e.ContactRecorded():
            return reduce_duty(state, fact, fact.event)
        case e.Drawn() | e.Redrawn() | e.DrawingErased() | e.DrawingExpired():
            return reduce_drawing(state, fact, fact.event)
        case _:
            return _of_desks(state, fact, fact.event)


def _of_desks(
    state: State, fact: e.Fact, event: WatchEvent | PartnerEvent | AuditEvent
) -> tuple[str, ...]:
    match event:
        case (
            e.PositionTaken() | e.AwayBegan() | e.AwayEnded() | e.PromiseRecorded()
            | e.PromiseKept() | e.HandoverBegan() | e.HandoverTicked()
            | e.HandoverCompleted()
        ):  # fmt: skip
            return reduce_watch(state, fact, event)
        case e.IncidentShared() | e.PartnerTold() | e.PartnerSaw():
            return reduce_partner(state, fact, event)
        case (
            e.ViewingStarted() | e.ViewingEnded() | e.SignedOn() | e.SignedOff()
            | e.Consulted() | e.Disclosed()
        ):  # fmt: skip
            return ()
