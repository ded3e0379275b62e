"""What a person at a desk asks for, which may be refused; it changes nothing itself.

The envelope `Command` carries an id made by the desk (a retry gets the first answer)
and the revisions the operator saw, `{entity_id: revision}`, for what it changes. Log
entries, messages, alarms and viewings carry none: they never conflict. One file a
subject; `command` lists them all.
"""

from controlroom.domain.commands.alarms import AcceptAlarm, EndAlarm, RaiseEmergency
from controlroom.domain.commands.attaching import AttachFile
from controlroom.domain.commands.base import Act
from controlroom.domain.commands.command import (
    AnyAct,
    Command,
    Commanded,
)
from controlroom.domain.commands.drawings import Draw, Erase, Redraw
from controlroom.domain.commands.duty import (
    AnswerRequest,
    BookOff,
    BookOn,
    RecordContact,
    SetCrew,
)
from controlroom.domain.commands.endings import (
    CloseIncident,
    ReopenIncident,
    ResolveIncident,
    ScheduleIncident,
    SetBringUp,
)
from controlroom.domain.commands.force import BindContact, BindDevice, Enrol, SetEnabled
from controlroom.domain.commands.incidents import (
    AddLogEntry,
    AmendIncident,
    CorrectLogEntry,
    GradeIncident,
    OpenIncident,
)
from controlroom.domain.commands.joining import (
    LinkIncidents,
    MergeIncidents,
    UnlinkIncidents,
    UnmergeIncident,
)
from controlroom.domain.commands.messages import (
    Broadcast,
    ReadMessage,
    SendMessage,
    SendRoomMessage,
)
from controlroom.domain.commands.partners import ShareIncident, TellPartner
from controlroom.domain.commands.risk import RecordAdvice, RecordRisk
from controlroom.domain.commands.sending import (
    AssignUnits,
    OverrideDivert,
    PreAssign,
    StandDown,
    StandDownAll,
)
from controlroom.domain.commands.transfers import (
    AcceptTransfer,
    DeclineTransfer,
    OfferTransfer,
    WithdrawTransfer,
)
from controlroom.domain.commands.undoing import Undo
from controlroom.domain.commands.units import SetUnitState
from controlroom.domain.commands.viewing import EndViewing, StartViewing
from controlroom.domain.commands.watchkeeping import (
    BeginHandover,
    KeepPromise,
    RecordPromise,
    SetAway,
    TakePosition,
    TickHandover,
)

__all__ = [
    "AcceptAlarm",
    "AcceptTransfer",
    "Act",
    "AddLogEntry",
    "AmendIncident",
    "AnswerRequest",
    "AnyAct",
    "AssignUnits",
    "AttachFile",
    "BeginHandover",
    "BindContact",
    "BindDevice",
    "BookOff",
    "BookOn",
    "Broadcast",
    "CloseIncident",
    "Command",
    "Commanded",
    "CorrectLogEntry",
    "DeclineTransfer",
    "Draw",
    "EndAlarm",
    "EndViewing",
    "Enrol",
    "Erase",
    "GradeIncident",
    "KeepPromise",
    "LinkIncidents",
    "MergeIncidents",
    "OfferTransfer",
    "OpenIncident",
    "OverrideDivert",
    "PreAssign",
    "RaiseEmergency",
    "ReadMessage",
    "RecordAdvice",
    "RecordContact",
    "RecordPromise",
    "RecordRisk",
    "Redraw",
    "ReopenIncident",
    "ResolveIncident",
    "ScheduleIncident",
    "SendMessage",
    "SendRoomMessage",
    "SetAway",
    "SetBringUp",
    "SetCrew",
    "SetEnabled",
    "SetUnitState",
    "ShareIncident",
    "StandDown",
    "StandDownAll",
    "StartViewing",
    "TakePosition",
    "TellPartner",
    "TickHandover",
    "Undo",
    "UnlinkIncidents",
    "UnmergeIncident",
    "WithdrawTransfer",
]
