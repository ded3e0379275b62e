"""All acts there are, and one of them as it travels."""

from collections.abc import Mapping

import msgspec

from controlroom.domain.commands.alarms import AlarmAct
from controlroom.domain.commands.attaching import AttachingAct
from controlroom.domain.commands.drawings import DrawingAct
from controlroom.domain.commands.duty import DutyAct
from controlroom.domain.commands.endings import EndingAct
from controlroom.domain.commands.force import ForceAct
from controlroom.domain.commands.incidents import IncidentAct
from controlroom.domain.commands.joining import JoiningAct
from controlroom.domain.commands.messages import MessageAct
from controlroom.domain.commands.partners import PartnerAct
from controlroom.domain.commands.risk import RiskAct
from controlroom.domain.commands.sending import SendingAct
from controlroom.domain.commands.transfers import TransferAct
from controlroom.domain.commands.undoing import UndoingAct
from controlroom.domain.commands.units import UnitAct
from controlroom.domain.commands.viewing import ViewingAct
from controlroom.domain.commands.watchkeeping import WatchAct

AnyAct = (
    IncidentAct
    | EndingAct
    | JoiningAct
    | AttachingAct
    | SendingAct
    | UnitAct
    | DutyAct
    | AlarmAct
    | MessageAct
    | TransferAct
    | ViewingAct
    | DrawingAct
    | ForceAct
    | UndoingAct
    | RiskAct
    | PartnerAct
    | WatchAct
)


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """An act with its id and the revisions it presumes."""

    command_id: str
    act: AnyAct
    expects: Mapping[str, int] = {}


class Commanded(msgspec.Struct, frozen=True, kw_only=True):
    """A command as the gateway hands it to `decide`: by whom and from which desk."""

    command: Command
    person_id: str
    role: str
    desk: str
